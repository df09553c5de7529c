import { inFreshInterpreter } from "../in-fresh-process.js";
import { interleave } from "../interleave.js";
import { MODULES } from "../modules.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Heap taken by the import",
  unit: "KiB",
  varies: true,
  by: "value",
  budgets: { ours: { atMost: 80 } },
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        Object.entries(MODULES).map(([name, url]) => [name, () => inFreshInterpreter("probes/import-heap.js", url)]),
      ),
      Math.min(rounds, 3),
    ),
};
