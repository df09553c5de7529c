import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Stop, wrongUsage } from "../stop.ts";
import { type Column, createColumn, type Keys } from "./keys.ts";
import { type PlannedRecord, type Status, statusOf } from "./record.ts";

/** What is to be stored: checked records, on disk in the order of the input, so that a million take little memory. */
export interface Plan extends AsyncDisposable {
  /** Where it gives a promise, the next record has to wait for it. */
  add(planned: PlannedRecord): Promise<void> | undefined;
  /** All that were added: those that count, those that came again, and those that another status replaced. */
  readonly added: number;
  /** Those that count: of each key the last. */
  readonly distinct: number;
  /** Those that came again with the status that they had. */
  readonly repeated: number;
  /** Those that came again with another status, which counts. */
  readonly superseded: number;
  /** The records that count, a batch at a time, in the order of the input. Several may read at once. */
  records(): AsyncGenerator<PlannedRecord[]>;
  /** The same, as much of them as is in memory. */
  keyed(): Generator<KeyedRecord>;
}

/** A record by the number of its key. */
export interface KeyedRecord {
  number: number;
  status: Status;
  /** As the line gives it: see `PlannedRecord`. */
  since: string | undefined;
}

export interface PlanOptions {
  folder: string;
  keys: Keys;
  /** How the person puts the plan elsewhere: "Set TMPDIR to another folder." */
  elsewhere: string;
  openFile?: typeof open;
}

/** With a quarter of it, a million records take a twentieth more of CPU time. */
const AT_ONCE = 256 * 1024;
/** No record that the plugin accepts is as long. */
const LONGEST = 32 * 1024;
const LINE_FEED = 10;
/** More than there are, so that a place and a status are one number, in half the memory. */
const STATUSES = 8;

/** Opens a plan: a file that nobody else can read, and that is gone with the process where the system allows it. */
export async function createPlan({ folder, keys, elsewhere, openFile = open }: PlanOptions): Promise<Plan> {
  const path = join(folder, `.artifact-storage-record-${randomUUID()}`);
  const toStop = (error: unknown) =>
    wrongUsage(
      `The plan of what to store cannot be written to ${folder}: ${Object(error).message}. ` +
        `It takes ${(size / 1_000_000).toFixed(1)} MB so far. ${elsewhere}`,
      { cause: error },
    );
  let size = 0;
  const file = await openFile(path, "wx+", 0o600).catch((error) => Promise.reject(toStop(error)));
  const isNamed = await rm(path).then(
    () => false,
    () => true,
  );

  // By the number of a key, the last that was added of it: its place among all, from 1, and its status.
  const last = createColumn();
  const statuses: { status: Status; since: Column }[] = [];
  const counts = { added: 0, distinct: 0, repeated: 0, superseded: 0 };
  const waiting = Buffer.allocUnsafe(AT_ONCE + LONGEST);
  let held = 0;
  let written = Promise.resolve();

  function findStatus(record: { status?: Status }): number {
    const status = statusOf(record);
    const index = statuses.findIndex((known) => known.status === status);
    return index >= 0 ? index : statuses.push({ status, since: createColumn() }) - 1;
  }

  function write(): Promise<void> {
    written = written.then(async () => {
      const length = held;
      if (length === 0) return;
      try {
        await file.appendFile(waiting.subarray(0, length));
      } catch (error) {
        throw toStop(error);
      }
      held = 0;
      size += length;
    });
    return written;
  }

  return {
    add(planned) {
      const number = keys.add(planned.key);
      const status = findStatus(planned.record);
      const before = last.get(number);
      if (before === 0) counts.distinct += 1;
      else if (before % STATUSES === status) counts.repeated += 1;
      else counts.superseded += 1;
      counts.added += 1;
      last.set(number, counts.added * STATUSES + status);
      if (planned.since !== undefined) setEarliest(statuses[status]?.since, number, planned.since);
      held += waiting.write(`${JSON.stringify(planned)}\n`, held);
      return held < AT_ONCE ? undefined : write();
    },
    get added() {
      return counts.added;
    },
    get distinct() {
      return counts.distinct;
    },
    get repeated() {
      return counts.repeated;
    },
    get superseded() {
      return counts.superseded;
    },
    *keyed() {
      for (let number = 0; number < keys.size; number += 1) {
        const place = last.get(number);
        const known = place > 0 ? statuses[place % STATUSES] : undefined;
        if (known) yield { number, status: known.status, since: toSince(known.since.get(number)) };
      }
    },
    async *records() {
      await write();
      const buffer = Buffer.allocUnsafe(LONGEST);
      let index = 0;
      for (let at = 0; at < size; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        const end = buffer.subarray(0, bytesRead).lastIndexOf(LINE_FEED) + 1;
        if (end === 0) throw new Stop("interrupted", `The plan in ${folder} was cut by another process.`);
        at += end;
        const batch: PlannedRecord[] = [];
        for (const line of buffer.toString("utf8", 0, end - 1).split("\n")) {
          index += 1;
          const planned: PlannedRecord = JSON.parse(line);
          const number = keys.add(planned.key);
          if (Math.floor(last.get(number) / STATUSES) !== index) continue;
          const since = toSince(statuses[findStatus(planned.record)]?.since.get(number) ?? 0);
          if (since !== undefined) planned.since = since;
          batch.push(planned);
        }
        if (batch.length > 0) yield batch;
      }
    },
    async [Symbol.asyncDispose]() {
      await file.close();
      if (isNamed) await rm(path, { force: true });
    },
  };
}

const toSince = (seconds: number): string | undefined =>
  seconds === 0 ? undefined : new Date(seconds * 1000).toISOString();

/**
 * Keeps the earliest time since when a record may be stored, in whole seconds, as GitHub's are: it may stand on a line that
 * does not count, for the same record came again.
 */
function setEarliest(column: Column | undefined, number: number, since: string): void {
  const seconds = Math.max(1, Math.floor(Date.parse(since) / 1000));
  const known = column?.get(number);
  if (known === 0 || (known && seconds < known)) column?.set(number, seconds);
}
