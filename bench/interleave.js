/**
 * Takes one sample of every candidate a round, each round in another order, so that whatever else the machine does
 * meets all of them alike.
 *
 * @param {Record<string, () => number | Promise<number>>} candidates
 * @param {number} rounds
 * @returns {Promise<Record<string, number[]>>} The samples of each, by round.
 */
export async function interleave(candidates, rounds) {
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, sample] of shuffle(Object.entries(candidates))) {
      samples[name].push(await sample());
    }
  }
  return samples;
}

/** @template T @param {T[]} items */
export const shuffle = (items) =>
  items
    .map((item) => /** @type {const} */ ([Math.random(), item]))
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);
