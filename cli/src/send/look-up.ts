import { findRecord } from "../github/find-record.ts";
import type { GitHub } from "../github/github.ts";
import type { Notes } from "../journal/journal.ts";
import type { Past, Pending } from "../journal/past.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlannedRecord, statusOf } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import { findAnother } from "./find-another.ts";

/** Why it stays unknown whether a record is stored, and since when it may be; without a time where another status may be. */
export interface Unclear {
  message: string;
  since?: string;
}

const NOT_REACHED = { state: "unknown", message: "The run ended before it was looked up." } as const;

interface LookingUp {
  github: GitHub;
  journal: Notes;
  past: Past;
  plan: Plan;
  runtime: Runtime;
}

/**
 * Looks up what earlier runs may have stored of a record, in the order in which they began, and notes in the journal what it
 * finds, or that it is missing. Returns why it is as unclear as before, where it is.
 */
export async function lookUp(
  planned: PlannedRecord,
  pending: readonly Pending[],
  { github, journal, past, plan, runtime }: LookingUp,
): Promise<Unclear | undefined> {
  for (const { status, since, record } of pending.toSorted((a, b) => (a.since < b.since ? -1 : 1))) {
    const sent = { ...planned, record };
    const found = runtime.ending.signal.aborted
      ? NOT_REACHED
      : await findRecord(github, {
          record,
          // A time that has not come, of a file that was edited, would find nothing.
          since: new Date(Math.min(Date.parse(since), github.now().getTime())),
          known: past.hasId,
          another: findAnother(plan, sent),
        });
    if (found.state === "unknown") {
      const isOwn = status === statusOf(planned.record);
      return { message: found.message, ...(isOwn && { since }) };
    }
    if (found.state === "found") {
      const { id } = found.record;
      journal.stored(sent, id === undefined ? [] : [id]);
    } else journal.missing(sent);
  }
  return undefined;
}
