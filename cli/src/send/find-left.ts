import type { Past } from "../journal/past.ts";
import type { Keys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlannedRecord, statusOf } from "../plan/record.ts";
import { findPending, isStored } from "./compare.ts";
import { hasTwin } from "./find-another.ts";

interface Compared {
  plan: Plan;
  past: Past;
  keys: Keys;
  fresh: boolean;
}

/**
 * What is left to do, as another journal can do it: what may be stored comes with the time to look it up by. `leaveOut` is told
 * of each record that only this journal can look up: another status of it may be stored, or it has a twin.
 */
export async function* findLeft(
  { plan, past, keys, fresh }: Compared,
  leaveOut: () => void,
): AsyncGenerator<PlannedRecord[]> {
  for await (const batch of plan.records()) {
    const left: PlannedRecord[] = [];
    for (const planned of batch) {
      const pending = findPending(planned, past, keys, fresh);
      const own = pending.find(({ status }) => status === statusOf(planned.record));
      const { since: _given, ...bare } = planned;
      if (pending.length > (own ? 1 : 0) || (own && (await hasTwin(plan, planned)))) leaveOut();
      else if (own) left.push({ ...bare, since: own.since });
      else if (!isStored(planned, past, keys)) left.push(bare);
    }
    yield left;
  }
}
