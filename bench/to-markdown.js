/** @typedef {import("./summarize.js").Spread} Spread */
/** @typedef {import("./summarize.js").Row} Row */

/**
 * One figure as a section of Markdown: the command and the budget, whether that holds, and the table.
 *
 * @param {string} name
 * @param {import("./figure.js").Figure} figure
 * @param {Row[]} rows
 * @param {import("./budgets.js").Budget} budget
 * @param {{ name: string, value: number, holds: boolean }[]} verdicts
 */
export function toMarkdown(name, { title, unit, floor, varies }, rows, { by, atMost, atLeast = 0 }, verdicts) {
  const of = by === "ratio" ? "×" : ` ${unit}`;
  const limit = `${atMost === undefined ? "≥" : "≤"} ${number(atMost ?? atLeast)}${of}`;
  const judged = verdicts.map((one) => `${one.name} ${number(one.value)}${of}, ${one.holds ? "holds" : "**missed**"}`);

  /** @type {[title: string, cell: (row: Row) => string][]} */
  const columns = [
    [varies ? `median, ${unit}` : unit, ({ value }) => number(value.median)],
    ...(varies ? [column("quartiles", ({ value }) => range(value))] : []),
    ...(floor ? [column(`against ${floor}`, ({ ratio }) => (ratio ? `${number(ratio.median)}×` : ""))] : []),
    ...(floor && varies ? [column("quartiles", ({ ratio }) => (ratio ? range(ratio) : ""))] : []),
  ];
  return [
    `### ${title}`,
    "",
    `\`npm run bench -- --only ${name}\`; budget: ${limit}; ${judged.join("; ")}`,
    "",
    line(["", ...columns.map(([head]) => head)]),
    line(["---", ...columns.map(() => "---:")]),
    ...rows.map((row) => line([row.name, ...columns.map(([, cell]) => cell(row))])),
    "",
  ].join("\n");
}

/**
 * The same figure as a line of the table that the README quotes: what is bound by the budget, and the peers beside it.
 *
 * @param {string} name
 * @param {import("./figure.js").Figure} figure
 * @param {Row[]} rows
 * @param {import("./budgets.js").Budget} budget
 * @param {{ name: string, value: number, holds: boolean }[]} verdicts
 */
export function toSummary(name, { title, unit }, rows, { of, by, atMost, atLeast = 0 }, verdicts) {
  const sign = by === "ratio" ? "×" : ` ${unit}`;
  const ours = verdicts.map((one) => `${of.length > 1 ? `${one.name}: ` : ""}${number(one.value)}${sign}`);
  // What is measured twice, to show the noise, and more of ours stand in the figure's own table.
  const peers = rows
    .filter((row) => !of.includes(row.name) && !/^ours|once more$/.test(row.name))
    .map((row) => `${row.name}: ${number(row[by]?.median ?? Number.NaN)}`);
  const limit = `${atMost === undefined ? "≥" : "≤"} ${number(atMost ?? atLeast)}`;
  const budget = verdicts.every(({ holds }) => holds) ? limit : `${limit}, **missed**`;
  return line([`\`${name}\`: ${title}`, ours.join("; "), budget, peers.join("; ")]);
}

export const SUMMARY_HEAD = [line(["", "ours", "budget", "peers"]), line(["---", "---", "---", "---"])].join("\n");

/** @param {string} title @param {(row: Row) => string} cell @returns {[string, (row: Row) => string]} */
const column = (title, cell) => [title, cell];

/** @param {string[]} cells */
function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

/** @param {Spread} spread */
const range = ({ low, high }) => `${number(low)} to ${number(high)}`;

/** Three digits, or all of an integer's: 12,345; 123; 12.3; 1.23; 0.12 @param {number} value */
function number(value) {
  const digits = Number.isInteger(value) ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.max(1, Math.abs(value)))));
  return value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
