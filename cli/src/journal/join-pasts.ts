import type { Status } from "../plan/record.ts";
import type { Past, Pending } from "./past.ts";

/**
 * What one journal knows, and others besides, to which nothing is written: of each record, the status that the latest run stored
 * counts. Runs on one list come one after the other.
 */
export function joinPasts<Own extends Past>(own: Own, others: readonly Past[]): Own {
  if (others.length === 0) return own;
  const all = [own, ...others];
  return {
    ...own,
    stored: (key) => all.reduce((last, one) => (one.storedAt(key) > last.storedAt(key) ? one : last)).stored(key),
    storedAt: (key) => all.reduce((last, one) => (one.storedAt(key) > last ? one.storedAt(key) : last), ""),
    pending(key) {
      const first = new Map<Status, Pending>();
      for (const one of all.flatMap((past) => past.pending(key)).toSorted((a, b) => (a.since < b.since ? -1 : 1)))
        if (!first.has(one.status)) first.set(one.status, one);
      return [...first.values()];
    },
    hasId: (id) => all.some((one) => one.hasId(id)),
  };
}
