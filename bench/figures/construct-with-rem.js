import { CLIENTS } from "../clients.js";
import { cpuTime } from "../cpu-time.js";

/** @type {(keyof typeof CLIENTS)[]} */
const CLASSES = [
  "core and REM",
  "core and REM, once more",
  "REM, then ours",
  "ours, then REM",
  "REM, then a spread copy",
];

/** @type {import("../figure.js").Figure} */
export default {
  title: "Making an Octokit that has REM, too: CPU time of `new`",
  unit: "µs",
  floor: "core and REM",
  atMost: { "REM, then ours": 1.1, "ours, then REM": 1.25 },
  varies: true,
  plausible: { "REM, then ours": [0.3, 10], "ours, then REM": [0.3, 10] },
  sample: (rounds) => cpuTime(Object.fromEntries(CLASSES.map((name) => [name, () => new CLIENTS[name]()])), rounds, 50),
};
