/** @typedef {{ low: number, median: number, high: number }} Spread The median, between the first and third quartile. */
/** @typedef {{ name: string, value: Spread, ratio?: Spread }} Row */

/**
 * @param {Record<string, number[]>} samples By candidate.
 * @param {string} [floor] The candidate that the ratios are against, round by round.
 * @returns {Row[]}
 */
export const summarize = (samples, floor) =>
  Object.entries(samples).map(([name, values]) => ({
    name,
    value: spread(values),
    ...(floor && { ratio: spread(values.map((value, round) => value / samples[floor][round])) }),
  }));

/** @param {number[]} values @returns {Spread} */
function spread(values) {
  const sorted = values.toSorted((left, right) => left - right);
  /** @param {number} share */
  const at = (share) => {
    const position = (sorted.length - 1) * share;
    const below = sorted[Math.floor(position)];
    return below + (sorted[Math.ceil(position)] - below) * (position % 1);
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

/**
 * Holds the rows to the figure's budgets.
 *
 * @param {Row[]} rows
 * @param {import("./figure.js").Figure} figure
 */
export const judge = (rows, { by, budgets }) =>
  Object.entries(budgets).map(([name, budget]) => {
    const value = rows.find((row) => row.name === name)?.[by]?.median ?? Number.NaN;
    const holds = "atMost" in budget ? value <= budget.atMost : value >= budget.atLeast;
    return { name, value, budget, holds };
  });

/** @typedef {ReturnType<typeof judge>[number]} Verdict */
