import type { Status } from "../plan/record.ts";
import type { Past, Pending } from "./past.ts";

/**
 * What one journal knows, and others besides, to which nothing is written: of each record, the status that the latest run stored
 * counts. What others may have stored is looked up, until a later run has it as stored. Before the own journal's last new
 * generation, nothing counts. Runs on one list come one after the other.
 */
export function joinPasts<Own extends Past>(own: Own, besides: readonly Past[]): Own {
  // Without a run, it is not there, or says nothing.
  const others = besides.filter(({ input }) => input !== undefined);
  if (others.length === 0) return own;
  const all = [own, ...others];
  /** The one whose run stored the record last. */
  const findLast = (key: number): Past =>
    others.reduce<Past>((last, one) => {
      const at = one.storedAt(key);
      return at > last.storedAt(key) && at > own.freshAt ? one : last;
    }, own);
  return {
    ...own,
    stored: (key) => findLast(key).stored(key),
    storedAt: (key) => findLast(key).storedAt(key),
    pending(key) {
      const last = findLast(key);
      const ofOthers = others.flatMap((one) => {
        const pending = one.pending(key);
        if (pending.length === 0) return [];
        const at = one.attemptedAt(key);
        if (own.freshAt && at <= own.freshAt) return [];
        return pending.filter(({ status }) => status !== last.stored(key) || at > last.storedAt(key));
      });
      return ofOthers.length === 0 ? own.pending(key) : takeEarliest([...own.pending(key), ...ofOthers]);
    },
    hasId: (id) => all.some((one) => one.hasId(id)),
  };
}

/** Of each status the one that has been pending longest. */
function takeEarliest(pending: Pending[]): Pending[] {
  const first = new Map<Status, Pending>();
  for (const one of pending.toSorted((a, b) => (a.since < b.since ? -1 : 1))) {
    if (!first.has(one.status)) first.set(one.status, one);
  }
  return [...first.values()];
}
