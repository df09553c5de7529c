import type { CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";

/** A record that the plugin finds nothing wrong with, as it is sent. */
export type SendableRecord = Omit<CreateArtifactStorageRecordParameters, "return_records">;

/** A record to be stored. */
export interface PlannedRecord {
  /** The line of the input; of several artifacts of `create`, which one. */
  line: number;
  /** Its content without its status: see `to-key.ts`. */
  key: string;
  record: SendableRecord;
  /** An earlier run may have stored it since then, by GitHub's clock: it is looked up before it is sent. */
  since?: string;
}

export type Status = NonNullable<SendableRecord["status"]>;

/** A record without a status is one with `active`, as GitHub has it. */
export const statusOf = ({ status = "active" }: { status?: Status }): Status => status;
