/** @typedef {import("./summarize.js").Spread} Spread */
/** @typedef {import("./summarize.js").Row} Row */
/** @typedef {import("./summarize.js").Verdict} Verdict */
/** @typedef {import("./figure.js").Figure} Figure */

/**
 * One figure as a section of Markdown: the command, the budgets and whether they hold, and the table.
 *
 * @param {string} name @param {Figure} figure @param {Row[]} rows @param {Verdict[]} verdicts
 */
export function toMarkdown(name, figure, rows, verdicts) {
  const { title, unit, floor, varies } = figure;
  const judged = verdicts.map((verdict) => {
    const limit = `${verdict.name} ${limitOf(verdict)}${unitOf(figure)}`;
    return `${limit}: ${number(verdict.value)}, ${verdict.holds ? "holds" : "**missed**"}`;
  });
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
    `\`npm run bench -- --only ${name}\`. Budget: ${judged.join("; ")}.`,
    "",
    line(["", ...columns.map(([head]) => head)]),
    line(["---", ...columns.map(() => "---:")]),
    ...rows.map((row) => line([row.name, ...columns.map(([, cell]) => cell(row))])),
    "",
  ].join("\n");
}

export const README_HEAD = [line(["", "this plugin", "others"]), line(["---", "---", "---"])].join("\n");

/**
 * The same figure as a line of README's table, if README shows it: this plugin, and the others beside it.
 *
 * @param {Figure} figure @param {Row[]} rows @param {Verdict[]} verdicts @returns {string[]}
 */
export function toReadmeLines(figure, rows, verdicts) {
  const { inReadme, floor, by, budgets } = figure;
  if (!inReadme) return [];
  const ours = [...new Set(verdicts.map(({ value }) => `${number(value)}${unitOf(figure)}`))];
  const others = rows
    // The floor is named in the title, and what is measured twice shows the noise.
    .filter(({ name }) => !(name in budgets) && name !== floor && !name.endsWith("once more"))
    .map((row) => `${row.name}: ${number(row[by]?.median ?? Number.NaN)}${unitOf(figure)}`);
  return [line([inReadme, ours.join("; "), others.join("; ")])];
}

/** @param {Figure} figure */
const unitOf = ({ by, unit }) => (by === "ratio" ? "×" : ` ${unit}`);

/** @param {Verdict} verdict */
const limitOf = ({ budget }) => ("atMost" in budget ? `≤ ${number(budget.atMost)}` : `≥ ${number(budget.atLeast)}`);

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
