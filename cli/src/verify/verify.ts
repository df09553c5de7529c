import { resolve } from "node:path";
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
import { emptyPlanFile, removeEmptyFile, writePlanFile } from "../plan/write-plan-file.ts";
import { checkReading, showProblems } from "../report/show-problems.ts";
import type { Runtime } from "../runtime.ts";
import { Stop, stopOf, wrongUsage } from "../stop.ts";
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
  if (missing !== undefined && resolve(missing) === resolve(file))
    throw wrongUsage("--missing is the list itself. Give another path: what is not looked up would be lost.");
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

  // It may take hours until there is something to write.
  if (missing !== undefined) await emptyPlanFile("--missing", missing);
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
  const records = plan.distinct;
  const isToWrite = report.counts.missing > 0 && !isNothingFound(report, records);
  const unwritten = missing === undefined ? undefined : await keepMissing(missing, isToWrite, plan, report);
  const stop = unwritten ?? stopOf(ending.signal);
  const missingFile = isToWrite && !unwritten ? missing : undefined;
  return await endReport(runtime, { records, report, stop, tookMs: clock.now() - started, missingFile }, json);
}

/** Returns why it cannot be done: what is known is told first. */
async function keepMissing(path: string, isToWrite: boolean, plan: Plan, report: Report): Promise<Stop | undefined> {
  if (!isToWrite) {
    await removeEmptyFile(path);
    return undefined;
  }
  try {
    await writePlanFile("--missing", path, findMissing(plan, report));
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error;
    throw error;
  }
}

async function* findMissing(plan: Plan, { isMissing }: Report) {
  for await (const batch of plan.records()) yield batch.filter(isMissing);
}
