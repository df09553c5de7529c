import { recordsPerSecond } from "../records-per-second.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Records created over loopback, 32 at once",
  unit: "a second",
  floor: "octokit.request",
  atLeast: { ours: 0.97 },
  varies: true,
  plausible: { ours: [0.05, 20] },
  sample: (rounds) => recordsPerSecond(rounds, 32),
};
