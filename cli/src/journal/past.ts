import type { PlannedRecord, SendableRecord, Status } from "../plan/record.ts";

/** What earlier runs did, by the journal; and this one, as far as it has come. */
export interface Past {
  /** The status stored last, by the key's number. */
  stored(key: number): Status | undefined;
  /** What may be stored, for nobody knows how sending it ended: one for each status, the oldest first. */
  pending(key: number): Pending[];
  /** Whether the journal has a record with this number of GitHub's as stored, in whatever generation. */
  hasId(id: number): boolean;
  /** The hash of the last run's input. */
  readonly input: string | undefined;
  /** Begins a new generation: nothing counts as stored or pending. The ids stay known. */
  forget(): void;
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
  | { run: string; key: string; status: Status; state: "stored"; ids: number[] }
  | { run: string; key: string; status: Status; state: "missing" | "unsent" }
  | { run: string; key: string; status: Status; state: "refused" | "failed"; message?: string };
