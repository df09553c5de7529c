import { COMMAND, runMeasured } from "../run-measured.js";
import { withList } from "../with-list.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Peak memory of `import --dry-run`, by the number of lines",
  unit: "MB",
  atMost: { "1,000": 150, "100,000": 150, "1,000,000": 150 },
  varies: true,
  plausible: { "1,000": [30, 1000], "100,000": [30, 1000], "1,000,000": [30, 1000] },
  async sample() {
    /** @param {number} lines */
    const peak = (lines) =>
      withList(lines, async (file) => [(await runMeasured([COMMAND, "import", file, "--dry-run"])).peakMB]);
    return { "1,000": await peak(1000), "100,000": await peak(100_000), "1,000,000": await peak(1_000_000) };
  },
};
