// Prints what the plugin costs beside its peers, as Markdown:
//   npm run bench [-- [--quick] [--only NAME] [--readme FILE]]
// With --readme the summary is also written into that file, between `<!-- figures -->` and `<!-- /figures -->`.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { arch, platform, version } from "node:process";
import { parseArgs } from "node:util";
import { budgets } from "./budgets.js";
import { inFreshProcess } from "./in-fresh-process.js";
import { judge, summarize } from "./summarize.js";
import { SUMMARY_HEAD, toMarkdown, toSummary } from "./to-markdown.js";

const ROUNDS = { full: 40, quick: 1 };

const { values: flags } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" }, readme: { type: "string" } },
});
const rounds = flags.quick ? ROUNDS.quick : ROUNDS.full;

/** @param {string} folder */
const packageOf = (folder) => JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), "utf8"));
const peers = Object.keys(packageOf(".").dependencies).map(
  (peer) => `${peer} ${packageOf(`node_modules/${peer}`).version}`,
);
const setting = `Node ${version}, ${platform} ${arch}, ${availableParallelism()} cores; ${rounds} round${rounds === 1 ? "" : "s"}; ${peers.join(", ")}`;
console.log(`${setting}\n`);

const names = flags.only ? [flags.only] : Object.keys(budgets);
const summary = [SUMMARY_HEAD];
let missed = 0;
for (const name of names) {
  const budget = budgets[name];
  if (!budget) throw new Error(`no figure is called ${name}; there are ${Object.keys(budgets).join(", ")}`);
  const { default: figure } = await import(`./figures/${name}.js`);
  // Alone in its process, a figure does not meet what another has left behind.
  const samples = figure.varies ? await inFreshProcess("measure.js", name, String(rounds)) : await figure.sample(1);
  const rows = summarize(samples, figure.floor);
  const verdicts = judge(rows, budget);
  missed += verdicts.filter(({ holds }) => !holds).length;
  console.log(toMarkdown(name, figure, rows, budget, verdicts));
  summary.push(toSummary(name, figure, rows, budget, verdicts));
}
console.log(`### In short\n\n${summary.join("\n")}\n`);
console.log(missed ? `Budgets missed: ${missed}` : "Every budget holds.");

if (flags.readme) {
  const text = readFileSync(flags.readme, "utf8");
  const place = /(?<=<!-- figures -->\n).*(?=<!-- \/figures -->)/s;
  if (!place.test(text)) throw new Error(`${flags.readme} has no <!-- figures --> and <!-- /figures -->`);
  const quoted = `What \`npm run bench${flags.quick ? " -- --quick" : ""}\` printed (${setting}):\n\n${summary.join("\n")}\n`;
  writeFileSync(
    flags.readme,
    text.replace(place, () => quoted),
  );
}
