import { createColumn, type Keys } from "../plan/keys.ts";
import { type PlannedRecord, type SendableRecord, type Status, statusOf } from "../plan/record.ts";

/** What earlier runs did, by the journal; and this one, as far as it has come. */
export interface Past {
  /** The status stored last, by the key's number. */
  stored(key: number): Status | undefined;
  /** When the run began that noted so: ISO 8601, in UTC, and empty where it is not known. */
  storedAt(key: number): string;
  /** The same of the last attempt of which nobody knows how it ended. */
  attemptedAt(key: number): string;
  /** When the run began that last began a new generation, as `storedAt` has it. */
  readonly freshAt: string;
  /** What may be stored, for nobody knows how sending it ended: one for each status, the oldest first. */
  pending(key: number): Pending[];
  /** Whether the journal has a record with this number of GitHub's as stored, in whatever generation. */
  hasId(id: number): boolean;
  /** The hash of the last run's input. */
  readonly input: string | undefined;
  /** Begins a new generation: nothing counts as stored or pending. The ids stay known. */
  forget(): void;
}

/** To which entries are added. */
export interface NotedPast extends Past {
  note(entry: Entry): void;
}

export interface Pending {
  status: Status;
  /** When its first attempt that is not known to have failed was about to be sent, by GitHub's clock. */
  since: string;
  record: SendableRecord;
}

/** A record, or what is pending of it, by its key: `{ key, record: pending.record }`. */
export type Named = Pick<PlannedRecord, "key" | "record">;

/** A line of the journal after its first. */
export type Entry =
  | { run: string; input: string; records: number; fresh: boolean; at: string }
  | { run: string; key: string; line: number; state: "sending"; since: string; record: SendableRecord }
  | { run: string; key: string; status: Status; state: "stored"; ids: readonly number[] }
  | { run: string; key: string; status: Status; state: "missing" | "unsent" }
  | { run: string; key: string; status: Status; state: "refused" | "failed"; message?: string };

interface Attempt extends Pending {
  run: string;
}

/** A column of numbers holds them by their place here, counted from 1: 0 is nothing. */
export const STATUSES = ["active", "eol", "deleted"] as const;

/** A past in which nothing happened yet. */
export function createPast(keys: Keys): NotedPast {
  const ids = createIds();
  let stored = createColumn();
  /** By the key's number, the place in `runs` of the one that noted so, counted from 1. */
  let storedBy = createColumn();
  const runs: { at: string; generation: number }[] = [];
  const places = new Map<string, number>();
  /** By the key's number. */
  let attempts = new Map<number, Attempt[]>();
  let input: string | undefined;
  let generation = 0;
  let freshAt = "";

  function forget(): void {
    stored = createColumn();
    storedBy = createColumn();
    attempts = new Map();
    generation += 1;
  }

  function resolve(key: number, isResolved: (attempt: Attempt) => boolean): void {
    const open = attempts.get(key)?.filter((attempt) => !isResolved(attempt));
    if (open?.length) attempts.set(key, open);
    else attempts.delete(key);
  }

  return {
    stored: (key) => STATUSES[stored.get(key) - 1],
    storedAt: (key) => runs[storedBy.get(key) - 1]?.at ?? "",
    attemptedAt(key) {
      const open = attempts.get(key) ?? [];
      return open.reduce((last, { run }) => latest(last, runs[(places.get(run) ?? 0) - 1]?.at ?? ""), "");
    },
    get freshAt() {
      return freshAt;
    },
    pending(key) {
      const open = attempts.get(key);
      if (!open) return [];
      const first = new Map<Status, Pending>();
      for (const { status, since, record } of open)
        if (!first.has(status)) first.set(status, { status, since, record });
      return [...first.values()];
    },
    hasId: ids.has,
    get input() {
      return input;
    },
    forget,
    note(entry) {
      if ("input" in entry) {
        if (entry.fresh) {
          forget();
          freshAt = entry.at;
        }
        places.set(entry.run, runs.push({ at: entry.at, generation }));
        input = entry.input;
        return;
      }
      if (entry.state === "stored") for (const id of entry.ids) ids.add(id);
      const place = places.get(entry.run) ?? 0;
      // A run that woke up after a later one began anew.
      if ((runs[place - 1]?.generation ?? generation) < generation) return;
      const key = keys.add(entry.key);
      if (entry.state === "sending") {
        const { run, since, record } = entry;
        const attempt = { run, since, record, status: statusOf(record) };
        const open = attempts.get(key);
        if (open) open.push(attempt);
        else attempts.set(key, [attempt]);
        return;
      }
      const { run, status, state } = entry;
      if (state === "stored") {
        stored.set(key, STATUSES.indexOf(status) + 1);
        storedBy.set(key, place);
      }
      // What is known of one run's attempt says nothing of another's: only GitHub's word resolves both.
      const isOfAllRuns = state === "stored" || state === "missing";
      resolve(key, (attempt) => attempt.status === status && (isOfAllRuns || attempt.run === run));
    },
  };
}

const latest = (a: string, b: string): string => (b > a ? b : a);

/**
 * Numbers that are seldom asked for, and are a million: a list that is looked through takes 3 ms an answer, and 49 MB less
 * than a set.
 */
function createIds() {
  let ids = new Float64Array(1024);
  let count = 0;
  return {
    add(id: number): void {
      if (count === ids.length) {
        const longer = new Float64Array(ids.length * 2);
        longer.set(ids);
        ids = longer;
      }
      ids[count] = id;
      count += 1;
    },
    has: (id: number): boolean => ids.subarray(0, count).includes(id),
  };
}
