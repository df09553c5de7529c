import { installNextToCore } from "../install-next-to-core.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Packages installed next to core",
  unit: "in all",
  atMost: { "core 7": 1, "core 6": 1 },
  varies: false,
  plausible: { "core 7": [1, 10], "core 6": [1, 10] },
  sample: async () => ({
    "core 7": [installNextToCore("ours", "core 7").packages],
    "core 6": [installNextToCore("ours", "core 6").packages],
    "REM, core 7": [installNextToCore("REM", "core 7").packages],
  }),
};
