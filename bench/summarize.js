/** @typedef {{ low: number, median: number, high: number }} Spread The median, between the first and third quartile. */
/** @typedef {{ name: string, value: Spread, ratio?: Spread }} Row */
/** @typedef {{ name: string, value: number, limit: string, holds: boolean }} Verdict On a row that has a budget. */

/**
 * @param {Record<string, number[]>} samples By row.
 * @param {string} [floor] The row that the ratios are against, round by round.
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
 * @param {Pick<import("./figure.js").Figure, "floor" | "atMost" | "atLeast">} figure
 * @param {Row[]} rows
 * @returns {Verdict[]} A row that is missing holds no budget.
 */
export function judge({ floor, atMost = {}, atLeast = {} }, rows) {
  /** @param {string} name */
  const medianOf = (name) => median(floor, rows, name);
  return [
    ...Object.entries(atMost).map(([name, most]) => ({
      name,
      value: medianOf(name),
      limit: `≤ ${most.toLocaleString("en")}`,
      holds: medianOf(name) <= most,
    })),
    ...Object.entries(atLeast).map(([name, least]) => ({
      name,
      value: medianOf(name),
      limit: `≥ ${least.toLocaleString("en")}`,
      holds: medianOf(name) >= least,
    })),
  ];
}

/**
 * Which rows cannot be what they say that they are: nothing is free, and nothing gives back what it takes.
 *
 * @param {Pick<import("./figure.js").Figure, "floor" | "plausible">} figure
 * @param {Record<string, number[]>} samples
 * @param {Row[]} rows
 * @returns {string[]} A sentence on each.
 */
export function findImplausible({ floor, plausible }, samples, rows) {
  const bounded = Object.entries(plausible).map(([name, [least, most]]) => ({
    name,
    value: median(floor, rows, name),
    least,
    most,
  }));
  return [
    ...Object.entries(samples)
      .filter(([, values]) => values.length === 0 || !values.every((value) => value > 0 && Number.isFinite(value)))
      .map(([name, values]) => `${name}: ${values.join(", ") || "nothing"} was measured`),
    ...bounded
      .filter(({ value, least, most }) => !(value >= least && value <= most))
      .map(({ name, value, least, most }) => `${name}: ${value} is not between ${least} and ${most}`),
  ];
}

/** What a budget is for. @param {string | undefined} floor @param {Row[]} rows @param {string} name */
function median(floor, rows, name) {
  return rows.find((row) => row.name === name)?.[floor ? "ratio" : "value"]?.median ?? Number.NaN;
}
