import type { Checked } from "./check-rows.ts";
import type { Methods } from "./create-client.ts";
import { estimate } from "./estimate.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { ImportFlags } from "./import-records.ts";
import { printJson, say } from "./output.ts";
import { formatNumber } from "./show-progress.ts";

/** Says what an import would send. */
export function showDryRun(
  { lines, invalid, records, example }: Checked,
  checker: Methods,
  { json, perMinute }: ImportFlags,
): ExitCode {
  const request = example && checker.createArtifactStorageRecord.endpoint(example);
  if (json) {
    const shown = request && { method: request.method, url: request.url, body: request.body };
    printJson({ result: "dry-run", lines, invalid, records, first_request: shown });
    return EXIT.stored;
  }
  say(
    `${formatNumber(records)} ${records === 1 ? "record" : "records"} would be sent${estimate(records, perMinute)}. Nothing was sent.`,
  );
  if (request) say(`The first:\n${request.method} ${request.url}\n${JSON.stringify(request.body, null, 2)}`);
  return EXIT.stored;
}
