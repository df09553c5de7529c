import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Metafile } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(ROOT, "cli");
const MOST_BYTES = 2_000_000;

const readJson = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));
const run = (cwd: string, command: string, ...args: string[]) => execFileSync(command, args, { cwd, encoding: "utf8" });
const walk = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(folder, file)).isFile())
    .toSorted();

let folder: string;
let shipped: string;
let metafile: Metafile;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "command-"));
  const tarball = run(CLI, "npm", "pack", "--silent", "--pack-destination", folder).trim().split("\n").at(-1);
  run(folder, "tar", "-xzf", `${tarball}`);
  shipped = join(folder, "package");
  metafile = readJson("cli/bundle/dist/metafile.json");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The package.json of every package that is inside. */
const inside = () => {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  // ../node_modules/a/node_modules/@b/c/lib/d.js → ../node_modules/a/node_modules/@b/c
  const folders = inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].map((path) => readJson(join("cli", path, "package.json")));
};

test("what ships, and nothing else", () => {
  const files = walk(shipped);
  expect(files.filter((file) => !file.startsWith("dist/chunk-"))).toEqual(
    [
      "LICENSE",
      "README.md",
      "bin/artifact-storage-record.js",
      "dist/THIRD_PARTY_LICENSES",
      "dist/main.js",
      "package.json",
    ].toSorted(),
  );
  const built = Object.keys(metafile.outputs).toSorted();
  expect(files.filter((file) => file.startsWith("dist/") && file.endsWith(".js"))).toEqual(built);
});

test("it takes at most 2 MB", () => {
  const bytes = walk(shipped).reduce((sum, file) => sum + statSync(join(shipped, file)).size, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

test("what package.json tells those who install it, whole: it depends on nothing", () => {
  const { scripts, devDependencies, description, keywords, ...published } = readJson("cli/package.json");
  // Known once there is a repository.
  const { repository, bugs, homepage, ...known } = published;
  expect(known).toEqual({
    name: "artifact-storage-record",
    version: readJson("package.json").version,
    license: "MIT",
    type: "module",
    bin: { "artifact-storage-record": "bin/artifact-storage-record.js" },
    files: ["bin", "dist"],
    engines: { node: ">=20.18.1" },
  });
});

test("nothing is imported from outside, but Node's own modules, and what `debug` can do without", () => {
  const external = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external))
    .map(({ path }) => path);
  const others = external.filter((path) => !path.startsWith("node:") && !builtinModules.includes(path));
  expect(others).toEqual(["supports-color"]);
});

test("what few need is loaded when it is used: Redis, Apps, proxies", () => {
  /** What is loaded with a file. */
  const loaded = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const { path, kind } of metafile.outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && path in metafile.outputs) loaded(path, seen);
    }
    return seen;
  };
  const inputs = [...loaded("dist/main.js")].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
  for (const name of ["ioredis", "undici", "@octokit/auth-app"]) {
    expect(inputs.filter((input) => input.includes(`node_modules/${name}/`))).toEqual([]);
    expect(inside().map((one) => one.name)).toContain(name);
  }
});

test("the list of what is bundled is right: what the command and the action import, and esbuild", () => {
  const action: typeof metafile = readJson("cli/bundle/dist/action-metafile.json");
  const imported = [metafile, action]
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file]) => file.startsWith("src/"))
    .flatMap(([, { imports }]) => imports.map(({ path }) => path))
    .flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const { dependencies } = readJson("cli/bundle/package.json");
  expect(Object.keys(dependencies).toSorted()).toEqual([...new Set([...imported, "esbuild"])].toSorted());
  // What only the list could see would not be found from the sources.
  const installed = Object.keys(readJson("package-lock.json").packages);
  expect(installed.filter((path) => path.startsWith("cli/bundle/node_modules/"))).toEqual([]);
});

test("it has the license of every package inside", () => {
  const text = readFileSync(join(shipped, "dist/THIRD_PARTY_LICENSES"), "utf8");
  const [, ...sections] = text.split(/^={80}\n\n/m);
  const expected = inside().map(({ name, version, license }) => `${name} ${version} (${license})`);
  expect(sections.map((section) => section.split("\n", 1)[0]).toSorted()).toEqual(expected.toSorted());
  for (const section of sections) expect(section).toMatch(/copyright|permission|licen[cs]e.*version/i);
});

test("an SBOM can be made that names every package inside, and the plugin", () => {
  const file = join(folder, "sbom.json");
  const [, tool = "", ...args] = /^(\S+) (.*)$/.exec(readJson("package.json").scripts.sbom) ?? [];
  run(ROOT, join(ROOT, "node_modules/.bin", tool), ...args.join(" ").replace("reports/sbom.cdx.json", file).split(" "));
  const sbom = JSON.parse(readFileSync(file, "utf8"));
  expect(sbom.metadata.component).toMatchObject({ name: "artifact-storage-record" });
  const named = sbom.components.map(
    ({ group, name, version }: { group?: string; name: string; version: string }) =>
      `${group ? `${group}/` : ""}${name}@${version}`,
  );
  const plugin = `octokit-plugin-artifact-storage@${readJson("package.json").version}`;
  const expected = [...inside().map(({ name, version }) => `${name}@${version}`), plugin];
  expect(named.toSorted()).toEqual(expected.toSorted());
});

test("two packings give the same bytes", () => {
  const pack = (name: string) => {
    const into = mkdtempSync(join(folder, name));
    run(ROOT, "npm", "pack", ".", "./cli", "--silent", "--pack-destination", into);
    return readdirSync(into)
      .toSorted()
      .map((file) => [file, readFileSync(join(into, file)).toString("base64")]);
  };
  const first = pack("first");
  expect(first).toHaveLength(2);
  expect(pack("second")).toEqual(first);
});
