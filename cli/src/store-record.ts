import type { ArtifactStorageRecord, CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";
import type { Methods } from "./create-client.ts";
import { EXIT } from "./exit-codes.ts";
import { findStored } from "./find-stored.ts";
import type { Gate } from "./gate.ts";
import { readFailure } from "./read-failure.ts";
import { Stop } from "./stop.ts";

export type Outcome =
  /** `found`: by a look-up, rather than by the answer. */
  | { state: "stored"; records: ArtifactStorageRecord[]; found: boolean }
  | { state: "refused"; status: number; message: string }
  /** GitHub failed each time, and a look-up says that the record is not stored. */
  | { state: "failed"; message: string }
  /** Whether it is stored cannot be told; `offline`: because nothing gets through. */
  | { state: "unknown"; message: string; offline: boolean };

interface Options {
  /** An earlier run was interrupted while it sent the record. */
  lookUpFirst?: boolean;
  /** Claims a stored record; false if it is another line's, which differs in what GitHub does not list. */
  claim?: (id: number) => boolean;
}

const ATTEMPTS = 3;
const WAIT_MS = 1000;

/**
 * Stores a record. If the answer does not say whether it is stored, it is looked up before it is sent again, because
 * GitHub may store it twice.
 * Throws a `Stop` if the run ends before the record is sent, or if GitHub cannot be reached.
 */
export async function storeRecord(
  methods: Methods,
  gate: Gate,
  record: CreateArtifactStorageRecordParameters,
  { lookUpFirst = false, claim = () => true }: Options = {},
): Promise<Outcome> {
  let isUnclear = lookUpFirst;
  let why = "An earlier run was interrupted while it sent the record.";
  for (let attempt = 0; ; ) {
    if (isUnclear) {
      try {
        const found = await findStored(methods, gate, record);
        const own = found.find(({ id }) => id === undefined || claim(id));
        if (own) return { state: "stored", records: [own], found: true };
        isUnclear = false;
      } catch (error) {
        // What an earlier run left unclear stays so.
        if (error instanceof Stop && attempt === 0) throw error;
        const failure = readFailure(error);
        const lost = failure.kind === "unreachable" || (failure.kind === "unclear" && !failure.answered);
        const reason = error instanceof Error ? error.message : String(error);
        const offline = lost && !(error instanceof Stop);
        return { state: "unknown", message: `${why} The lookup failed: ${reason}`, offline };
      }
    }
    if (attempt === ATTEMPTS) return { state: "failed", message: `${why} According to a lookup, it is not stored.` };
    if (attempt > 0) await Promise.race([delay(WAIT_MS * attempt ** 2), gate.stopping]);
    try {
      const { data } = await gate.send((hooks) => methods.createArtifactStorageRecord({ ...record, request: hooks }));
      return { state: "stored", records: data.storage_records ?? [], found: false };
    } catch (error) {
      if (error instanceof Stop) throw error;
      const failure = readFailure(error);
      if (failure.kind === "refused") return { state: "refused", status: failure.status, message: failure.message };
      attempt += 1;
      why = failure.message;
      isUnclear = failure.kind === "unclear";
      if (failure.kind === "unreachable" && attempt === ATTEMPTS) {
        throw new Stop(EXIT.interrupted, `GitHub cannot be reached: ${why}. Check the network and run it again.`);
      }
    }
  }
}

const delay = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
