import { fileURLToPath } from "node:url";
import { interleave } from "../interleave.js";
import { COMMAND, runMeasured } from "../run-measured.js";
import { withList } from "../with-list.js";

const LINES = 1_000_000;
/** Each takes seconds. */
const MOST_ROUNDS = 3;
const PARSE = fileURLToPath(new URL("../probes/parse-lines.js", import.meta.url));

/** @type {import("../figure.js").Figure} */
export default {
  title: "Lines of NDJSON that `import --dry-run` checks, of a million",
  unit: "a second of CPU time",
  atLeast: { ours: 100_000 },
  varies: true,
  plausible: { ours: [10_000, 5_000_000] },
  sample: (rounds) =>
    withList(LINES, (file) => {
      /** @param {string[]} args */
      const rate =
        (...args) =>
        async () =>
          LINES / (await runMeasured(args)).cpuSeconds;
      return interleave(
        {
          ours: rate(COMMAND, "import", file, "--dry-run"),
          "JSON.parse alone": rate(PARSE, file),
          "JSON.parse and ajv": rate(PARSE, file, "ajv"),
        },
        Math.min(rounds, MOST_ROUNDS),
      );
    }),
};
