import type { Past, Pending } from "../journal/past.ts";
import type { Keys } from "../plan/keys.ts";
import type { KeyedRecord, Plan } from "../plan/plan.ts";
import { type PlannedRecord, statusOf } from "../plan/record.ts";

/** What is to be done, in numbers, before it is done. */
export interface Outlook {
  /** What is to be stored: each record once. */
  records: number;
  storedBefore: number;
  /** An earlier run may have stored them. */
  toLookUp: number;
  toSend: number;
}

/** Compares the plan with the journal. */
export function compare(plan: Plan, past: Past, fresh: boolean): Outlook {
  const outlook: Outlook = { records: plan.distinct, storedBefore: 0, toLookUp: 0, toSend: 0 };
  for (const keyed of plan.keyed()) {
    if (past.pending(keyed.number).length > 0 || countsSince(keyed, past, fresh)) outlook.toLookUp += 1;
    else if (past.stored(keyed.number) === keyed.status) outlook.storedBefore += 1;
    else outlook.toSend += 1;
  }
  return outlook;
}

/** Whether the record was stored last with the status that it is to have. */
export function isStored({ key, record }: PlannedRecord, past: Past, keys: Keys): boolean {
  const number = keys.find(key);
  return number !== undefined && past.stored(number) === statusOf(record);
}

/** Whether the line's own `_since` counts, which it does until this journal knows better. */
const countsSince = ({ number, status, since }: KeyedRecord, past: Past, fresh: boolean): boolean =>
  since !== undefined && !fresh && past.stored(number) !== status;

/** What earlier runs may have stored of a record, by their journal, or by the line's own `_since`. */
export function findPending(planned: PlannedRecord, past: Past, keys: Keys, fresh: boolean): Pending[] {
  // What the plan holds has a number.
  const number = keys.add(planned.key);
  const noted = past.pending(number);
  const { record, since } = planned;
  const status = statusOf(record);
  if (since === undefined || !countsSince({ number, status, since }, past, fresh)) return noted;
  const same = noted.find((one) => one.status === status);
  if (!same) return [...noted, { status, since, record }];
  return since < same.since ? noted.map((one) => (one === same ? { ...one, since } : one)) : noted;
}
