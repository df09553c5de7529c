import { CLIENTS } from "../clients.js";
import { cpuTime } from "../cpu-time.js";

/** @type {(keyof typeof CLIENTS)[]} */
const CLASSES = ["core", "core, once more", "core and ours", "core and REM", "@octokit/rest", "octokit"];

/** @type {import("../figure.js").Figure} */
export default {
  title: "Making an Octokit: CPU time of `new`",
  unit: "µs",
  floor: "core",
  atMost: { "core and ours": 1.2 },
  varies: true,
  plausible: { "core and ours": [0.3, 10] },
  sample: (rounds) =>
    cpuTime(Object.fromEntries(CLASSES.map((name) => [name, () => new CLIENTS[name]()])), rounds, 100),
};
