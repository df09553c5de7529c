import { annotate } from "./annotate.ts";
import { announceJobs, takeBack } from "./announce-jobs.ts";
import { createFailureCounter } from "./count-failures.ts";
import type { Methods } from "./create-client.ts";
import { EXIT } from "./exit-codes.ts";
import { findJobs, type Job } from "./find-jobs.ts";
import type { Gate } from "./gate.ts";
import type { Journal } from "./open-journal.ts";
import type { GivenRecord } from "./parameters.ts";
import type { PastRuns } from "./read-journal.ts";
import type { Input } from "./read-rows.ts";
import type { Shard } from "./read-shard.ts";
import type { RefusedFile } from "./refused-file.ts";
import { Stop } from "./stop.ts";
import { type Outcome, storeRecord } from "./store-record.ts";
import { countReason, type Tally } from "./tally.ts";
import { toPlainText } from "./to-plain-text.ts";

export interface Sending {
  methods: Methods;
  gate: Gate;
  journal: Journal;
  past: PastRuns;
  refused: RefusedFile;
  tally: Tally;
  defaults: GivenRecord;
  shard: Shard | undefined;
  skipInvalid: boolean;
  maxFailures: number;
  /** How many records are under way at a time. */
  workers: number;
  /** How many records one sync of the journal announces. */
  group: number;
  env: NodeJS.ProcessEnv;
}

/** Sends every record of the input that is not stored yet, until the end or until the gate stops. */
export async function sendRows(input: Input, sending: Sending): Promise<void> {
  const { gate, journal, workers } = sending;
  const jobs = announceJobs(findJobs(input, sending), sending);
  const countFailure = createFailureCounter(sending.maxFailures, gate);
  const work = async () => {
    try {
      for await (const job of jobs) {
        if (gate.reason) {
          takeBack(job, journal);
          break;
        }
        await sendOne(job, sending, countFailure);
      }
    } catch (error) {
      // The others still note what becomes of theirs.
      gate.stop(error instanceof Stop ? error : new Stop(EXIT.unknown, `Unexpected: ${error}`, { cause: error }));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

async function sendOne(job: Job, sending: Sending, countFailure: (outcome: Outcome) => void): Promise<void> {
  const { methods, gate, journal, past, tally } = sending;
  const { key, record, lookUpFirst } = job;
  const claim = (id: number) => !past.ids.has(id) && past.ids.add(id).has(id);
  let outcome: Outcome;
  try {
    outcome = await storeRecord(methods, gate, record, { lookUpFirst, claim });
  } catch (error) {
    if (error instanceof Stop) takeBack(job, journal);
    throw error;
  }
  countFailure(outcome);
  switch (outcome.state) {
    case "stored": {
      const ids = outcome.records.flatMap(({ id }) => (id === undefined ? [] : [id]));
      for (const id of ids) past.ids.add(id);
      journal.add({ key, state: "stored", ids });
      if (lookUpFirst && outcome.found) tally.storedBefore += 1;
      else tally.stored += 1;
      return;
    }
    case "refused":
    case "failed":
      journal.add({ key, state: outcome.state, message: outcome.message });
      tally[outcome.state] += 1;
      break;
    case "unknown":
      // Its last entry in the journal is "sending": the next run looks it up.
      tally.unknown += 1;
      if (outcome.offline) gate.stop(new Stop(EXIT.interrupted, `GitHub cannot be reached. ${outcome.message}`));
  }
  await report(job, outcome, sending);
}

async function report(
  { line, given, record }: Job,
  outcome: Exclude<Outcome, { state: "stored" }>,
  { refused, tally, env }: Sending,
) {
  const message = toPlainText(outcome.message);
  countReason(tally, message);
  await refused.add({ ...given, _line: line, _result: outcome.state, _reason: message });
  annotate(env, message, { title: `Line ${line}, ${record.name}: ${outcome.state}` });
}
