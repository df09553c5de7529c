import { fileURLToPath } from "node:url";
import { interleave } from "../interleave.js";
import { COMMAND, runMeasured } from "../run-measured.js";
import { withList } from "../with-list.js";
import { withServer } from "../with-server.js";

const RECORDS = 10_000;
const MOST_ROUNDS = 5;
const SEND = fileURLToPath(new URL("../probes/send-lines.js", import.meta.url));
/** As many as the command has under way. */
const AT_ONCE = "20";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Records that `import` stores without a pace, of 10,000, its journal on the disk",
  unit: "a second",
  floor: "a loop of octokit.request, 20 at once",
  atLeast: { ours: 0.8 },
  varies: true,
  plausible: { ours: [0.05, 20] },
  sample: (rounds) =>
    withServer((baseUrl, expectSent) =>
      withList(RECORDS, (file) => {
        /** @param {string[]} args */
        const rate =
          (...args) =>
          async () => {
            const { seconds } = await runMeasured(args, { GITHUB_API_URL: baseUrl, GITHUB_TOKEN: "local-token" });
            await expectSent(RECORDS, args.join(" "));
            return RECORDS / seconds;
          };
        return interleave(
          {
            ours: rate(COMMAND, "import", file, "--per-minute", "0", "--fresh"),
            "a loop of octokit.request, 20 at once": rate(SEND, file, "octokit", AT_ONCE),
            "a loop of octokit.request, one by one": rate(SEND, file, "octokit", "1"),
            "a loop of fetch, 20 at once": rate(SEND, file, "fetch", AT_ONCE),
          },
          Math.min(rounds, MOST_ROUNDS),
        );
      }),
    ),
};
