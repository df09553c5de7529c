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
  title: "CPU time of `new` with REM as well",
  unit: "µs",
  floor: "core and REM",
  varies: true,
  by: "ratio",
  budgets: { "REM, then ours": { atMost: 1.08 }, "ours, then REM": { atMost: 1.2 } },
  sample: (rounds) => cpuTime(Object.fromEntries(CLASSES.map((name) => [name, () => new CLIENTS[name]()])), rounds, 50),
};
