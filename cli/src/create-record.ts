import { basename } from "node:path";
import { annotate, summarizeInWorkflow } from "./annotate.ts";
import { createChecker, createClient } from "./create-client.ts";
import { describeProblem } from "./describe-problem.ts";
import { digestFile } from "./digest-file.ts";
import { EXIT, type ExitCode, RESULTS } from "./exit-codes.ts";
import { createGate } from "./gate.ts";
import { isSendable, type SendableRecord } from "./is-sendable.ts";
import { print, printJson, say } from "./output.ts";
import { type GivenRecord, PARAMETER_NAMES, toFlag } from "./parameters.ts";
import { readCredentials } from "./read-credentials.ts";
import { readImage } from "./read-image.ts";
import { findRecordsUrl, readApiUrl, readWorkflow } from "./read-workflow.ts";
import { showRecord } from "./show-record.ts";
import { wrongUsage } from "./stop.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { storeRecord } from "./store-record.ts";
import { toPlainText } from "./to-plain-text.ts";

export interface CreateFlags extends Record<string, unknown> {
  image?: string;
  file?: string;
  dryRun?: boolean;
  json?: boolean;
  maxWait: number;
}

/** Each parameter's value and where it came from, for messages about it. */
type Sources = Record<string, { value: unknown; from: string }>;

/** `artifact-storage-record create`: stores one record. */
export async function createRecord(flags: CreateFlags, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const sources = await gather(flags, env);
  const record: GivenRecord = Object.fromEntries(Object.entries(sources).map(([name, { value }]) => [name, value]));
  const baseUrl = readApiUrl(env);
  const checker = createChecker(baseUrl);
  if (!isSendable(checker, record)) {
    const nameOf = (name: string) => sources[name]?.from ?? toFlag(name) ?? name;
    const problems = checker.createArtifactStorageRecord.check(record);
    throw wrongUsage(problems.map((problem) => describeProblem(problem, nameOf)).join("\n"));
  }
  if (flags.dryRun) return showRequest(checker, record, flags);

  const gate = createGate(flags.maxWait);
  const release = stopOnSignals(gate);
  const methods = await createClient(baseUrl, readCredentials(env), gate, undefined, env);
  const outcome = await storeRecord(methods, gate, record).finally(release);

  const records_url = findRecordsUrl(record.org, env);
  if (outcome.state === "stored") {
    const { records } = outcome;
    if (flags.json) {
      printJson({ result: "stored", digest: record.digest, records_url, storage_records: records });
    } else {
      say(outcome.found ? "Already stored, according to a lookup:" : "Stored:");
      for (const stored of records) print(showRecord(stored));
      say(`See ${records_url}`);
    }
    await summarizeInWorkflow(`Recorded \`${record.name}\` in ${records_url}`, env);
    return EXIT.stored;
  }
  const code = { refused: EXIT.refused, failed: EXIT.interrupted, unknown: EXIT.unknown }[outcome.state];
  if (flags.json) printJson({ result: RESULTS[code], digest: record.digest, message: outcome.message });
  const advice = {
    refused: "",
    failed: "\nRun the same command again later.",
    unknown: `\nThe record may or may not be stored. Check with \`list ${record.digest}\` before you send it again.`,
  };
  const message = toPlainText(outcome.message) + advice[outcome.state];
  say(`${outcome.state === "refused" ? "GitHub refused the record" : "GitHub did not confirm the record"}: ${message}`);
  annotate(env, message, { title: `${record.name} is not recorded` });
  return code;
}

async function gather(flags: CreateFlags, env: NodeJS.ProcessEnv): Promise<Sources> {
  const { image, file, digest } = flags;
  if ([image, file, digest].filter((given) => given !== undefined).length !== 1) {
    throw wrongUsage("Give one of --image REF@DIGEST, --file PATH or --digest SHA256.");
  }
  const sources: Sources = {};
  const add = (values: object, from: (name: string) => string) => {
    for (const [name, value] of Object.entries(values)) sources[name] = { value, from: from(name) };
  };
  if (image !== undefined) add(readImage(image), (name) => `the ${name} in --image`);
  if (file !== undefined)
    add({ name: basename(file), digest: await digestFile(file) }, (name) => `the ${name} of --file`);

  const workflow = readWorkflow(env);
  const { org = workflow.org } = flags;
  if (workflow.org !== undefined) add({ org: workflow.org }, () => "the owner in GITHUB_REPOSITORY");
  // Another organization's record is not of this workflow's repository.
  if (workflow.org !== undefined && `${org}`.toLowerCase() === workflow.org.toLowerCase()) {
    add({ github_repository: workflow.github_repository }, () => "the name in GITHUB_REPOSITORY");
  }
  const given = PARAMETER_NAMES.flatMap((name) => {
    const value = flags[toFlagKey(name)];
    return value === undefined ? [] : [[name, value] as const];
  });
  add(Object.fromEntries(given), (name) => toFlag(name) ?? name);
  return sources;
}

/** `artifact_url` → `artifactUrl`, under which commander keeps `--artifact-url` */
const toFlagKey = (name: string) =>
  (toFlag(name) ?? name).replace(/^--/, "").replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());

function showRequest(checker: ReturnType<typeof createChecker>, record: SendableRecord, flags: CreateFlags): ExitCode {
  const { method, url, body } = checker.createArtifactStorageRecord.endpoint(record);
  if (flags.json) printJson({ result: "dry-run", digest: record.digest, request: { method, url, body } });
  else {
    say("Nothing was sent. This is the request that would be sent:");
    print(`${method} ${url}\n${toPlainText(JSON.stringify(body, null, 2))}`);
  }
  return EXIT.stored;
}
