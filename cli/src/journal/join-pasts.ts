import type { Past } from "./past.ts";

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
    pending: (key) => all.flatMap((one) => one.pending(key)),
    hasId: (id) => all.some((one) => one.hasId(id)),
  };
}
