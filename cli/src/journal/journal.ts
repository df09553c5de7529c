import type { PlannedRecord } from "../plan/record.ts";
import type { Named } from "./past.ts";

/** Writes down what this run does. Whatever it notes, the run's `Past` knows at once. */
export interface Notes {
  /** Notes that a run begins. Resolves once the disk has it. */
  begin(run: { input: string; records: number; fresh: boolean }): Promise<void>;
  /** Notes that these are about to be sent, since when by GitHub's clock. Resolves once the disk has it. */
  sending(records: readonly PlannedRecord[], since: string): Promise<void>;
  /** GitHub has it, whoever sent it: whatever is pending of this record and status is resolved. */
  stored(record: Named, ids: readonly number[]): void;
  /** A look-up says that GitHub does not have what earlier attempts sent. */
  missing(record: Named): void;
  /** It is known that what this run was about to send is not stored. */
  notStored(record: Named, why: "refused" | "failed" | "unsent", message?: string): void;
}

/** A file of them, which belongs to one run while it is open. */
export interface Journal extends Notes, AsyncDisposable {}
