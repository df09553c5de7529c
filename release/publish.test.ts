import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

const SCRIPT = fileURLToPath(new URL("./publish.sh", import.meta.url));

// Each test starts a dozen programs.
jest.setTimeout(30_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "publish-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function pack(name: string) {
  mkdirSync(join(folder, name, "package"), { recursive: true });
  writeFileSync(join(folder, name, "package/package.json"), JSON.stringify({ name, version: "1.2.0" }));
  execFileSync("tar", ["-czf", `${name}.tgz`, "-C", name, "package"], { cwd: folder });
  return `./${name}.tgz`;
}

/** Runs the script with an `npm` that knows the integrity of what is published; what that was asked to publish. */
function publish(files: string[], published: Record<string, string> = {}) {
  const cases = Object.entries(published).map(
    ([id, integrity]) => `"view ${id} dist.integrity") echo "${integrity}" ;;`,
  );
  const npm = `#!/bin/sh
    case "$*" in
      ${cases.join("\n")}
      view*) echo "npm error 404 No match found" >&2; exit 1 ;;
      *) echo "$*" >> "${folder}/npm.log" ;;
    esac`;
  writeFileSync(join(folder, "npm"), npm, { mode: 0o755 });
  writeFileSync(join(folder, "npm.log"), "");
  execFileSync(SCRIPT, files, {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return readFileSync(join(folder, "npm.log"), "utf8");
}

test("each file is published as it is, in the order given, and runs no script", () => {
  expect(publish([pack("plugin"), pack("command")])).toBe(
    "publish ./plugin.tgz --access public --ignore-scripts\npublish ./command.tgz --access public --ignore-scripts\n",
  );
});

test("what is published already is passed over", () => {
  const plugin = pack("plugin");
  const integrity = `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, plugin)))
    .digest("base64")}`;
  expect(publish([plugin, pack("command")], { "plugin@1.2.0": integrity })).toBe(
    "publish ./command.tgz --access public --ignore-scripts\n",
  );
});

test("where another file is published as this version, it fails, and publishes nothing more", () => {
  const files = [pack("plugin"), pack("command")];
  expect(() => publish(files, { "plugin@1.2.0": "sha512-another" })).toThrow(
    "plugin@1.2.0 is already published, but is not this file: raise the version.",
  );
  expect(readFileSync(join(folder, "npm.log"), "utf8")).toBe("");
});
