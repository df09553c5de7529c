import { inFreshInterpreter } from "../in-fresh-process.js";
import { interleave } from "../interleave.js";

/** @param {number} count */
const ours = (count) => () => inFreshInterpreter("probes/instance-memory.js", "core and ours", String(count));

/** @type {import("../figure.js").Figure} */
export default {
  title: "Memory of each of many instances, over core's",
  unit: "B",
  varies: true,
  sample: (rounds) =>
    interleave(
      { "1 instance": ours(1), "100 instances": ours(100), "10,000 instances": ours(10_000) },
      Math.min(rounds, 3),
    ),
};
