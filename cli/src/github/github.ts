import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { SendableRecord } from "../plan/record.ts";

/** GitHub, as this command uses it. Once the run is to end, what has not left yet rejects with the run's `Stop`. */
export interface GitHub extends AsyncDisposable {
  /** No later than now, by GitHub's clock: what its last answer says, in whole seconds. */
  now(): Date;
  /** Resolves with what GitHub stored. `beforeSend` is asked right before the record leaves, which it may have waited for. */
  create(record: SendableRecord, beforeSend?: () => Promise<unknown>): Promise<ArtifactStorageRecord[]>;
  /** The records of an artifact: none where GitHub says "no artifacts found". */
  list(org: string, digest: string): Promise<ArtifactStorageRecord[]>;
  /** While a limit of GitHub's holds: until when, in ms by this machine's clock. */
  readonly shutUntil: number | undefined;
  /** The requests left of the limit, as GitHub said last. */
  readonly remaining: number | undefined;
}
