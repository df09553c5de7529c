import { CLIENTS } from "../clients.js";
import { cpuTime } from "../cpu-time.js";

/** @type {(keyof typeof CLIENTS)[]} */
const CLASSES = ["core", "core, once more", "core and ours", "core and REM", "@octokit/rest", "octokit"];

/** @type {import("../figure.js").Figure} */
export default {
  title: "CPU time of `new MyOctokit()`",
  unit: "µs",
  floor: "core",
  varies: true,
  by: "ratio",
  budgets: { "core and ours": { atMost: 1.15 } },
  sample: (rounds) =>
    cpuTime(Object.fromEntries(CLASSES.map((name) => [name, () => new CLIENTS[name]()])), rounds, 100),
};
