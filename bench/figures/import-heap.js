import { inFreshInterpreter } from "../in-fresh-process.js";
import { interleave } from "../interleave.js";
import { MODULES } from "../modules.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Heap that the import takes",
  unit: "KiB",
  // A third of it is the source, which V8 keeps and people read.
  atMost: { ours: 120 },
  varies: true,
  plausible: { ours: [30, 1000] },
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        Object.entries(MODULES).map(([name, given]) => [
          name,
          () => inFreshInterpreter("probes/import-heap.js", ...given),
        ]),
      ),
      Math.min(rounds, 3),
    ),
};
