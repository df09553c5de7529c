import { CLIENTS } from "../clients.js";
import { interleave, shuffle } from "../interleave.js";

const TURNS = 3;

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

/** By several turns of each, for it is chance in which of them V8 collects garbage. @param {number} count */
function timeAgainstCore(count) {
  const total = { core: 0, "core and ours": 0 };
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of shuffle(Object.keys(total))) total[name] += timeToKeep(CLIENTS[name], count);
  return total["core and ours"] / total.core;
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
