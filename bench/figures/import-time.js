import { inFreshProcess } from "../in-fresh-process.js";
import { interleave } from "../interleave.js";
import { MODULES } from "../modules.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Importing it, after core",
  unit: "ms",
  floor: "an empty file",
  atMost: { ours: 3.5 },
  varies: true,
  plausible: { ours: [0.05, 500] },
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        Object.entries(MODULES).map(([name, given]) => [name, () => inFreshProcess("probes/import-time.js", ...given)]),
      ),
      rounds,
    ),
};
