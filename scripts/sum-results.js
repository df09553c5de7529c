// Sums jest's JSON results, prints `N passed, N failed`, and fails where a test did, or a suite has no good result:
//   node scripts/sum-results.js FILE…
import { readFileSync } from "node:fs";

const files = process.argv.slice(2);
const counts = files.map(count);
const passed = counts.reduce((total, one) => total + one.passed, 0);
const failed = files.length === 0 ? 1 : counts.reduce((total, one) => total + one.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/** @param {string} file */
function count(file) {
  try {
    const result = JSON.parse(readFileSync(file, "utf8"));
    const passed = result.numPassedTests;
    // Of a file that could not even be loaded, no test is counted otherwise.
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    if (failed > 0) return { passed, failed };
    if (!result.success) return wrong(passed, "every test passed, but jest failed");
    return result.numTotalTests > 0 ? { passed, failed } : wrong(passed, "no test was run");
  } catch (error) {
    return wrong(0, `no result: ${Object(error).message}`);
  }

  /** What is wrong with a suite counts as a failed test. @param {number} passed @param {string} why */
  function wrong(passed, why) {
    console.error(`${file}: ${why}`);
    return { passed, failed: 1 };
  }
}
