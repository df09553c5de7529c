import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { SendableRecord } from "../plan/record.ts";
import type { GitHub } from "./github.ts";

/** What tells the record that was sent from those that only look like it. */
export interface Search {
  /** When it was sent first, by GitHub's clock. */
  since: Date;
  /** Whether a stored record, by GitHub's number, is known to be that of another sending. */
  known: (id: number) => boolean;
  /** Whether a stored record is that of another line. */
  another: (stored: ArtifactStorageRecord) => boolean | Promise<boolean>;
}

export type Finding =
  | { state: "found"; record: ArtifactStorageRecord }
  | { state: "missing" }
  | { state: "unknown"; message: string };

/** Looks up whether a record that was sent is stored. */
export declare function findRecord(
  github: Pick<GitHub, "list">,
  search: Search & { record: SendableRecord },
): Promise<Finding>;

/** Whether a stored record is what GitHub lists of one that was sent. */
export declare function isListedAs(stored: ArtifactStorageRecord, record: SendableRecord): boolean;
