import type { GitHub } from "../github/github.ts";
import { type Outcome, storeRecord } from "../github/store-record.ts";
import type { Notes } from "../journal/journal.ts";
import type { Past } from "../journal/past.ts";
import type { Keys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedRecord } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import { Stop } from "../stop.ts";
import { findPending, isStored } from "./compare.ts";
import { createFailureCounter } from "./count-failures.ts";
import { findAnother, hasTwin } from "./find-another.ts";
import type { Leftovers } from "./leftovers.ts";
import { lookUp, type Unclear } from "./look-up.ts";
import { type Job, noteGroups, takeBack } from "./note-groups.ts";
import { countReason, type Tally } from "./tally.ts";
import { createTwins, type Twins } from "./twins.ts";

export interface Sending {
  plan: Plan;
  past: Past;
  keys: Keys;
  journal: Notes;
  github: GitHub;
  leftovers: Leftovers;
  tally: Tally;
  /** Send what earlier runs stored or may have stored. */
  fresh: boolean;
  maxFailures: number;
  /** How many records are under way at a time. */
  workers: number;
  /** How many records one sync of the journal notes. */
  group: number;
  /** Asked right before a record leaves: whether the journal is still this run's. */
  beforeSend?: () => Promise<unknown>;
  runtime: Runtime;
}

/**
 * Stores what the plan holds and the journal does not: first everything that an earlier run may have stored is looked up, then
 * the rest is sent. Ends with the plan, or with the run.
 */
export async function sendPlan(sending: Sending): Promise<void> {
  const { runtime, journal, workers } = sending;
  const { ending } = runtime;
  const twins = createTwins();
  /** The keys of what stays unclear in this run. */
  const unclear = new Set<string>();
  await lookUpAll(sending, twins, unclear);
  const jobs = noteGroups(findOpen(sending, unclear), { ...sending, twins, signal: ending.signal });
  const countFailure = createFailureCounter(sending.maxFailures, ending);
  const work = async () => {
    try {
      for await (const job of jobs) {
        if (ending.signal.aborted) {
          takeBack(job, journal);
          break;
        }
        countFailure(await sendOne(job, sending));
      }
    } catch (error) {
      // The others still note what becomes of theirs.
      endWith(ending, error);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

function endWith(ending: AbortController, error: unknown): void {
  ending.abort(error instanceof Stop ? error : new Stop("interrupted", `Unexpected: ${error}`, { cause: error }));
}

/**
 * Looks up, one after the other, whatever earlier runs left unclear: it is few, and two at once might take one record for
 * theirs. What a run that ends does not get to stays unclear.
 */
async function lookUpAll(sending: Sending, twins: Twins, unclear: Set<string>): Promise<void> {
  const { plan, past, keys, fresh, tally } = sending;
  for await (const batch of plan.records()) {
    for (const planned of batch) {
      const pending = findPending(planned, past, keys, fresh);
      if (pending.length === 0) continue;
      const still = await lookUp(planned, pending, sending);
      if (still) {
        unclear.add(planned.key);
        twins.leave(planned);
        tally.unknown += 1;
        countReason(tally, still.message);
        await leave(planned, still, sending);
      } else if (isStored(planned, past, keys)) tally.storedBefore += 1;
    }
  }
}

/** What is neither stored nor unclear. */
async function* findOpen(
  { plan, past, keys, runtime }: Sending,
  unclear: Set<string>,
): AsyncGenerator<PlannedRecord, undefined> {
  for await (const batch of plan.records()) {
    for (const planned of batch) {
      if (runtime.ending.signal.aborted) return;
      if (!unclear.has(planned.key) && !isStored(planned, past, keys)) yield planned;
    }
  }
}

/** Keeps what stays unclear, unless its look-up under another journal might find its twin. */
async function leave(planned: PlannedRecord, unclear: Unclear, { plan, leftovers }: Sending): Promise<void> {
  if (!(await hasTwin(plan, planned))) await leftovers.addUnknown(planned, unclear);
}

async function sendOne(job: Job, sending: Sending): Promise<Outcome> {
  const { github, journal, past, plan, tally, leftovers, beforeSend, runtime } = sending;
  const { planned, since } = job;
  const outcome = await storeRecord(github, planned.record, {
    since: new Date(since),
    known: past.hasId,
    another: findAnother(plan, planned),
    ...(beforeSend && { beforeSend }),
    runtime,
  }).catch((error): Outcome => {
    endWith(runtime.ending, error);
    return { state: "unknown", message: `Unexpected: ${error}` };
  });
  switch (outcome.state) {
    case "stored":
      journal.stored(
        planned,
        outcome.records.flatMap(({ id }) => (id === undefined ? [] : [id])),
      );
      tally.stored += 1;
      break;
    case "unsent":
      journal.notStored(planned, "unsent");
      break;
    case "refused":
    case "failed":
      journal.notStored(planned, outcome.state, outcome.message);
      tally[outcome.state] += 1;
      countReason(tally, outcome.message);
      if (outcome.state === "refused") await leftovers.addRefused(planned, outcome);
      break;
    case "unknown":
      // Its last entry in the journal is "sending": the next run looks it up.
      tally.unknown += 1;
      countReason(tally, outcome.message);
      await leave(planned, { message: outcome.message, since }, sending);
  }
  job.finish(outcome.state !== "unknown");
  if ("message" in outcome) {
    const { line, record } = planned;
    runtime.output.annotate(outcome.message, { title: `Line ${line}, ${record.name}: ${outcome.state}` });
  }
  return outcome;
}
