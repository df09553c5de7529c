import type { Past, Pending } from "../journal/past.ts";
import type { Keys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
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
export async function compare(plan: Plan, past: Past, keys: Keys, fresh: boolean): Promise<Outlook> {
  const outlook: Outlook = { records: plan.distinct, storedBefore: 0, toLookUp: 0, toSend: 0 };
  for await (const batch of plan.records()) {
    for (const planned of batch) {
      if (findPending(planned, past, keys, fresh).length > 0) outlook.toLookUp += 1;
      else if (isStored(planned, past, keys)) outlook.storedBefore += 1;
      else outlook.toSend += 1;
    }
  }
  return outlook;
}

/** Whether the record was stored last with the status that it is to have. */
export function isStored({ key, record }: PlannedRecord, past: Past, keys: Keys): boolean {
  const number = keys.find(key);
  return number !== undefined && past.stored(number) === statusOf(record);
}

/**
 * What earlier runs may have stored of a record, by their journal, or by the line's own `_since`, which counts until this
 * journal knows better.
 */
export function findPending(planned: PlannedRecord, past: Past, keys: Keys, fresh: boolean): Pending[] {
  const number = keys.find(planned.key);
  const noted = number === undefined ? [] : past.pending(number);
  const { record, since } = planned;
  const status = statusOf(record);
  if (fresh || since === undefined || isStored(planned, past, keys)) return noted;
  const same = noted.find((one) => one.status === status);
  if (!same) return [...noted, { status, since, record }];
  return since < same.since ? noted.map((one) => (one === same ? { ...one, since } : one)) : noted;
}
