import { COMMAND, runMeasured } from "../run-measured.js";
import { withJournal } from "../with-journal.js";
import { withList } from "../with-list.js";

const WITH_JOURNAL = "1,000,000, already stored";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Peak memory of `import --dry-run`, by the number of lines",
  unit: "MB",
  atMost: { "1,000": 150, "100,000": 150, "1,000,000": 150, [WITH_JOURNAL]: 200 },
  varies: true,
  plausible: Object.fromEntries(["1,000", "100,000", "1,000,000", WITH_JOURNAL].map((row) => [row, [30, 1000]])),
  async sample() {
    /** @param {string} file */
    const check = (file) => runMeasured([COMMAND, "import", file, "--dry-run"]);
    /** @param {number} lines */
    const peak = (lines) => withList(lines, async (file) => [(await check(file)).peakMB]);
    const peakWithJournal = await withList(1_000_000, (file) =>
      withJournal(file, async () => {
        const { peakMB, said } = await check(file);
        if (!said.includes("1,000,000  already stored")) throw new Error(`The journal was not taken for its: ${said}`);
        return [peakMB];
      }),
    );
    return {
      "1,000": await peak(1000),
      "100,000": await peak(100_000),
      "1,000,000": await peak(1_000_000),
      [WITH_JOURNAL]: peakWithJournal,
    };
  },
};
