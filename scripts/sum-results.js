// Sums jest's JSON results, prints `N passed, N failed`, and fails where a test did, or where there was none:
//   node scripts/sum-results.js FILE…
import { readFileSync } from "node:fs";

const files = process.argv.slice(2);
const results = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
const sum = (/** @type {string} */ key) => results.reduce((total, result) => total + result[key], 0);

// A suite that could not even be loaded counts as a failure: none of its tests is counted otherwise.
const [passed, failed] = [sum("numPassedTests"), sum("numFailedTests") + sum("numRuntimeErrorTestSuites")];
for (const [index, { numTotalTests }] of results.entries()) {
  if (numTotalTests === 0) {
    console.error(`${files[index]}: no test was run`);
    process.exitCode = 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
