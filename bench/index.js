// Prints what the plugin costs beside its peers, as Markdown, and fails where a budget is missed:
//   npm run bench [-- [--quick] [--only NAME] [--write] [--draw]]
// With --quick, one round of each is measured: too few to judge what varies. With --write the table is put into
// bench/README.md, between `<!-- figures -->` and `<!-- /figures -->`, and drawn as bars in figures.svg. A sentence of
// README.md quotes two of its lines, and __tests__/pages.test.ts compares them. With --draw that table is drawn again, and
// nothing is measured.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { arch, platform, version } from "node:process";
import { parseArgs } from "node:util";
import { drawBars, readCharts } from "./draw-bars.js";
import { FIGURES } from "./figures/index.js";
import { inFreshProcess } from "./in-fresh-process.js";
import { findImplausible, judge, summarize } from "./summarize.js";
import { HEAD, toLine, toSection } from "./to-markdown.js";

const ROUNDS = { full: 40, quick: 1 };

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean" },
    only: { type: "string" },
    write: { type: "boolean" },
    draw: { type: "boolean" },
  },
});
if (flags.draw) {
  draw();
  process.exit();
}
const rounds = flags.quick ? ROUNDS.quick : ROUNDS.full;
if (flags.only && !FIGURES[flags.only])
  throw new Error(`no figure is called ${flags.only}; there are ${Object.keys(FIGURES).join(", ")}`);

/** @param {string} folder */
const packageOf = (folder) => JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), "utf8"));
const peers = Object.keys(packageOf(".").dependencies).map(
  (peer) => `${peer} ${packageOf(`node_modules/${peer}`).version}`,
);
const command = `npm run bench${flags.quick ? " -- --quick" : ""}`;
const machine = `Node ${version}, ${platform} ${arch}, ${availableParallelism()} cores; ${rounds} round${rounds === 1 ? "" : "s"}`;
const setting = `${machine}; ${peers.join(", ")}`;
console.log(`${setting}\n`);

/** @type {Map<string, string>} */
const lines = new Map();
/** @type {string[]} */
const missed = [];
/** @type {string[]} */
const implausible = [];
for (const [name, figure] of Object.entries(FIGURES)) {
  if (flags.only && name !== flags.only) continue;
  // Alone in its process, a figure does not meet what another has left behind.
  const samples = figure.varies ? await inFreshProcess("measure.js", name, String(rounds)) : await figure.sample(1);
  const rows = summarize(samples, figure.floor);
  const verdicts = judge(figure, rows);
  implausible.push(...findImplausible(figure, samples, rows).map((reason) => `${name}, ${reason}`));
  if (verdicts.some(({ holds }) => !holds) && !(figure.varies && flags.quick)) missed.push(name);
  console.log(toSection(name, figure, rows, verdicts));
  lines.set(name, toLine(figure, rows, verdicts));
}
console.log(`### All in one table\n\n${[HEAD, ...lines.values()].join("\n")}\n`);
// Of one round, too.
if (implausible.length > 0) {
  console.error(["Measured is something else:", ...implausible].join("\n- "));
  process.exitCode = 1;
}
if (missed.length > 0) {
  console.error(`Missed budgets: ${missed.join(", ")}`);
  process.exitCode = 1;
}

if (flags.write && !flags.only) {
  const table = [HEAD, ...lines.values()].join("\n");
  write("README.md", `What \`${command}\` printed (${setting}):\n\n${table}`);
  draw();
}

/** @param {string} readme @param {string} figures */
function write(readme, figures) {
  const file = new URL(readme, import.meta.url);
  const text = readFileSync(file, "utf8");
  const place = /(?<=<!-- figures -->\n).*(?=<!-- \/figures -->)/s;
  if (!place.test(text)) throw new Error(`${readme} has no <!-- figures --> and <!-- /figures -->`);
  writeFileSync(
    file,
    text.replace(place, () => `${figures}\n`),
  );
}

/** Draws the table that is in the README of the benchmarks. */
function draw() {
  const table = readFileSync(new URL("README.md", import.meta.url), "utf8");
  writeFileSync(new URL("figures.svg", import.meta.url), drawBars(readCharts(table)));
}
