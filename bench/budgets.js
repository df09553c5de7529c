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
  "bundle-size": { of: ["ours"], by: "value", atMost: 3000, conceded: 5100 },
  // At the line, on either side of it by machine: V8 reads through all that the bundle holds once, though it runs next to
  // nothing of it. The same file within a function that is never called takes as long. The rest is Node, reading
  // package.json.
  "import-time": { of: ["ours"], by: "ratio", atMost: 1.5 },
  "import-files": { of: ["ours"], by: "value", atMost: 1 },
  "import-heap": { of: ["ours"], by: "value", atMost: 25 },
  construct: { of: ["core and ours"], by: "ratio", atMost: 1.2 },
  // Missed where ours comes first: an accessor that waits for REM, and that Object.assign calls, takes 0.07 by itself,
  // whatever it does. REM's `rest` is then looked at, and extended.
  "construct-with-rem": { of: ["REM, then ours", "ours, then REM"], by: "ratio", atMost: 1.05 },
  "instance-memory": { of: ["ours"], by: "value", atMost: 1000 },
  // Missed in most processes: 1.02 to 1.05, as V8 happens to compile it. Without the checks it is 1.00, and with the
  // unrolled ones of `check` in their place 1.04: among a call's other work, checking takes thrice what it takes alone.
  "call-cpu": { of: ["ours"], by: "ratio", atMost: 1.02 },
  check: { of: ["ours"], by: "value", atMost: 1 },
  "records-1-at-once": { of: ["ours"], by: "ratio", atLeast: 0.97 },
  "records-32-at-once": { of: ["ours"], by: "ratio", atLeast: 0.97 },
  "types-instantiated": { of: ["ours"], by: "value", atMost: 150 },
  // README.md and index.d.ts, the words that a user reads, are 24 kB of it, and the script 11 kB.
  "installed-bytes": { of: ["core 7", "core 6"], by: "value", atMost: 40_000 },
  "installed-packages": { of: ["core 7", "core 6"], by: "value", atMost: 1 },
  // An instance costs the same, however many there are.
  "growth-time": { of: ["10,000 instances"], by: "value", atMost: 1.2 },
  "growth-memory": { of: ["10,000 instances"], by: "value", atMost: 1000 },
  // Less than a byte a record.
  "growth-records": { of: ["ours, 10,000"], by: "value", atMost: 10_000 },
};
