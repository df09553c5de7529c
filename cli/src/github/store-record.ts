import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { SendableRecord } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import type { Search } from "./find-record.ts";
import type { GitHub } from "./github.ts";

export type Outcome =
  /** `found`: by a look-up, rather than by the answer. */
  | { state: "stored"; records: ArtifactStorageRecord[]; found: boolean }
  /** `status`: of GitHub's answer; 200 where it says that it stored nothing. */
  | { state: "refused"; status: number; message: string }
  /** GitHub failed each time, and a look-up says that the record is not stored. */
  | { state: "failed"; message: string }
  /** It may be stored, or not. */
  | { state: "unknown"; message: string }
  /** The run ended first: it is not stored. */
  | { state: "unsent" };

interface Options extends Search {
  runtime: Pick<Runtime, "clock" | "ending">;
  /** Called whenever the record leaves. */
  onSend?: () => void;
}

/** Stores a record that was not sent before, or that a look-up says is not stored. Ends the run where GitHub cannot be reached. */
export declare function storeRecord(
  github: Pick<GitHub, "create" | "list">,
  record: SendableRecord,
  options: Options,
): Promise<Outcome>;
