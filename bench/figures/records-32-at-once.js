import { recordsPerSecond } from "../records-per-second.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Records over loopback, 32 at once",
  unit: "a second",
  floor: "octokit.request",
  varies: true,
  by: "ratio",
  budgets: { ours: { atLeast: 0.97 } },
  sample: (rounds) => recordsPerSecond(rounds, 32),
};
