import { installNextToCore } from "../install-next-to-core.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Bytes installed, over core's",
  unit: "B",
  varies: false,
  sample: async () => ({
    "ours, next to core 7": [installNextToCore("ours", "core 7").bytes],
    "ours, next to core 6": [installNextToCore("ours", "core 6").bytes],
    "REM, next to core 7": [installNextToCore("REM", "core 7").bytes],
  }),
};
