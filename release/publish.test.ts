import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "../scripts/support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./publish.sh", import.meta.url));
const PLUGIN = "octokit-plugin-artifact-storage";
const COMMAND = "artifact-storage-record";
const folder = prepareFolder();

beforeEach(() => {
  pack(PLUGIN);
  pack(COMMAND);
  registry();
});

/** Packs a package of this name and version, and returns the line with its checksum. */
function pack(name: string, version = "1.2.0", file = `${name}-1.2.0.tgz`) {
  folder.write(`${name}/package/package.json`, { name, version });
  folder.write("packed/notes.md", "- All.");
  execFileSync("tar", ["-czf", `packed/${file}`, "-C", name, "package"], { cwd: folder.path(".") });
}

const hashOf = (name: string, algorithm: string, encoding: "hex" | "base64") =>
  createHash(algorithm)
    .update(readFileSync(folder.path(`packed/${name}-1.2.0.tgz`)))
    .digest(encoding);
const checksums = () =>
  [COMMAND, PLUGIN].map((name) => `${hashOf(name, "sha256", "hex")}  ${name}-1.2.0.tgz`).join("\n");

/** An npm that knows the integrity of what is published. */
function registry(published: Record<string, string> = {}) {
  const cases = Object.entries(published).map(
    ([id, integrity]) => `"view ${id} dist.integrity") echo "${integrity}" ;;`,
  );
  folder.program(
    "npm",
    `case "$*" in
      ${cases.join("\n")}
      view*) echo "npm error 404 No match found" >&2; exit 1 ;;
    esac`,
  );
}

const publish = (sums = checksums()) => folder.run(SCRIPT, ["v1.2.0", "packed", sums]);
const publishings = () => folder.calls().filter((call) => call.startsWith("npm publish"));
const publishing = (name: string) => `npm publish ./${name}-1.2.0.tgz --access public --ignore-scripts`;

test("both files are published as they are, the plugin first, and run no script", () => {
  expect(publish()).toMatchObject({ status: 0 });
  expect(publishings()).toEqual([publishing(PLUGIN), publishing(COMMAND)]);
});

test("what is published already is passed over", () => {
  registry({ [`${PLUGIN}@1.2.0`]: `sha512-${hashOf(PLUGIN, "sha512", "base64")}` });
  expect(publish()).toMatchObject({ status: 0, stdout: `${PLUGIN}@1.2.0 is already published.\n` });
  expect(publishings()).toEqual([publishing(COMMAND)]);
});

test("where another file is published as this version, it fails, and publishes nothing more", () => {
  registry({ [`${PLUGIN}@1.2.0`]: "sha512-another" });
  const stderr = `${PLUGIN}@1.2.0 is already published, but is not this file: raise the version.\n`;
  expect(publish()).toMatchObject({ status: 1, stderr });
  expect(publishings()).toEqual([]);
});

test("where publishing fails, it does", () => {
  folder.program("npm", "exit 1");
  expect(publish().status).not.toBe(0);
  expect(publishings()).toEqual([publishing(PLUGIN)]);
});

const BOTH = `${COMMAND}-1.2.0.tgz ${PLUGIN}-1.2.0.tgz`;
test.each<[what: string, change: () => void, stderr: string]>([
  [
    "a file of another version beside them",
    () => pack(PLUGIN, "1.2.0", `${PLUGIN}-1.2.0-x.tgz`),
    `packed is ${COMMAND}-1.2.0.tgz ${PLUGIN}-1.2.0-x.tgz ${PLUGIN}-1.2.0.tgz, but v1.2.0 is ${BOTH}.`,
  ],
  [
    "one file alone",
    () => execFileSync("rm", [folder.path(`packed/${COMMAND}-1.2.0.tgz`)]),
    `packed is ${PLUGIN}-1.2.0.tgz, but v1.2.0 is ${BOTH}.`,
  ],
  ["another version inside", () => pack(PLUGIN, "1.3.0"), `${PLUGIN}-1.2.0.tgz is ${PLUGIN}@1.3.0.`],
  [
    "another package inside",
    () => folder.run("cp", [`packed/${COMMAND}-1.2.0.tgz`, `packed/${PLUGIN}-1.2.0.tgz`]),
    `${PLUGIN}-1.2.0.tgz is ${COMMAND}@1.2.0.`,
  ],
])("nothing is published of %s", (_what, change, stderr) => {
  const before = checksums();
  change();
  const isMissing = _what === "one file alone";
  expect(publish(isMissing ? before : checksums())).toMatchObject({
    status: 1,
    stderr: `Nothing was published: ${stderr}\n`,
  });
  expect(publishings()).toEqual([]);
});

test("nothing is published of files that are not those of the checksums", () => {
  const before = checksums();
  folder.write(`${PLUGIN}/package/index.js`, "changed");
  pack(PLUGIN);
  const { status, stderr } = publish(before);
  expect([status, stderr]).toEqual([1, expect.stringContaining("these are not the files that were packed.")]);
  expect(publishings()).toEqual([]);
});

test.each([
  ["no checksums", () => "", `there are checksums of , but v1.2.0 is ${BOTH}.`],
  [
    "a checksum of one alone",
    () => checksums().split("\n")[0] ?? "",
    `there are checksums of ${COMMAND}-1.2.0.tgz, but v1.2.0 is ${BOTH}.`,
  ],
])("nothing is published with %s", (_what, sums, stderr) => {
  expect(publish(sums())).toMatchObject({ status: 1, stderr: `Nothing was published: ${stderr}\n` });
  expect(publishings()).toEqual([]);
});
