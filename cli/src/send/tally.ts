/** What became of the records of a plan, in numbers. */
export interface Tally {
  /** Stored by this run, as GitHub's answer or a look-up after it says. */
  stored: number;
  /** Stored before: as the journal or a look-up says. */
  storedBefore: number;
  refused: number;
  /** GitHub failed each time; they are not stored. */
  failed: number;
  unknown: number;
  /** Why records are not stored, and how often each reason occurs. */
  reasons: Map<string, number>;
}

export const createTally = (storedBefore: number): Tally => ({
  stored: 0,
  storedBefore,
  refused: 0,
  failed: 0,
  unknown: 0,
  reasons: new Map(),
});

/** How many records need no more work of this run. */
export const countDone = ({ stored, storedBefore, refused, failed, unknown }: Tally): number =>
  stored + storedBefore + refused + failed + unknown;

/** Enough to say what is common; there may be as many as there are records. */
const REASONS_KEPT = 1000;

export function countReason({ reasons }: Tally, message: string): void {
  const count = reasons.get(message) ?? 0;
  if (count > 0 || reasons.size < REASONS_KEPT) reasons.set(message, count + 1);
}
