import { installNextToCore } from "../install-next-to-core.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Bytes installed next to core",
  unit: "B",
  varies: false,
  by: "value",
  budgets: { "core 7": { atMost: 150_000 }, "core 6": { atMost: 150_000 } },
  inReadme: "Installed next to core, all of it",
  sample: async () => ({
    "core 7": [installNextToCore("ours", "core 7").bytes],
    "core 6": [installNextToCore("ours", "core 6").bytes],
    "REM, core 7": [installNextToCore("REM", "core 7").bytes],
  }),
};
