import type { GitHub } from "../github/github.ts";
import type { Notes } from "../journal/journal.ts";
import type { PlannedRecord } from "../plan/record.ts";
import type { Twins } from "./twins.ts";

/** A record that the journal has as being sent. */
export interface Job {
  planned: PlannedRecord;
  /** GitHub's clock when it was noted. */
  since: string;
  /** Says that it is done, and whether its fate is known. */
  finish(isKnown: boolean): void;
}

interface Noting {
  journal: Notes;
  github: GitHub;
  twins: Twins;
  /** How many records one sync of the journal notes. */
  group: number;
  signal: AbortSignal;
}

/**
 * Notes in the journal which records are about to be sent, a group at a time, while the group before is being sent: none is
 * sent before its entry is on disk. What was noted and will not be sent is taken back. A group ends before a record whose
 * twin is under way, and the next begins when that one's fate is known.
 */
export async function* noteGroups(
  records: AsyncGenerator<PlannedRecord>,
  { journal, github, twins, group, signal }: Noting,
): AsyncGenerator<Job> {
  let held: PlannedRecord | undefined;

  async function note(): Promise<Job[]> {
    const taken: PlannedRecord[] = [];
    const finishes: Job["finish"][] = [];
    while (taken.length < group && !signal.aborted) {
      const planned = held ?? (await records.next()).value;
      held = undefined;
      if (!planned) break;
      const twin = twins.wait(planned);
      if (twin && taken.length > 0) {
        held = planned;
        break;
      }
      await twin;
      if (twins.isUnclear(planned)) continue;
      taken.push(planned);
      finishes.push(twins.start(planned));
    }
    if (taken.length === 0) return [];
    const since = github.now().toISOString();
    await journal.sending(taken, since);
    return taken.map((planned, index) => ({ planned, since, finish: finishes[index] ?? (() => {}) }));
  }

  let ready: Job[] = [];
  let next = note();
  // Whoever asks for the next job hears of it.
  next.catch(() => {});
  try {
    for (;;) {
      ready = await next;
      if (ready.length === 0) return;
      next = note();
      next.catch(() => {});
      for (let job = ready.shift(); job; job = ready.shift()) yield job;
    }
  } finally {
    // These first: the next group may wait for a twin among them.
    for (const job of ready) takeBack(job, journal);
    for (const job of await next.catch(() => [])) takeBack(job, journal);
    await records.return(undefined);
  }
}

/** Notes that a record was not sent after all. */
export function takeBack({ planned, finish }: Job, journal: Notes): void {
  journal.notStored(planned, "unsent");
  finish(true);
}
