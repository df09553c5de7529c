import { COMMAND, runMeasured } from "../run-measured.js";
import { withList } from "../with-list.js";
import { withServer } from "../with-server.js";

const RECORDS = 100_000;

/** @type {import("../figure.js").Figure} */
export default {
  title: "Peak memory of `import` of 100,000 records: when it sends them, and when it finds them stored",
  unit: "MB",
  atMost: { sending: 200, resuming: 200 },
  varies: true,
  plausible: { sending: [30, 1000], resuming: [30, 1000] },
  sample: () =>
    withServer((baseUrl, expectSent) =>
      withList(RECORDS, async (file) => {
        const env = { GITHUB_API_URL: baseUrl, GITHUB_TOKEN: "local-token" };
        /** @param {number} sent */
        const peak = async (sent) => {
          const { peakMB } = await runMeasured([COMMAND, "import", file, "--per-minute", "0"], env);
          await expectSent(sent, "import");
          return peakMB;
        };
        return { sending: [await peak(RECORDS)], resuming: [await peak(0)] };
      }),
    ),
};
