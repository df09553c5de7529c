import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

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

/** An empty project with these packages; the names of all that were installed. */
function project(name: string, ...packages: string[]) {
  const cwd = join(folder, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, "package.json"), '{ "private": true }');
  const install = (...more: string[]) =>
    run(cwd, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", ...more);
  install(...packages);
  const installed = () =>
    Object.keys(JSON.parse(readFileSync(join(cwd, "node_modules", ".package-lock.json"), "utf8")).packages);
  return { cwd, install, installed };
}

describe("contents", () => {
  test("what ships, and nothing else", () => {
    const files = run(ROOT, "tar", "-tzf", tarball).trim().split("\n");
    expect(files.map((file) => file.replace("package/", "")).sort()).toEqual(
      ["LICENSE", "README.md", "dist/index.js", "dist/index.js.map", "index.d.ts", "package.json"].sort(),
    );
  });

  test("the built file is one, imports nothing, and its map names the sources", () => {
    const built = readFileSync(join(ROOT, "dist/index.js"), "utf8");
    expect(built).not.toMatch(/^import |\bimport\(|\brequire\(/m);
    const { sources } = JSON.parse(readFileSync(join(ROOT, "dist/index.js.map"), "utf8"));
    const expected = readdirSync(join(ROOT, "src")).map((file) => `../src/${file}`);
    expect(sources.sort()).toEqual(expected.sort());
  });

  test("its map tells the line of the source that an error comes from", () => {
    const program = `
      import { Octokit } from "@octokit/core";
      import { artifactStorage } from "./dist/index.js";
      const { rest } = new (Octokit.plugin(artifactStorage))();
      await rest.orgs.createArtifactStorageRecord({}).catch(({ stack }) => console.log(stack));`;
    const stack = run(ROOT, "node", "--enable-source-maps", "--input-type=module", "--eval", program);
    const lines = readFileSync(join(ROOT, "src/to-method.ts"), "utf8").split("\n");
    const line = lines.findIndex((text) => text.includes("throw new ParameterError(")) + 1;
    expect(stack).toContain(`src/to-method.ts:${line}:`);
  });

  test("no name that index.d.ts declares of an error was shortened", () => {
    const program = `
      import { Octokit } from "@octokit/core";
      import { artifactStorage } from "./dist/index.js";
      const fetch = async () => new Response("{}", { headers: { "content-type": "application/json" } });
      const { rest } = new (Octokit.plugin(artifactStorage))({ request: { fetch } });
      const record = { org: "octo-org", name: "libfoo", digest: "sha256:" + "0".repeat(64), registry_url: "https://r.example" };
      const rejected = (parameters) => rest.orgs.createArtifactStorageRecord(parameters).catch((error) => error);
      const [wrong, unexpected] = [await rejected({}), await rejected(record)];
      console.log(JSON.stringify([wrong, wrong.problems[0], unexpected].map((value) => Object.keys(value).sort())));`;
    const built = JSON.parse(run(ROOT, "node", "--input-type=module", "--eval", program));
    const types = readFileSync(join(ROOT, "index.d.ts"), "utf8");
    const declared = ["ParameterError", "ParameterProblem", "UnexpectedResponseError"].map((name) => {
      const [, members = ""] = new RegExp(`(?:class|interface) ${name} .*?\\{\n(.*?)\n\\}`, "s").exec(types) ?? [];
      return Array.from(members.matchAll(/^ {2}(?:readonly )?(\w+):/gm), ([, member]) => member).sort();
    });
    expect(built).toEqual(declared);
  });

  test("no dependency but types and the peer", () => {
    expect(Object.keys(manifest.dependencies)).toEqual(["@octokit/types"]);
    expect(Object.keys(manifest.peerDependencies)).toEqual(["@octokit/core"]);
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

  test.each(["7.0.8", "6.1.6"])("next to core %s it adds exactly one package", (version) => {
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

  test("straight from a git URL, it builds itself", () => {
    const clone = join(folder, "clone");
    run(folder, "git", "clone", "--quiet", ROOT, clone);
    const { cwd } = project("from-git", "@octokit/core@7.0.8", `git+${pathToFileURL(clone)}`);
    const imports = `import { artifactStorage } from "${NAME}"; ${LOADS}`;
    expect(run(cwd, process.execPath, "--input-type=module", "--eval", imports)).toBe("loaded\n");
  });
});
