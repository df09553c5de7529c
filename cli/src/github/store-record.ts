import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { SendableRecord } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import { Stop } from "../stop.ts";
import { findRecord, type Search } from "./find-record.ts";
import type { GitHub } from "./github.ts";
import { readFailure, toStop } from "./read-failure.ts";

export type Outcome =
  /** `found`: by a look-up, rather than by the answer. */
  | { state: "stored"; records: ArtifactStorageRecord[]; found: boolean }
  /** `status`: of GitHub's answer; 200 where it says that it stored nothing, 401 where an App got no token. */
  | { state: "refused"; status: number; message: string }
  /** GitHub failed each time, and a look-up says that the record is not stored. */
  | { state: "failed"; message: string }
  /** It may be stored, or not. */
  | { state: "unknown"; message: string }
  /** The run ended first: it is not stored. */
  | { state: "unsent" };

interface Options extends Search {
  runtime: Pick<Runtime, "clock" | "ending">;
  /** Asked whenever the record is about to leave. */
  beforeSend?: () => Promise<unknown>;
}

const ATTEMPTS = 3;
const PAUSE_MS = 1000;

/**
 * Stores a record that was not sent before, or of which a look-up says that it is not stored. Where an answer does not say
 * whether it is, it is looked up before it is sent again, because GitHub would store it twice. Where GitHub cannot be reached,
 * the run ends.
 */
export async function storeRecord(
  github: Pick<GitHub, "create" | "list">,
  record: SendableRecord,
  { runtime, beforeSend, ...search }: Options,
): Promise<Outcome> {
  const { clock, ending } = runtime;
  for (let attempt = 1; ; attempt += 1) {
    if (ending.signal.aborted) return { state: "unsent" };
    const sent = await send(github, record, beforeSend);
    if ("state" in sent) return sent;
    const isLast = attempt === ATTEMPTS;
    if (sent.kind === "untrusted" || (sent.kind === "unreachable" && isLast)) ending.abort(toStop(sent));
    await clock.sleep(PAUSE_MS * attempt ** 2, ending.signal).catch(() => undefined);
    if (sent.kind !== "unclear") continue;
    const { message } = sent;
    if (ending.signal.aborted)
      return { state: "unknown", message: `${message} The run ended before it was looked up.` };
    const found = await findRecord(github, { record, ...search });
    if (found.state === "found") return { state: "stored", records: [found.record], found: true };
    if (found.state === "unknown") return { state: "unknown", message: `${message} ${found.message}` };
    const all = `${message} According to a lookup, it is not stored.`;
    // Whatever redirects would do so again.
    if (sent.redirected || isLast) return { state: "failed", message: all };
  }
}

/** Sends it once. */
async function send(github: Pick<GitHub, "create">, record: SendableRecord, beforeSend: Options["beforeSend"]) {
  try {
    return { state: "stored", records: await github.create(record, beforeSend), found: false } as const;
  } catch (error) {
    if (error instanceof Stop) return { state: "unsent" } as const;
    const failure = readFailure(error);
    if (failure.kind !== "refused") return failure;
    const { status, message } = failure;
    return { state: "refused", status, message } as const;
  }
}
