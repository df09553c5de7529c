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
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        Object.entries(MODULES).map(([name, url]) => [name, () => inFreshProcess("probes/import-time.js", url)]),
      ),
      rounds,
    ),
};
