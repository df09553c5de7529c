import { installNextToCore } from "../install-next-to-core.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Installed next to core",
  unit: "kB",
  atMost: { "core 7": 150, "core 6": 150 },
  varies: false,
  plausible: { "core 7": [20, 1000], "core 6": [20, 1000] },
  sample: async () => ({
    "core 7": [installNextToCore("ours", "core 7").bytes / 1000],
    "core 6": [installNextToCore("ours", "core 6").bytes / 1000],
    "REM, core 7": [installNextToCore("REM", "core 7").bytes / 1000],
  }),
};
