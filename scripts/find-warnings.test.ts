import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./find-warnings.js", import.meta.url));
const folder = prepareFolder();

function find(log: string) {
  folder.write("log", log);
  const { status, stderr } = folder.run(process.execPath, [SCRIPT, "log"]);
  return { status, found: stderr.split("\n").filter(Boolean) };
}

const engine = (name: string) =>
  ["{", `  package: '${name}@2.0.0',`, "  required: { node: '>=22' },", "}"]
    .map((line, index) => `npm warn EBADENGINE ${index === 0 ? "Unsupported engine " : ""}${line}\n`)
    .join("");

test("every kind of warning is found, whatever ends its line", () => {
  const warnings = [
    "npm warn deprecated inflight@1.0.6: This module is not supported",
    "npm WARN old lockfile",
    "(node:42) ExperimentalWarning: VM Modules is an experimental feature",
    "(Use `node --trace-warnings ...` to show where the warning was created)",
    "▲ [WARNING] Import is undefined [import-is-undefined]",
    "warning: something",
    "jest-haste-map: Haste module naming collision: fixture",
    "A worker process has failed to exit gracefully",
    "Jest did not exit one second after the test run has completed.",
    "    console.warn",
    "    console.error",
    "DeprecationWarning: punycode",
  ];
  const expected = warnings.map((line) => `log: not explained: ${line}`);
  expect(find(warnings.join("\n"))).toEqual({ status: 1, found: expected });
  expect(find(warnings.map((line) => `before\r\n${line}\r\n`).join(""))).toEqual({ status: 1, found: expected });
});

test("npm's report on an engine is none where README.md explains it; on any other it is", () => {
  expect(find(engine("content-type"))).toEqual({ status: 0, found: [] });
  expect(find(engine("content-type") + engine("other")).found).toHaveLength(4);
});

test("what warns of nothing is not found", () => {
  expect(find("added 518 packages in 34s\nno warnings\n  a test of warnings: passed\n")).toEqual({
    status: 0,
    found: [],
  });
});
