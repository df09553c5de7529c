import { count } from "../output/format-time.ts";
import type { Output } from "../output/output.ts";
import type { Outlook } from "../send/compare.ts";
import { announce } from "./announce.ts";
import type { Planned } from "./planned.ts";

/** A request as it would be sent. */
interface ShownRequest {
  method: string;
  url: string;
  body: unknown;
}

interface DryRun {
  planned: Planned;
  outlook: Outlook;
  perMinute: number;
  /** The first that would be sent. */
  request: ShownRequest | undefined;
  /** Whether that one names the repository that it was built from. */
  hasRepository: boolean;
  /** Where what is left to do was kept. */
  planFile: string | undefined;
  /** How many records are not in it, for only the journal can look them up. */
  leftOut: number;
}

const WITHOUT_REPOSITORY =
  'The first has no `github_repository`: GitHub answers "no artifacts found" and stores nothing, unless the artifact has an attestation.';

/** Says what a run would do, with the numbers that the run itself would say. */
export function showDryRun(output: Output, dryRun: DryRun, json: boolean): void {
  const { planned, outlook, perMinute, request, planFile, leftOut } = dryRun;
  announce(output, planned, outlook, perMinute);
  if (json) {
    output.printJson({
      result: "dry-run",
      ...planned.more,
      records: outlook.records,
      to_send: outlook.toSend,
      to_look_up: outlook.toLookUp,
      stored_before: outlook.storedBefore,
      repeated: planned.repeated,
      superseded: planned.superseded,
      other_shard: planned.otherShard,
      invalid: planned.invalid,
      plan_file: planFile,
      first_request: request,
    });
  } else if (request) {
    output.say("The first:");
    output.print(`${request.method} ${request.url}\n${JSON.stringify(request.body, null, 2)}`);
  }
  if (request && !dryRun.hasRepository) output.say(WITHOUT_REPOSITORY);
  if (planFile !== undefined && leftOut > 0) {
    const what = `${count(leftOut, "record")} that an earlier run may have stored`;
    output.say(`Not in ${planFile}: ${what}, and that only its journal can tell apart. Run the import itself.`);
  }
  output.say(`Nothing was sent.${planFile ? ` What is left to do is in ${planFile}.` : ""}`);
}
