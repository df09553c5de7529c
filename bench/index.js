// Prints what the plugin and the command cost beside their peers, as Markdown:
//   npm run bench [-- [--quick] [--only NAME] [--write]]
// With --write it goes into bench/README.md, and what README.md shows of it into README.md, between `<!-- figures -->` and
// `<!-- /figures -->`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { arch, platform, version } from "node:process";
import { parseArgs } from "node:util";
import { inFreshProcess } from "./in-fresh-process.js";
import { judge, summarize } from "./summarize.js";
import { README_HEAD, toMarkdown, toReadmeLines } from "./to-markdown.js";

const ROUNDS = { full: 40, quick: 1 };
const FIGURES = readdirSync(new URL("figures", import.meta.url)).map((file) => file.replace(/\.js$/, ""));

const { values: flags } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" }, write: { type: "boolean" } },
});
const rounds = flags.quick ? ROUNDS.quick : ROUNDS.full;
const names = flags.only ? [flags.only] : FIGURES;
if (flags.only && !FIGURES.includes(flags.only))
  throw new Error(`No figure is called ${flags.only}. There are ${FIGURES.join(", ")}.`);

/** @param {string} folder */
const packageOf = (folder) => JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), "utf8"));
const peers = Object.keys(packageOf(".").dependencies).map(
  (peer) => `${peer} ${packageOf(`node_modules/${peer}`).version}`,
);
const setting = `Node ${version}, ${platform} ${arch}, ${availableParallelism()} cores; ${rounds} round${rounds === 1 ? "" : "s"}`;
const command = `\`npm run bench${flags.quick ? " -- --quick" : ""}\``;

const sections = [`What ${command} printed (${setting}; ${peers.join(", ")}):\n`];
const shown = [`What ${command} printed (${setting}):\n`, README_HEAD];
let missed = 0;
console.log(sections[0]);
for (const name of names) {
  /** @type {{ default: import("./figure.js").Figure }} */
  const { default: figure } = await import(`./figures/${name}.js`);
  // Alone in its process, a figure does not meet what another has left behind.
  const samples = figure.varies ? await inFreshProcess("measure.js", name, String(rounds)) : await figure.sample(1);
  const rows = summarize(samples, figure.floor);
  const verdicts = judge(rows, figure);
  missed += verdicts.filter(({ holds }) => !holds).length;
  sections.push(toMarkdown(name, figure, rows, verdicts));
  shown.push(...toReadmeLines(figure, rows, verdicts));
  console.log(sections.at(-1));
}
console.log(missed ? `Budgets missed: ${missed}` : "Every budget holds.");

if (flags.write) {
  quote("README.md", `${sections.join("\n")}\n${missed ? `Budgets missed: ${missed}` : "Every budget holds."}`);
  quote("../README.md", shown.join("\n"));
}

/** @param {string} file @param {string} text */
function quote(file, text) {
  const url = new URL(file, import.meta.url);
  const page = readFileSync(url, "utf8");
  const place = /(?<=<!-- figures -->\n).*(?=<!-- \/figures -->)/s;
  if (!place.test(page)) throw new Error(`${file} has no <!-- figures --> and <!-- /figures -->`);
  writeFileSync(
    url,
    page.replace(place, () => `${text}\n`),
  );
}
