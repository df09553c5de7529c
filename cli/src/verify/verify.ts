import type { ExitCode } from "../exit-code.ts";
import { connect } from "../github/connect.ts";
import { createPace } from "../github/create-pace.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { readDefaults } from "../input/read-defaults.ts";
import { readPlan } from "../input/read-plan.ts";
import { openSource } from "../input/source.ts";
import { count, formatDuration } from "../output/format-time.ts";
import { createChecker } from "../plan/checker.ts";
import { createKeys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
import { writePlanFile } from "../plan/write-plan-file.ts";
import { checkReading, showProblems } from "../report/show-problems.ts";
import type { Runtime } from "../runtime.ts";
import { Stop, stopOf } from "../stop.ts";
import type { VerifyFlags } from "./flags.ts";
import { NOT_SHOWN } from "./judge-record.ts";
import { countDigests, lookUpPlan } from "./look-up-plan.ts";
import { createReport, endReport, isNothingFound, type Report } from "./report.ts";

/** Nothing is sent, so that nothing has a place beside a journal. */
const PATHS = { journal: "", rejected: "" };
const MAX_FAILURES = 10;

/** `artifact-storage-record verify`: says which records of a list GitHub shows. */
export async function runVerify(file: string, flags: VerifyFlags, runtime: Runtime): Promise<ExitCode> {
  const { env, output, clock, ending } = runtime;
  const { json = false, perMinute, missing } = flags;
  const apiUrl = readApiUrl(env);
  const checker = createChecker(apiUrl);
  const defaults = readDefaults(checker, flags.org, flags.set, env);
  const credentials = readCredentials(env);
  await using source = await openSource(file, runtime);
  const keys = createKeys();
  await using read = await readPlan(source, { ...flags, dryRun: true, checker, defaults, keys, paths: PATHS });
  showProblems(output, read.warnings);
  const plan = checkReading(read, { name: source.name, json }, output);

  const digests = await countDigests(plan);
  const requests = digests.keys.size;
  const time =
    perMinute > 0 && requests > 1
      ? `, ${perMinute} a minute: ${formatDuration(((requests - 1) * 60_000) / perMinute)}`
      : "";
  output.say(`${source.name}, read as ${read.what}: ${count(plan.distinct, "record")}.`);
  output.say(`${count(requests, "digest")} to look up${time}. GitHub does not show ${NOT_SHOWN.join(", ")}.`);

  const started = clock.now();
  const report = createReport(output, keys, json);
  try {
    // Requests that read have a pace of their own.
    await using pace = await createPace(0, undefined, runtime);
    await using github = await connect({ apiUrl, credentials, pace, maxWaitMs: flags.maxWait, runtime });
    const { tell } = report;
    await lookUpPlan({ plan, digests, github, perMinute, maxFailures: MAX_FAILURES, runtime, tell });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    ending.abort(error);
  }
  const missingFile = report.counts.missing > 0 && !isNothingFound(report) ? missing : undefined;
  if (missingFile !== undefined) await writePlanFile("--missing", missingFile, findMissing(plan, report));
  const stop = stopOf(ending.signal);
  return await endReport(
    runtime,
    { records: plan.distinct, report, stop, tookMs: clock.now() - started, missingFile },
    json,
  );
}

async function* findMissing(plan: Plan, { isMissing }: Report) {
  for await (const batch of plan.records()) yield batch.filter(isMissing);
}
