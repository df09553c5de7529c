import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { GitHub } from "../github/github.ts";
import { readFailure } from "../github/read-failure.ts";
import { createColumn, createKeys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedRecord, SendableRecord } from "../plan/record.ts";
import { toKey } from "../plan/to-key.ts";
import type { Clock, Runtime } from "../runtime.ts";
import { createFailureCounter } from "../send/count-failures.ts";
import { judgeRecord, type Verdict } from "./judge-record.ts";

/** What is known of a record: what GitHub shows, or why that is not known. */
export type Known = Verdict | { state: "refused" | "failed"; message: string };

/** What there is to look up: each digest of an organization once, however many records have it. */
export type Digests = Awaited<ReturnType<typeof countDigests>>;

export async function countDigests(plan: Plan) {
  const keys = createKeys();
  const uses = createColumn();
  for await (const batch of plan.records()) {
    for (const { record } of batch) {
      const digest = keys.add(toDigestKey(record));
      uses.set(digest, uses.get(digest) + 1);
    }
  }
  return { keys, uses };
}

const toDigestKey = ({ org, digest }: SendableRecord) => toKey({ org: org.toLowerCase(), digest });

interface LookingUp {
  plan: Plan;
  digests: Digests;
  github: Pick<GitHub, "list">;
  /** Requests; 0: as fast as it goes. */
  perMinute: number;
  maxFailures: number;
  runtime: Pick<Runtime, "clock" | "ending">;
  tell(planned: PlannedRecord, known: Known): void;
}

type Listing = { records: ArtifactStorageRecord[] } | { failure: { state: "refused" | "failed"; message: string } };

/** An answer may take seconds, and none is waited for while the pace allows another request. */
const WORKERS = 4;

/** Looks up every record of the plan, until its end or the run's, and tells what is known of each. */
export async function lookUpPlan(looking: LookingUp): Promise<void> {
  const { plan, digests, runtime, tell } = looking;
  const { signal } = runtime.ending;
  const wait = createPace(looking.perMinute, runtime.clock);
  const countFailure = createFailureCounter(looking.maxFailures, runtime.ending);
  /** Those that more records wait for, by the digest's number. */
  const listings = new Map<number, Promise<Listing>>();

  async function list({ org, digest }: SendableRecord): Promise<Listing> {
    try {
      await wait(signal);
      const records = await looking.github.list(org, digest);
      countFailure({ state: "stored", records, found: true });
      return { records };
    } catch (error) {
      signal.throwIfAborted();
      const failure = readFailure(error);
      const state = failure.kind === "refused" ? "refused" : "failed";
      const status = failure.kind === "refused" ? failure.status : 0;
      countFailure(
        state === "refused" ? { state, status, message: failure.message } : { state, message: failure.message },
      );
      return { failure: { state, message: failure.message } };
    }
  }

  async function lookUp(planned: PlannedRecord): Promise<void> {
    const number = digests.keys.add(toDigestKey(planned.record));
    const listing = listings.get(number) ?? list(planned.record);
    listings.set(number, listing);
    const left = digests.uses.get(number) - 1;
    digests.uses.set(number, left);
    if (left === 0) listings.delete(number);
    const answer = await listing;
    tell(planned, "failure" in answer ? answer.failure : judgeRecord(planned.record, answer.records));
  }

  const records = each(plan);
  const work = async () => {
    for await (const planned of records) {
      if (signal.aborted) return;
      await lookUp(planned);
    }
  };
  // Whatever ends one, the others still tell what they get an answer for, before anything is counted.
  const ended = await Promise.allSettled(Array.from({ length: WORKERS }, work));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed && !signal.aborted) throw failed.reason;
}

async function* each(plan: Plan): AsyncGenerator<PlannedRecord> {
  for await (const batch of plan.records()) yield* batch;
}

/** Lets one pass every so often. */
function createPace(perMinute: number, clock: Clock) {
  const every = perMinute > 0 ? 60_000 / perMinute : 0;
  let next = Number.NEGATIVE_INFINITY;
  return async (signal: AbortSignal): Promise<void> => {
    const now = clock.now();
    next = Math.max(now, next + every);
    if (next > now) await clock.sleep(next - now, signal);
  };
}
