import { CLIENTS } from "../clients.js";
import { interleave } from "../interleave.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Making and keeping instances, against core's",
  unit: "×",
  varies: true,
  sample: (rounds) =>
    interleave(
      {
        "1 instance": () => timeAgainstCore(1),
        "100 instances": () => timeAgainstCore(100),
        "10,000 instances": () => timeAgainstCore(10_000),
      },
      rounds,
    ),
};

/** @param {number} count */
function timeAgainstCore(count) {
  const core = () => timeToKeep(CLIENTS.core, count);
  const ours = () => timeToKeep(CLIENTS["core and ours"], count);
  if (Math.random() < 0.5) return ours() / core();
  return 1 / (core() / ours());
}

/** @param {new () => object} Client @param {number} count */
function timeToKeep(Client, count) {
  globalThis.gc?.();
  const kept = new Array(count).fill(null);
  const start = process.cpuUsage();
  for (const index of kept.keys()) kept[index] = new Client();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
