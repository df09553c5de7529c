import { chooseExitCode, EXIT, type ExitCode } from "./exit-code.ts";
import { connect } from "./github/connect.ts";
import type { Pace } from "./github/create-pace.ts";
import type { Credentials } from "./github/read-credentials.ts";
import type { Lock } from "./journal/lock-journal.ts";
import { noteInBoth } from "./journal/note-in-both.ts";
import { openJournal } from "./journal/open-journal.ts";
import type { ReadPast } from "./journal/read-journal.ts";
import type { Checker } from "./plan/checker.ts";
import type { Keys } from "./plan/keys.ts";
import type { Plan } from "./plan/plan.ts";
import type { PlannedRecord } from "./plan/record.ts";
import { writePlanFile } from "./plan/write-plan-file.ts";
import { announce } from "./report/announce.ts";
import type { Planned } from "./report/planned.ts";
import { showDryRun } from "./report/show-dry-run.ts";
import { showProgress } from "./report/show-progress.ts";
import { summarize } from "./report/summarize.ts";
import type { Runtime } from "./runtime.ts";
import { compare } from "./send/compare.ts";
import { findLeft } from "./send/find-left.ts";
import { createLeftovers } from "./send/leftovers.ts";
import { sendPlan } from "./send/send-plan.ts";
import { countDone, createTally } from "./send/tally.ts";
import { Stop, stopOf } from "./stop.ts";

/** A plan, and what earlier runs did of it. */
export interface Work {
  planned: Planned;
  plan: Plan;
  past: ReadPast;
  keys: Keys;
  /** A hash of the input. */
  input: string;
  paths: { prefix: string; journal: string; rejected: string };
  flags: {
    fresh?: boolean | undefined;
    json?: boolean | undefined;
    perMinute: number;
    maxWait: number;
    maxFailures: number;
    plan?: string | undefined;
  };
  apiUrl: string;
  checker: Checker;
  runtime: Runtime;
}

/** What sending needs, opened before a list is read. */
export interface Means {
  credentials: Credentials;
  pace: Pace;
  lock: Lock;
  /** Another journal that notes the same. */
  also?: { path: string; past: ReadPast; lock: Lock } | undefined;
}

/**
 * So many requests under way fill the pace, though an answer may take seconds. Without a pace, half of them wait for the disk to
 * say whose the journal is; GitHub takes no more than 100 at once. Small groups leave less to look up after a crash; large ones
 * wait less for the disk.
 */
const PACED = { workers: 4, group: 10 };
const UNPACED = { workers: 20, group: 200 };

const CHANGED =
  "The list has changed since the last run. Records are known by their content, whichever line they are on.";

/** Says what will be done, does it, and says what was done: each in the same numbers. */
export async function carryOut(work: Work, { credentials, pace, lock, also }: Means): Promise<ExitCode> {
  const { planned, plan, past, keys, input, paths, flags, apiUrl, runtime } = work;
  const { fresh = false, json = false, perMinute, maxWait: maxWaitMs, maxFailures } = flags;
  const { output, clock, ending } = runtime;
  const outlook = compare(plan, past, fresh);
  if (past.input !== undefined && past.input !== input) output.say(CHANGED);
  announce(output, planned, outlook, perMinute);
  await using leftovers = await createLeftovers({ prefix: paths.prefix, ending, isOurs: lock.isOurs });
  const started = clock.now();
  let isAfresh = false;
  const tally = createTally(outlook.storedBefore);
  try {
    if (outlook.toSend + outlook.toLookUp > 0) {
      await using github = await connect({ apiUrl, credentials, pace, maxWaitMs, runtime });
      await using own = await openJournal(paths.journal, past, { apiUrl, lock, runtime });
      await using other = also && (await openJournal(also.path, also.past, { apiUrl, lock: also.lock, runtime }));
      const journal = other ? noteInBoth(own, other) : own;
      await journal.begin({ input, records: outlook.records, fresh });
      isAfresh = fresh;
      await leftovers.begin();
      using _progress = showProgress({ tally, total: outlook.records, github, runtime });
      const { isOurs: beforeSend } = lock;
      const parts = { plan, past, keys, journal, github, leftovers, tally, fresh, maxFailures, beforeSend, runtime };
      await sendPlan({ ...parts, ...(perMinute === 0 ? UNPACED : PACED) });
    } else await leftovers.begin();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    ending.abort(error);
    // Before the first record, what an earlier run left unclear stays so.
    if (countDone(tally) === outlook.storedBefore) tally.unknown = outlook.toLookUp;
  }
  // Whatever ended the run first: of what another run does now, this one knows nothing.
  const stop = lock.lost ?? also?.lock.lost ?? stopOf(ending.signal);
  const left = outlook.records - countDone(tally);
  const code = chooseExitCode({ ...tally, left }, stop?.end);
  runtime.code = code;
  const rejected = planned.invalid > 0 && { rejected: paths.rejected };
  const files = { journal: paths.journal, ...leftovers.files, ...rejected };
  const tookMs = clock.now() - started;
  await summarize(output, { planned, outlook, tally, code, stop, isAfresh, tookMs, files }, json);
  return code;
}

/** The same up to where something would be sent. */
export async function carryOutDry(work: Work): Promise<ExitCode> {
  const { planned, plan, past, keys, flags, checker, runtime } = work;
  const { fresh = false, json = false, perMinute, plan: planFile } = flags;
  const outlook = compare(plan, past, fresh);
  let leftOut = 0;
  let first: PlannedRecord | undefined;
  const left = findLeft({ plan, past, keys, fresh }, () => {
    leftOut += 1;
  });
  async function* noted() {
    for await (const batch of left) {
      first ??= batch[0];
      yield batch;
    }
  }
  if (planFile !== undefined) await writePlanFile("--plan", planFile, noted());
  else for await (const _ of noted()) if (first) break;
  const request = first && checker.toRequest(first.record);
  const hasRepository = first?.record.github_repository !== undefined;
  showDryRun(runtime.output, { planned, outlook, perMinute, request, hasRepository, planFile, leftOut }, json);
  return EXIT.success;
}
