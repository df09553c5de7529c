// A jest reporter for suites of one table: a line for each row (the title of the outermost `describe`), every failure in
// full, and a total.
export default class LineReporter {
  /** @param {unknown} _test @param {import("@jest/reporters").TestResult} result */
  onTestResult(_test, { testResults, failureMessage }) {
    /** @type {Map<string, string[]>} */
    const rows = new Map();
    for (const { ancestorTitles, title, status } of testResults) {
      const row = ancestorTitles[0] ?? title;
      rows.set(row, [...(rows.get(row) ?? []), status]);
    }
    for (const [row, statuses] of rows) {
      const passed = statuses.filter((status) => status === "passed").length;
      const failed = statuses.filter((status) => status === "failed").length;
      const skipped = statuses.length - passed - failed;
      console.log(`${failed ? "✕" : passed ? "✓" : "○"} ${row}: ${count(passed, failed, skipped)}`);
    }
    if (failureMessage) console.log(failureMessage);
  }

  /** @param {unknown} _contexts @param {import("@jest/reporters").AggregatedResult} results */
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests }) {
    console.log(`total: ${count(numPassedTests, numFailedTests, numPendingTests)}`);
  }
}

/** @param {number} passed @param {number} failed @param {number} skipped */
const count = (passed, failed, skipped) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
