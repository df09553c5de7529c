import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NAME = "octokit-plugin-artifact-storage";
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

let folder: string;
let tarball: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "package-"));
  const [packed] = Object.values<{ filename: string }>(
    JSON.parse(run(ROOT, "npm", "pack", "--json", "--pack-destination", folder)),
  );
  tarball = join(folder, `${packed?.filename}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(cwd: string, command: string, ...args: string[]) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

const source = (file: string) => readFileSync(join(ROOT, "src", file), "utf8");

/** An empty project with these packages; the names of all that were installed. */
function project(name: string, ...packages: string[]) {
  const cwd = join(folder, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, "package.json"), '{ "private": true }');
  const install = (...more: string[]) =>
    run(
      cwd,
      "npm",
      "install",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      "--save-exact",
      "--loglevel=error",
      ...more,
    );
  install(...packages);
  const installed = () =>
    Object.keys(JSON.parse(readFileSync(join(cwd, "node_modules", ".package-lock.json"), "utf8")).packages);
  return { cwd, install, installed };
}

describe("contents", () => {
  test("what ships, and nothing else", () => {
    const files = run(ROOT, "tar", "-tzf", tarball).trim().split("\n");
    expect(files.map((file) => file.replace("package/", "")).sort()).toEqual(
      ["LICENSE", "README.md", "dist/index.js", "index.d.ts", "package.json"].sort(),
    );
  });

  test("the built file is one, and imports nothing", () => {
    const built = readFileSync(join(ROOT, "dist/index.js"), "utf8");
    expect(built).not.toMatch(/^import |\bimport\(|\brequire\(/m);
  });

  test("it can be read: every source stands in it below its name, and no line is longer than a screen", () => {
    const built = readFileSync(join(ROOT, "dist/index.js"), "utf8");
    for (const file of readdirSync(join(ROOT, "src"))) {
      // What is types alone leaves nothing.
      if (!/^(?!export (type|interface)\b|import type\b)(export|const|function|class) /m.test(source(file))) continue;
      expect(built).toContain(`// src/${file}\n`);
    }
    expect(Math.max(...built.split("\n").map((line) => line.length))).toBeLessThan(1000);
  });

  test("functions and classes keep their names", async () => {
    const { artifactStorage, ParameterError, UnexpectedResponseError } = await import(
      pathToFileURL(join(ROOT, "dist/index.js")).href
    );
    const names = [artifactStorage, ParameterError, UnexpectedResponseError].map(({ name }) => name);
    expect(names).toEqual(["artifactStorage", "ParameterError", "UnexpectedResponseError"]);
  });

  test("Node prints an uncaught ParameterError as one, below a line that can be read", () => {
    const program = `
      import { Octokit } from "@octokit/core";
      import { artifactStorage } from "./dist/index.js";
      await new (Octokit.plugin(artifactStorage))().rest.orgs.createArtifactStorageRecord({});`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    const [place, thrown = "", , , message] = stderr.split("\n");
    expect(place).toMatch(/\/dist\/index\.js:\d+$/);
    expect(thrown).toContain("throw new ParameterError(");
    expect(thrown.length).toBeLessThan(200);
    expect(message).toBe("ParameterError: orgs.createArtifactStorageRecord: nothing was sent.");
  });

  test("what package.json tells those who install it, whole", () => {
    const { scripts, devDependencies, workspaces, allowScripts, description, keywords, ...published } = manifest;
    // Known once there is a repository.
    const { repository, bugs, homepage, ...known } = published;
    expect(known).toEqual({
      name: NAME,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      license: "MIT",
      type: "module",
      main: "./dist/index.js",
      exports: { types: "./index.d.ts", default: "./dist/index.js" },
      types: "./index.d.ts",
      sideEffects: false,
      files: ["dist", "index.d.ts"],
      engines: { node: ">=20" },
      dependencies: { "@octokit/types": ">=6.41.0" },
      peerDependencies: { "@octokit/core": ">=3.6.0" },
    });
    expect(readFileSync(join(ROOT, "LICENSE"), "utf8")).toMatch(/^MIT License\n/);
  });

  test("no lock file names a registry", () => {
    const locks = run(ROOT, "git", "ls-files", "*package-lock.json").trim().split("\n");
    expect(locks).toContain("package-lock.json");
    for (const lock of locks) expect(readFileSync(join(ROOT, lock), "utf8")).not.toContain('"resolved": "http');
  });
});

