import { inFreshInterpreter } from "../in-fresh-process.js";
import { interleave } from "../interleave.js";
import { MODULES } from "../modules.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Heap that the import takes",
  unit: "KiB",
  // V8 keeps the source, which is for people to read, 36 KiB, and the route map, about 45.
  atMost: { ours: 115 },
  varies: true,
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        Object.entries(MODULES).map(([name, url]) => [name, () => inFreshInterpreter("probes/import-heap.js", url)]),
      ),
      Math.min(rounds, 3),
    ),
};
