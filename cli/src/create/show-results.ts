import { type ExitCode, RESULTS } from "../exit-code.ts";
import { findRecordsUrl } from "../github/read-workflow.ts";
import type { Outcome } from "../github/store-record.ts";
import { count } from "../output/format-time.ts";
import { nameParameters } from "../output/name-parameters.ts";
import type { Output } from "../output/output.ts";
import { showRecord } from "../output/show-record.ts";
import { toFlag } from "../parameters.ts";
import type { PlannedRecord } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import type { Stop } from "../stop.ts";

/** What became of an artifact's record. */
export interface Result {
  artifact: PlannedRecord;
  outcome: Outcome;
}

interface Ended {
  code: ExitCode;
  stop: Stop | undefined;
  json: boolean;
  runtime: Runtime;
}

const SHOWN = {
  stored: "stored",
  refused: "refused",
  failed: "not stored",
  unknown: "unknown",
  unsent: "not sent",
} as const satisfies Record<Outcome["state"], string>;

/** Says in a line what became of one of several artifacts. */
export function showResult({ print, say }: Output, { artifact, outcome }: Result, json: boolean): void {
  const { name, digest } = artifact.record;
  const show = json ? say : print;
  show(`${SHOWN[outcome.state].padEnd(10)}  ${digest}  ${name}`);
}

/** Says what became of the artifacts: for people, for a machine and for a workflow. */
export async function summarize(results: readonly Result[], ended: Ended): Promise<void> {
  const { code, json, runtime } = ended;
  const { output, env } = runtime;
  const [first, ...more] = results;
  if (!first) return;
  const url = findRecordsUrl(first.artifact.record.org, env);
  const stored = results.filter(({ outcome }) => outcome.state === "stored").length;

  if (json && more.length === 0) output.printJson({ ...toJson(first, url, ended), result: RESULTS[code] });
  else if (json) {
    output.printJson({ result: RESULTS[code], records: results.map((result) => toJson(result, url, ended)) });
  }
  if (more.length > 0) {
    output.say(`${stored} of ${count(results.length, "artifact")} stored.${stored > 0 ? ` See ${url}` : ""}`);
  } else if (first.outcome.state === "stored" && !json) {
    output.say(first.outcome.found ? "Stored, according to a lookup:" : "Stored:");
    for (const record of first.outcome.records) output.print(showRecord(record));
    output.say(`See ${url}`);
  }
  sayReasons(results, ended);
  for (const { artifact, outcome } of results) {
    const message = findMessage(outcome, ended);
    const title = `${artifact.record.name} ${outcome.state === "unknown" ? "may or may not be" : "is not"} recorded`;
    if (message !== undefined) output.annotate(message, { title });
  }
  await output.summarize({
    heading: `Storage records: ${stored} of ${results.length} stored`,
    table: [
      ["artifact", "digest", "result", "link"],
      ...results.map(({ artifact, outcome }) => {
        const [why = ""] = findMessage(outcome, ended)?.split("\n") ?? [];
        const result = why ? `${SHOWN[outcome.state]}: ${why}` : SHOWN[outcome.state];
        const link = outcome.state === "stored" ? { text: "records", url } : "";
        return [artifact.record.name, artifact.record.digest, result, link];
      }),
    ],
  });
}

function toJson({ artifact, outcome }: Result, records_url: string, ended: Ended) {
  const { digest } = artifact.record;
  return outcome.state === "stored"
    ? { result: outcome.state, digest, records_url, storage_records: outcome.records }
    : { result: outcome.state, digest, message: findMessage(outcome, ended) };
}

/** Why it is not stored, in the reader's words. */
function findMessage(outcome: Outcome, { stop }: Ended): string | undefined {
  if (outcome.state === "stored") return undefined;
  const message = outcome.state === "unsent" ? (stop?.message ?? NOT_REACHED) : outcome.message;
  return nameParameters(message, toFlag);
}

/** Two artifacts that GitHub lists alike could not be told apart. */
const NOT_REACHED = "It was not sent, because one that looks the same to GitHub may or may not be stored.";

/** Says why artifacts are not recorded, and what to do: each reason once. */
function sayReasons(results: readonly Result[], ended: Ended): void {
  const { output } = ended.runtime;
  const isOne = results.length === 1;
  const counts = new Map<string, number>();
  for (const { artifact, outcome } of results) {
    const message = findMessage(outcome, ended);
    if (message === undefined) continue;
    const text = INTRODUCTIONS[outcome.state] + message + advise(outcome, artifact, isOne, ended.stop);
    // Why the run ended is no reason of one of them.
    counts.set(text, outcome.state === "unsent" ? 1 : (counts.get(text) ?? 0) + 1);
  }
  for (const [text, times] of counts) output.say(times === 1 ? text : `${times} × ${text}`);
}

const INTRODUCTIONS = {
  stored: "",
  refused: "GitHub refused the record: ",
  failed: "GitHub did not confirm the record: ",
  unknown: "GitHub did not confirm the record: ",
  unsent: "",
} as const satisfies Record<Outcome["state"], string>;

function advise({ state }: Outcome, { record }: PlannedRecord, isOne: boolean, stop: Stop | undefined): string {
  if (state === "unknown") {
    return `\nThe record may or may not be stored. Check with \`list ${record.digest}\` before you send it again.`;
  }
  if (state !== "failed" && !(state === "unsent" && stop?.end === "interrupted")) return "";
  return isOne
    ? "\nRun the same command again later."
    : "\nRun it again later with what is not stored: what is stored would be stored twice.";
}
