/** What became of the records, in numbers. */
export interface Tally {
  /** Records of the input, of this shard. */
  total: number;
  /** Stored by this run. */
  stored: number;
  /** Stored before: by an earlier run, or as a look-up says. */
  storedBefore: number;
  refused: number;
  /** GitHub failed; they are not stored. */
  failed: number;
  unknown: number;
  /** Lines that give what an earlier line gives. */
  duplicates: number;
  /** Why records are not stored, and how often each reason occurs. */
  reasons: Map<string, number>;
}

/** Enough to say what is common; there may be as many as there are records. */
const REASONS_KEPT = 1000;

export function countReason({ reasons }: Tally, message: string): void {
  const count = reasons.get(message) ?? 0;
  if (count > 0 || reasons.size < REASONS_KEPT) reasons.set(message, count + 1);
}

export const createTally = (total: number): Tally => ({
  total,
  stored: 0,
  storedBefore: 0,
  refused: 0,
  failed: 0,
  unknown: 0,
  duplicates: 0,
  reasons: new Map(),
});

/** How many records need no more work of this run. */
export const countDone = ({ stored, storedBefore, refused, failed, unknown, duplicates }: Tally): number =>
  stored + storedBefore + refused + failed + unknown + duplicates;
