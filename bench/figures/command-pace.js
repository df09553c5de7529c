import { COMMAND, runMeasured } from "../run-measured.js";
import { withList } from "../with-list.js";
import { withServer } from "../with-server.js";

/** Half a minute. */
const RECORDS = 90;
/** The first ones, among which connections are made, are no measure. */
const LEFT_OUT = 9;

/** @type {import("../figure.js").Figure} */
export default {
  title: "Records that `import --per-minute 180` stores",
  unit: "a minute",
  atLeast: { ours: 178 },
  atMost: { ours: 181 },
  varies: true,
  plausible: { ours: [50, 200] },
  sample: () =>
    withServer((baseUrl) =>
      withList(RECORDS, async (file) => {
        const env = { GITHUB_API_URL: baseUrl, GITHUB_TOKEN: "local-token" };
        await runMeasured([COMMAND, "import", file, "--per-minute", "180"], env);
        /** @type {{ at: number, method: string }[]} */
        const came = await (await fetch(`${baseUrl}/_local/requests`)).json();
        const requests = came.filter(({ method }) => method === "POST");
        const [first, last] = [requests[LEFT_OUT], requests.at(-1)];
        if (!first || !last || requests.length !== RECORDS) throw new Error(`${requests.length} records were sent`);
        return { ours: [(RECORDS - 1 - LEFT_OUT) / ((last.at - first.at) / 60_000)] };
      }),
    ),
};
