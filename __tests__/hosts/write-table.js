// Runs the hosts' suite, and writes those that pass into a README, between `<!-- compatibility -->` and
// `<!-- /compatibility -->`:
//   node __tests__/hosts/write-table.js README.md
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/**
 * @typedef {object} Row Of the table: the hosts that are versions of one package.
 * @property {Set<string>} versions
 * @property {Set<string>} failed The versions of which a case failed.
 * @property {Set<string>} orders
 * @property {number} cases
 * @property {number} passed
 */

/** `@octokit/rest 22.0.1`, and `PACKAGE 9.0.0 loaded first, @octokit/core 5.2.2` */
const HOST = /^(.+?) (\d+\.\d+\.\d+)(?: ([^,]+))?/;
const TABLE = /(?<=<!-- compatibility -->\n).*(?=<!-- \/compatibility -->)/s;

const [readme = ""] = process.argv.slice(2);
const report = "hosts-report.json";
execFileSync("npm", ["run", "test:hosts", "--", "--json", `--outputFile=${report}`], { stdio: "inherit" });

/** @type {Map<string, Row>} */
const rows = new Map();
for (const { assertionResults } of JSON.parse(readFileSync(report, "utf8")).testResults) {
  for (const { ancestorTitles, status } of assertionResults) {
    const [, name, version, order] = HOST.exec(ancestorTitles[0] ?? "") ?? [];
    if (!name || !version) continue;
    const row = rows.get(name) ?? { versions: new Set(), failed: new Set(), orders: new Set(), cases: 0, passed: 0 };
    rows.set(name, row);
    row.versions.add(version);
    if (order) row.orders.add(order);
    row.cases += 1;
    if (status === "passed") row.passed += 1;
    else row.failed.add(version);
  }
}

const lines = Array.from(rows, ([name, { versions, failed, orders, cases, passed }]) => {
  const host = orders.size ? `${name} ${[...orders].join(" and ")}` : name;
  return `| ${host} | ${[...versions].filter((version) => !failed.has(version)).join(", ")} | ${passed} of ${cases} |\n`;
});
const text = readFileSync(readme, "utf8");
if (!TABLE.test(text)) throw new Error(`${readme} has no <!-- compatibility --> and <!-- /compatibility -->`);
if (!lines.length) throw new Error(`${report} has no hosts`);
writeFileSync(
  readme,
  text.replace(TABLE, ["| host | versions | cases passed |\n| --- | --- | --- |\n", ...lines].join("")),
);
