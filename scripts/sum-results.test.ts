import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./sum-results.js", import.meta.url));
const folder = prepareFolder();

const PASSED = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numTotalTests: 3, success: true };

beforeEach(() => folder.write("passed", PASSED));

/** The sum of a file of three passed tests and another. */
const sum = (...more: string[]) =>
  folder.run(process.execPath, [SCRIPT, folder.path("passed"), ...more.map(folder.path)]);

test("tests that passed are added up", () => {
  folder.write("more", { ...PASSED, numPassedTests: 40, numTotalTests: 41 });
  expect(sum("more")).toMatchObject({ status: 0, stdout: "43 passed, 0 failed\n" });
});

test.each<[what: string, result: object, printed: string]>([
  ["a test failed", { numFailedTests: 1, success: false }, "6 passed, 1 failed\n"],
  ["a file of tests could not be loaded", { numRuntimeErrorTestSuites: 1, success: false }, "6 passed, 1 failed\n"],
  ["no test was run", { numPassedTests: 0, numTotalTests: 0 }, "3 passed, 1 failed\n"],
  ["jest failed for another reason", { success: false }, "6 passed, 1 failed\n"],
])("it fails where %s", (_what, result, printed) => {
  folder.write("other", { ...PASSED, ...result });
  expect(sum("other")).toMatchObject({ status: 1, stdout: printed });
});

test("it fails where a suite left no result, or half of one, and still counts the others", () => {
  folder.write("half", '{"numPassedTests": 3');
  const { status, stdout, stderr } = sum("half", "none");
  expect([status, stdout]).toEqual([1, "3 passed, 2 failed\n"]);
  expect(stderr).toContain(`${folder.path("half")}: `);
  expect(stderr).toContain(`${folder.path("none")}: `);
});

test("it fails where there is no suite", () => {
  expect(folder.run(process.execPath, [SCRIPT])).toMatchObject({ status: 1, stdout: "0 passed, 1 failed\n" });
});
