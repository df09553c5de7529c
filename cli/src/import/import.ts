import { chooseExitCode, EXIT, type ExitCode } from "../exit-code.ts";
import { connect } from "../github/connect.ts";
import { createPace } from "../github/create-pace.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { readDefaults } from "../input/read-defaults.ts";
import { readPlan } from "../input/read-plan.ts";
import { openSource } from "../input/source.ts";
import { lockJournal } from "../journal/lock-journal.ts";
import { openJournal } from "../journal/open-journal.ts";
import { readJournal } from "../journal/read-journal.ts";
import { createChecker } from "../plan/checker.ts";
import { createKeys } from "../plan/keys.ts";
import { writePlanFile } from "../plan/write-plan-file.ts";
import { announce } from "../report/announce.ts";
import { showDryRun } from "../report/show-dry-run.ts";
import { checkReading, showProblems } from "../report/show-problems.ts";
import { showProgress } from "../report/show-progress.ts";
import { summarize } from "../report/summarize.ts";
import type { Runtime } from "../runtime.ts";
import { compare } from "../send/compare.ts";
import { createLeftovers } from "../send/leftovers.ts";
import { sendPlan } from "../send/send-plan.ts";
import { countDone, createTally } from "../send/tally.ts";
import { Stop, stopOf, wrongUsage } from "../stop.ts";
import { findLeft } from "./find-left.ts";
import type { ImportFlags } from "./flags.ts";
import { nameFiles } from "./name-files.ts";

/**
 * So many requests under way fill the pace, though an answer may take seconds; plugin-throttling lets no more than 10.
 * Small groups leave less to look up after a crash; large ones wait less for the disk.
 */
const PACED = { workers: 4, group: 10 };
const UNPACED = { workers: 10, group: 200 };

/** `artifact-storage-record import`: stores every record that a file gives. */
export async function runImport(file: string, flags: ImportFlags, runtime: Runtime): Promise<ExitCode> {
  const { env, output, clock, ending } = runtime;
  const { dryRun = false, fresh = false, json = false, perMinute } = flags;
  if (flags.plan !== undefined && !dryRun) throw wrongUsage("--plan goes with --dry-run: it keeps what would be done.");

  // What can fail at once does, before a million lines are read.
  const apiUrl = readApiUrl(env);
  const checker = createChecker(apiUrl);
  const defaults = readDefaults(checker, flags.org, flags.set, env);
  const credentials = dryRun ? undefined : readCredentials(env);
  await using source = await openSource(file, runtime);
  const paths = nameFiles(source, flags);
  await using lock = dryRun ? undefined : await lockJournal(paths.journal, runtime);
  const keys = createKeys();
  const past = await readJournal(paths.journal, keys, { apiUrl });
  if (fresh) past.forget();
  await using pace = dryRun
    ? undefined
    : await createPace({ perMinute, redis: findRedis(flags.redis, env.REDIS_URL) }, runtime);

  await using read = await readPlan(source, { ...flags, checker, defaults, keys, paths });
  showProblems(output, read.warnings);
  const plan = checkReading(read, { name: source.name, json }, output);
  const planned = { ...read, name: source.name, repeated: plan.repeated, superseded: plan.superseded };
  const outlook = await compare(plan, past, keys, fresh);
  await using leftovers =
    lock && (await createLeftovers({ prefix: paths.prefix, ending, isOurs: async () => lock.isOurs() }));

  if (!credentials || !lock || !pace || !leftovers) {
    const planFile = flags.plan;
    let leftOut = 0;
    const left = findLeft({ plan, past, keys, fresh }, () => {
      leftOut += 1;
    });
    if (planFile !== undefined) await writePlanFile("--plan", planFile, left);
    const request = read.first && checker.toRequest(read.first);
    showDryRun(output, { planned, outlook, perMinute, request, planFile, leftOut }, json);
    return EXIT.success;
  }

  announce(output, planned, outlook, perMinute);
  const started = clock.now();
  const tally = createTally(outlook.storedBefore);
  try {
    if (outlook.toSend + outlook.toLookUp > 0) {
      await using github = await connect({ apiUrl, credentials, pace, maxWaitMs: flags.maxWait, runtime });
      await using journal = await openJournal(paths.journal, past, { apiUrl, lock, runtime });
      await journal.begin({ input: read.hash, records: outlook.records, fresh });
      using _progress = showProgress({ tally, total: outlook.records, github, runtime });
      const { maxFailures } = flags;
      const parts = { plan, past, keys, journal, github, leftovers, tally, fresh, maxFailures, runtime };
      await sendPlan({ ...parts, ...(perMinute === 0 ? UNPACED : PACED) });
    }
  } catch (error) {
    // Before the first record: what an earlier run left unclear stays so.
    if (!(error instanceof Stop)) throw error;
    ending.abort(error);
    tally.unknown = outlook.toLookUp;
  }
  const stop = stopOf(ending.signal);
  const left = outlook.records - countDone(tally);
  const code = chooseExitCode({ ...tally, left }, stop?.end);
  const files = { journal: paths.journal, ...leftovers.files, ...(read.invalid > 0 && { rejected: paths.rejected }) };
  await summarize(output, { planned, outlook, tally, code, stop, tookMs: clock.now() - started, files }, json);
  return code;
}

const findRedis = (flag: string | undefined, variable: string | undefined) =>
  flag ? { url: flag, source: "--redis" } : variable ? { url: variable, source: "REDIS_URL" } : undefined;
