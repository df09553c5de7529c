import { chooseExitCode, EXIT, type ExitCode } from "../exit-code.ts";
import { readProxies } from "../github/choose-fetch.ts";
import { connect } from "../github/connect.ts";
import { createPace, DEFAULT_PER_MINUTE } from "../github/create-pace.ts";
import { isListedAs } from "../github/find-record.ts";
import type { GitHub } from "../github/github.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { type Outcome, storeRecord } from "../github/store-record.ts";
import { type Checker, createChecker } from "../plan/checker.ts";
import type { PlannedRecord } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import { createFailureCounter } from "../send/count-failures.ts";
import { createTwins } from "../send/twins.ts";
import { Stop, stopOf } from "../stop.ts";
import type { CreateFlags } from "./flags.ts";
import { readArtifacts } from "./read-artifacts.ts";
import { type Result, showResult, summarize } from "./show-results.ts";

/** After so many equal failures in a row the rest would fail, too. */
const MAX_FAILURES = 10;

const UNSENT: Outcome = { state: "unsent" };

/** `artifact-storage-record create`: records artifacts, one after the other. */
export async function runCreate(flags: CreateFlags, runtime: Runtime): Promise<ExitCode> {
  const { env, output, ending, clock } = runtime;
  const { json = false } = flags;
  const apiUrl = readApiUrl(env);
  const checker = createChecker(apiUrl);
  const { artifacts, notes } = await readArtifacts(flags, checker, runtime);
  for (const note of notes) output.say(note);
  if (flags.dryRun) return await showRequests(artifacts, checker, json, runtime);

  const credentials = readCredentials(env);
  readProxies(env);
  const results: Result[] = [];
  const add = (result: Result) => {
    results.push(result);
    if (artifacts.length > 1) showResult(output, result, json);
  };
  try {
    // A Redis is for imports on several machines.
    await using pace = await createPace(DEFAULT_PER_MINUTE, undefined, { env: {}, ending, clock });
    await using github = await connect({ apiUrl, credentials, pace, maxWaitMs: flags.maxWait, runtime });
    for await (const result of storeAll(artifacts, github, runtime)) add(result);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    ending.abort(error);
  }
  for (const artifact of artifacts.slice(results.length)) add({ artifact, outcome: UNSENT });
  const stop = stopOf(ending.signal);
  const code = chooseExitCode(countOpen(results), stop?.end);
  runtime.code = code;
  await summarize(results, { code, stop, json, runtime });
  return code;
}

/** Stores one after the other. Ends with the run. */
async function* storeAll(artifacts: PlannedRecord[], github: GitHub, runtime: Runtime): AsyncGenerator<Result> {
  const { ending } = runtime;
  const countFailure = createFailureCounter(MAX_FAILURES, ending, "");
  const twins = createTwins();
  const ids = new Set<number>();
  for (const artifact of artifacts) {
    if (ending.signal.aborted) return;
    const outcome = twins.isUnclear(artifact)
      ? UNSENT
      : await storeRecord(github, artifact.record, {
          since: github.now(),
          known: (id) => ids.has(id),
          another: (stored) => artifacts.some((other) => other !== artifact && isListedAs(stored, other.record)),
          runtime,
        });
    if (outcome.state === "unknown") twins.leave(artifact);
    if (outcome.state === "stored") for (const { id } of outcome.records) if (id !== undefined) ids.add(id);
    countFailure(outcome);
    yield { artifact, outcome };
  }
}

function countOpen(results: readonly Result[]) {
  const count = (state: Outcome["state"]) => results.filter(({ outcome }) => outcome.state === state).length;
  return { refused: count("refused"), failed: count("failed"), unknown: count("unknown"), left: count("unsent") };
}

async function showRequests(
  artifacts: PlannedRecord[],
  checker: Checker,
  json: boolean,
  { output }: Runtime,
): Promise<ExitCode> {
  const requests = artifacts.map(({ record }) => ({ digest: record.digest, request: checker.toRequest(record) }));
  const [first, ...more] = requests;
  if (json) output.printJson({ result: "dry-run", ...(more.length > 0 ? { records: requests } : first) });
  output.say(
    more.length > 0
      ? `Nothing was sent. These are the ${requests.length} requests that would be sent:`
      : "Nothing was sent. This is the request that would be sent:",
  );
  const show = json ? output.say : output.print;
  for (const { request } of requests)
    show(`${request.method} ${request.url}\n${JSON.stringify(request.body, null, 2)}`);
  if (artifacts.some(({ record }) => record.github_repository === undefined)) {
    output.say(
      'Without --github-repository, GitHub answers "no artifacts found" and stores nothing, ' +
        "unless the artifact has an attestation.",
    );
  }
  await output.summarize({
    heading: "Storage records: dry run, nothing was sent",
    table: [
      ["artifact", "digest", "result"],
      ...artifacts.map(({ record }) => [record.name, record.digest, "would be sent"]),
    ],
  });
  return EXIT.success;
}
