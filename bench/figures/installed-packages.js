import { installNextToCore } from "../install-next-to-core.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Packages installed, over core's",
  unit: "packages",
  varies: false,
  sample: async () => ({
    "ours, next to core 7": [installNextToCore("ours", "core 7").packages],
    "ours, next to core 6": [installNextToCore("ours", "core 6").packages],
    "REM, next to core 7": [installNextToCore("REM", "core 7").packages],
  }),
};
