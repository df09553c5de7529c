import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { transform } from "esbuild";
import { findNewerApis } from "./find-newer-apis.js";

// The oldest browsers that docs/compatibility.md names cannot be installed any more, so the published file is held to what they know.
const OLDEST = Object.entries({ safari: "16", chrome: "110", firefox: "102" });
const TARGETS = OLDEST.map(([browser, version]) => `${browser}${version}`);

const published = readFileSync(
  new URL("node_modules/octokit-plugin-artifact-storage/dist/index.js", import.meta.url),
  "utf8",
);

describe.each(OLDEST)("%s %s", (browser, version) => {
  test("has all that the published file uses", () => {
    expect(findNewerApis(published, browser, version)).toEqual([]);
  });
});

describe("what is found to be newer than Safari 16", () => {
  test.each([
    "URL.canParse(text)",
    "Array.fromAsync(list)",
    "new Set().union(set)",
    "AbortSignal.any([])",
    "Promise.withResolvers()",
    "const { isWellFormed } = text",
    "DisposableStack",
  ])("%s", (code) => {
    expect(findNewerApis(code, "safari", "16")).toHaveLength(1);
  });

  test.each([
    "Object.hasOwn(a, b)",
    "structuredClone(a)",
    "a.at(-1)",
    "const URL = { canParse() {} }; URL.canParse(a)",
    "const { format } = { format: 1 }; a.format",
  ])("not %s", (code) => {
    expect(findNewerApis(code, "safari", "16")).toEqual([]);
  });
});

describe("syntax", () => {
  test(`of the published file is known to ${TARGETS.join(", ")}`, async () => {
    expect(await transformed(published, TARGETS)).toBe(await transformed(published, "esnext"));
    // Of a text that makes a regular expression, esbuild knows nothing; Safari has these from 16.4 on.
    expect(published).not.toMatch(/\(\?<[=!]/);
  });

  test.each(["/(?<=a)b/", "/[\\p{L}--a]/v", "class A { static { a(); } }"])("%s is known to be newer", async (code) => {
    expect(await transformed(code, TARGETS)).not.toBe(await transformed(code, "esnext"));
  });

  /** @param {string} code @param {string | string[]} target */
  async function transformed(code, target) {
    return (await transform(code, { target, format: "esm", logLevel: "error" })).code;
  }
});

// React Native's: what compiles may lack what it calls, which no package tells; the compiler comes without an engine.
describe("Hermes", () => {
  test("compiles the published file", async () => {
    const { code } = await transform(published, { format: "iife", globalName: "plugin" });
    expect(() => compile(code)).not.toThrow();
    expect(() => compile(`${code}; /[\\p{L}--a]/v`)).toThrow("Invalid regular expression");
  });
});

/** @param {string} code */
function compile(code) {
  const folders = { linux: "linux64-bin", darwin: "osx-bin", win32: "win64-bin" };
  const platform = folders[/** @type {keyof typeof folders} */ (process.platform)];
  const hermesc = fileURLToPath(new URL(`node_modules/hermes-compiler/hermesc/${platform}/hermesc`, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "hermes-"));
  try {
    writeFileSync(join(folder, "plugin.js"), code);
    const [from, to] = [join(folder, "plugin.js"), join(folder, "plugin.hbc")];
    execFileSync(hermesc, ["-emit-binary", "-out", to, from], { stdio: "pipe" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