describe("publint and attw", () => {
  test("publint finds nothing", () => {
    expect(run(ROOT, "npx", "publint", "run", tarball, "--strict")).toContain("All good!");
  });

  test("attw --profile esm-only finds nothing", () => {
    const report = run(ROOT, "npx", "attw", tarball, "--profile", "esm-only", "--no-color", "--no-emoji");
    // It exits with an error where it finds a problem; the profile ignores CommonJS, which require() of ESM replaces.
    expect(report).toMatch(/│ node16 \(from ESM\) │ OK \(ESM\) /);
    expect(report).toMatch(/│ bundler +│ OK /);
  });
});

describe("installed", () => {
  const LOADS = `if (typeof artifactStorage !== "function" || artifactStorage.VERSION !== "${manifest.version}") throw new Error("not loaded"); console.log("loaded")`;

  // npm refuses to install what a range of peers rules out.
  test.each(["3.6.0", "4.2.4", "5.2.2", "6.1.6", "7.0.8"])("next to core %s it adds exactly one package", (version) => {
    const { install, installed } = project(`core-${version}`, `@octokit/core@${version}`);
    const before = installed();
    install(tarball);
    expect(installed().filter((path) => !before.includes(path))).toEqual([`node_modules/${NAME}`]);
  });

  test("import and require() load it, with core alone beside it", () => {
    const { cwd } = project("loading", "@octokit/core@7.0.8", tarball);
    const imports = `import { artifactStorage } from "${NAME}"; ${LOADS}`;
    expect(run(cwd, process.execPath, "--input-type=module", "--eval", imports)).toBe("loaded\n");
    const requires = `const { artifactStorage } = require("${NAME}"); ${LOADS}`;
    expect(run(cwd, process.execPath, "--eval", requires)).toBe("loaded\n");
  });

  test("a bundler takes it, and what it needs alone, without a warning", async () => {
    const { cwd } = project("bundled", "@octokit/core@7.0.8", tarball);
    const contents = `export { artifactStorage } from "${NAME}";`;
    const { warnings, metafile } = await build({
      stdin: { contents, resolveDir: cwd },
      bundle: true,
      write: false,
      format: "esm",
      metafile: true,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((input) => !input.endsWith("<stdin>"))).toEqual([
      expect.stringMatching(`node_modules/${NAME}/dist/index\\.js$`),
    ]);
  });

  test("next to an older core npm refuses to install it", () => {
    const { install } = project("too-old", "@octokit/core@3.5.1");
    expect(() => install(tarball)).toThrow("ERESOLVE");
  });

  test("a bundler leaves it out where nothing of it is used", async () => {
    const { cwd } = project("unused", "@octokit/core@7.0.8", tarball);
    const { outputFiles } = await build({
      stdin: { contents: `import { artifactStorage } from "${NAME}";`, resolveDir: cwd },
      bundle: true,
      write: false,
      format: "esm",
      logLevel: "silent",
    });
    expect(outputFiles.map(({ text }) => text)).toEqual([""]);
  });

  // Such as eslint-plugin-import and browserify.
  test("tools that know no `exports` find it", () => {
    const { cwd } = project("resolved", "resolve@1.22.11", tarball);
    const program = `console.log(require("resolve").sync("${NAME}", { basedir: ${JSON.stringify(cwd)} }))`;
    expect(run(cwd, process.execPath, "--eval", program)).toBe(`${join(cwd, "node_modules", NAME, "dist/index.js")}\n`);
  });

  test("straight from a git URL, it builds itself", () => {
    const clone = join(folder, "clone");
    run(folder, "git", "clone", "--quiet", ROOT, clone);
    const { cwd } = project("from-git", "@octokit/core@7.0.8", `git+${pathToFileURL(clone)}`);
    const imports = `import { artifactStorage } from "${NAME}"; ${LOADS}`;
    expect(run(cwd, process.execPath, "--input-type=module", "--eval", imports)).toBe("loaded\n");
  });
});
