/** @typedef {import("./figure.js").Figure} Figure */
/** @typedef {import("./summarize.js").Spread} Spread */
/** @typedef {import("./summarize.js").Row} Row */
/** @typedef {import("./summarize.js").Verdict} Verdict */

/**
 * One figure as a section: whether the budget holds, and a table of all rows.
 *
 * @param {string} name @param {Figure} figure @param {Row[]} rows @param {Verdict[]} verdicts
 */
export function toSection(name, { title, unit, floor, varies }, rows, verdicts) {
  const judged = verdicts.map(
    (verdict) => `${verdict.name}: budget ${verdict.limit}, ${verdict.holds ? "holds" : "**missed**"}`,
  );
  /** @type {[title: string, cell: (row: Row) => string][]} */
  const columns = [
    [varies ? `median, ${unit}` : unit, ({ value }) => number(value.median)],
    ...(varies ? [column("quartiles", ({ value }) => range(value))] : []),
    ...(floor ? [column(`× ${floor}`, ({ ratio }) => (ratio ? number(ratio.median) : ""))] : []),
    ...(floor && varies ? [column("quartiles", ({ ratio }) => (ratio ? range(ratio) : ""))] : []),
  ];
  return [
    `### ${title}`,
    "",
    `\`npm run bench -- --only ${name}\`. ${judged.join("; ")}.`,
    "",
    line(["", ...columns.map(([head]) => head)]),
    line(["---", ...columns.map(() => "---:")]),
    ...rows.map((row) => line([row.name, ...columns.map(([, cell]) => cell(row))])),
    "",
  ].join("\n");
}

/**
 * The same figure as a line of one table: the rows that have a budget, and the others beside them.
 *
 * @param {Figure} figure @param {Row[]} rows @param {Verdict[]} verdicts
 */
export function toLine({ title, unit, floor }, rows, verdicts) {
  const sign = floor ? ` × ${floor}` : ` ${unit}`;
  const several = verdicts.length > 1;
  const ours = verdicts.map(({ name, value }) => `${several ? `${name}: ` : ""}${number(value)}${sign}`);
  const limits = verdicts.map(({ limit, holds }) => `${limit}${holds ? "" : ", **missed**"}`);
  // Of what is measured twice, to show the noise, once is enough here.
  const others = rows
    .filter(({ name }) => name !== floor && !name.endsWith("once more") && !verdicts.some((one) => one.name === name))
    .map((row) => `${row.name}: ${number(row[floor ? "ratio" : "value"]?.median ?? Number.NaN)}`);
  return line([title, ours.join("; "), [...new Set(limits)].join("; "), others.join("; ")]);
}

export const HEAD = [line(["", "this plugin", "budget", "others"]), line(["---", "---", "---", "---"])].join("\n");

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
