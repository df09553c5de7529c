import { checkList, LINES, OTHER_FORMATS, ofEach } from "../check-list.js";
import { interleave } from "../interleave.js";

/** Each takes seconds. */
const MOST_ROUNDS = 3;

/** @type {import("../figure.js").Figure} */
export default {
  title: "Lines of other formats that `import --dry-run` checks, of a million",
  unit: "a second of CPU time",
  atLeast: ofEach(50_000),
  varies: true,
  plausible: ofEach([10_000, 5_000_000]),
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        OTHER_FORMATS.map((format) => [format, async () => LINES / (await checkList(format)).cpuSeconds]),
      ),
      Math.min(rounds, MOST_ROUNDS),
    ),
};
