/** Numbers at random by a seed, so that the same seed draws the same again: mulberry32. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  /** One of these. */
  function pick<T>(from: readonly [T, ...T[]]): T {
    return from[int(0, from.length - 1)] ?? from[0];
  }
  return {
    int,
    pick,
    chance: (share: number) => next() < share,
    shuffled<T>(from: readonly T[]): T[] {
      const drawn = from.map((one): [number, T] => [next(), one]);
      return drawn.sort(([a], [b]) => a - b).map(([, one]) => one);
    },
  };
}

export type Random = ReturnType<typeof createRandom>;
