// Prints what the plugin costs beside its peers, as Markdown:
//   npm run bench [-- [--quick] [--only NAME]]
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { arch, platform, version } from "node:process";
import { parseArgs } from "node:util";
import { budgets } from "./budgets.js";
import { inFreshProcess } from "./in-fresh-process.js";
import { judge, summarize } from "./summarize.js";
import { toMarkdown } from "./to-markdown.js";

const ROUNDS = { full: 40, quick: 1 };

const { values: flags } = parseArgs({ options: { quick: { type: "boolean" }, only: { type: "string" } } });
const rounds = flags.quick ? ROUNDS.quick : ROUNDS.full;

/** @param {string} folder */
const packageOf = (folder) => JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), "utf8"));
const peers = Object.keys(packageOf(".").dependencies).map(
  (peer) => `${peer} ${packageOf(`node_modules/${peer}`).version}`,
);
console.log(
  `Node ${version}, ${platform} ${arch}, ${availableParallelism()} cores; ${rounds} rounds; ${peers.join(", ")}\n`,
);

const names = flags.only ? [flags.only] : Object.keys(budgets);
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
}
console.log(missed ? `Budgets missed: ${missed}` : "Every budget holds.");
