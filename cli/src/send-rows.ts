import { annotate } from "./annotate.ts";
import { checkRow } from "./check-rows.ts";
import type { Methods } from "./create-client.ts";
import { assertChecked } from "./create-record.ts";
import { EXIT } from "./exit-codes.ts";
import type { Gate } from "./gate.ts";
import type { Journal } from "./open-journal.ts";
import type { GivenRecord } from "./parameters.ts";
import type { PastRuns } from "./read-journal.ts";
import { type Input, readRows } from "./read-rows.ts";
import { isInShard, type Shard } from "./read-shard.ts";
import type { RefusedFile } from "./refused-file.ts";
import { Stop } from "./stop.ts";
import { type Outcome, storeRecord } from "./store-record.ts";
import { countReason, type Tally } from "./tally.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toKey } from "./to-record.ts";

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

/** A record to be sent. */
interface Job {
  line: number;
  key: string;
  given: GivenRecord;
  record: GivenRecord;
  lookUpFirst: boolean;
}

/** Sends every record of the input that is not stored yet, until the end or until the gate stops. */
export async function sendRows(input: Input, sending: Sending): Promise<void> {
  const { gate, workers } = sending;
  const jobs = announceJobs(findJobs(input, sending), sending);
  const countFailure = createFailureCounter(sending.maxFailures, gate);
  const work = async () => {
    try {
      for await (const job of jobs) {
        if (gate.reason) break;
        await sendOne(job, sending, countFailure);
      }
    } catch (error) {
      // The others still note what becomes of theirs.
      gate.stop(error instanceof Stop ? error : new Stop(EXIT.unknown, `Unexpected: ${error}`, { cause: error }));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** Leaves out what is not this shard's, what is stored, and what an earlier line gave. */
async function* findJobs(
  input: Input,
  { methods, past, tally, defaults, shard, skipInvalid }: Sending,
): AsyncGenerator<Job> {
  const seen = new Set<string>();
  for await (const rows of readRows(input)) {
    for (const row of rows) {
      const { record } = checkRow(methods, row, defaults);
      if (!record || "problem" in row) {
        if (skipInvalid) continue;
        throw new Stop(EXIT.interrupted, `${input.name} was changed while it was read. Run the same command again.`);
      }
      const key = toKey(record);
      if (shard && !isInShard(key, shard)) continue;
      if (seen.has(key)) {
        tally.duplicates += 1;
        continue;
      }
      seen.add(key);
      const fate = past.fates.get(key);
      if (fate === "stored") tally.storedBefore += 1;
      else yield { line: row.line, key, given: row.given, record, lookUpFirst: fate === "sending" };
    }
  }
}

/**
 * Writes into the journal that records are about to be sent, a group at a time, while the group before is under way:
 * none leaves before the disk has that. What was announced and will not be sent is taken back.
 */
async function* announceJobs(jobs: AsyncGenerator<Job>, { journal, group }: Sending): AsyncGenerator<Job> {
  async function announce(): Promise<Job[]> {
    const announced: Job[] = [];
    while (announced.length < group) {
      const { value, done } = await jobs.next();
      if (done) break;
      announced.push(value);
    }
    await journal.keep(announced.map(({ key, line }) => ({ key, line, state: "sending" })));
    return announced;
  }
  let ready: Job[] = [];
  let next = announce();
  try {
    for (;;) {
      ready = await next;
      if (ready.length === 0) return;
      next = announce();
      for (let job = ready.shift(); job; job = ready.shift()) yield job;
    }
  } finally {
    const rest = await next.catch(() => []);
    for (const { key, lookUpFirst } of [...ready, ...rest]) if (!lookUpFirst) journal.add({ key, state: "unsent" });
    await jobs.return(undefined);
  }
}

async function sendOne(job: Job, sending: Sending, countFailure: (outcome: Outcome) => void): Promise<void> {
  const { methods, gate, journal, past, tally } = sending;
  const { key, record, lookUpFirst } = job;
  assertChecked(record);
  let outcome: Outcome;
  try {
    outcome = await storeRecord(methods, gate, record, { lookUpFirst, isTaken: (id) => past.ids.has(id) });
  } catch (error) {
    if (error instanceof Stop) journal.add({ key, state: "unsent" });
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
      // Its last word in the journal is that it was sent: the next run looks it up.
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

/** Stops the run after so many equal failures in a row: what they say holds for the rest, and GitHub bans who goes on. */
function createFailureCounter(most: number, gate: Gate): (outcome: Outcome) => void {
  let last = "";
  let count = 0;
  return (outcome) => {
    const [first = ""] = outcome.state === "stored" ? [] : outcome.message.split("\n");
    count = first === last ? count + 1 : 1;
    last = first;
    // With such a token nothing else can succeed.
    const isHopeless = outcome.state === "refused" && outcome.status === 401;
    if (!first || (count < most && !isHopeless)) return;
    const code = { refused: EXIT.refused, failed: EXIT.interrupted, unknown: EXIT.unknown, stored: EXIT.stored }[
      outcome.state
    ];
    const why = isHopeless
      ? "GitHub does not take the token"
      : `${count} records in a row failed alike (--max-failures)`;
    const message = outcome.state === "stored" ? "" : toPlainText(outcome.message);
    gate.stop(new Stop(code, `${why}: ${message}`));
  };
}
