/**
 * @typedef {object} Budget
 * @property {string[]} of The table's rows that it binds.
 * @property {"value" | "ratio"} by The rows' own value, or the value against the table's floor.
 * @property {number} [atMost]
 * @property {number} [atLeast]
 * @property {number} [conceded] What it must not pass where the budget is missed; the reason stands beside it.
 */

/**
 * What each figure may cost, by the name of its file in `figures/`; in that file's unit.
 *
 * @type {Record<string, Budget>}
 */
export const budgets = {
  // The texts and patterns of the route map are a third of it, the guards against a route that is taken over, a host that
  // comes later and an answer that is none the rest: behaviour comes first, and a hint is never cut to fit.
  "bundle-size": { of: ["ours"], by: "value", atMost: 3000, conceded: 5200 },
  // Missed, as is the heap: V8 reads through all that the bundle holds, though it evaluates the route map on first use
  // alone.
  "import-time": { of: ["ours"], by: "ratio", atMost: 1.5 },
  "import-files": { of: ["ours"], by: "value", atMost: 1 },
  "import-heap": { of: ["ours"], by: "value", atMost: 25 },
  construct: { of: ["core and ours"], by: "ratio", atMost: 1.2 },
  // Missed where ours comes first: what waits for REM is an accessor, which Object.assign calls, and REM's `rest` is then
  // looked at before it is extended.
  "construct-with-rem": { of: ["REM, then ours", "ours, then REM"], by: "ratio", atMost: 1.05 },
  "instance-memory": { of: ["ours"], by: "value", atMost: 1000 },
  // Missed: two thirds of what is over octokit.request are the checks of the six parameters given and of the five not.
  "call-cpu": { of: ["ours"], by: "ratio", atMost: 1.02 },
  check: { of: ["ours"], by: "value", atMost: 1 },
  "records-1-at-once": { of: ["ours"], by: "ratio", atLeast: 0.97 },
  "records-32-at-once": { of: ["ours"], by: "ratio", atLeast: 0.97 },
  "types-instantiated": { of: ["ours"], by: "value", atMost: 150 },
  // The source map and the prose of README.md and index.d.ts are three quarters of it: 39 kB, of which none is loaded.
  "installed-bytes": {
    of: ["core 7", "core 6"],
    by: "value",
    atMost: 40_000,
    conceded: 56_000,
  },
  "installed-packages": { of: ["core 7", "core 6"], by: "value", atMost: 1 },
  // An instance costs the same, however many there are.
  "growth-time": { of: ["10,000 instances"], by: "value", atMost: 1.2 },
  "growth-memory": { of: ["10,000 instances"], by: "value", atMost: 1000 },
  // Less than a byte a record.
  "growth-records": { of: ["ours, 10,000 records"], by: "value", atMost: 10_000 },
};
