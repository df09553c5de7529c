// Runs the hosts' suite, and writes what it ran on into a page, between `<!-- compatibility -->` and
// `<!-- /compatibility -->`; where a case fails, nothing is written.
//   node __tests__/hosts/write-table.js docs/compatibility.md
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/**
 * `@octokit/rest 22.0.1`, `@octokit/auth-app 8.3.1, @octokit/core 7.0.8`, and `@actions/github 9.1.1 in …`; that it was
 * loaded first and last need not be said.
 */
const HOST = /^(?<name>.+?) (?<version>\d+\.\d+\.\d+)(?: (?!loaded)(?<part>[^,]+))?/;
const TABLE = /(?<=<!-- compatibility -->\n).*(?=<!-- \/compatibility -->)/s;

const [page = ""] = process.argv.slice(2);
const report = "hosts-report.json";
execFileSync("npm", ["run", "test:hosts", "--", "--json", `--outputFile=${report}`], { stdio: "inherit" });

/** @type {Map<string, Set<string>>} */
const versionsByName = new Map();
/** @type {{ name: string, assertionResults: { ancestorTitles: string[] }[] }[]} */
const files = JSON.parse(readFileSync(report, "utf8")).testResults;
// hosts.test.ts before authentications.test.ts
for (const { assertionResults } of files.sort((one, other) => other.name.localeCompare(one.name))) {
  for (const { ancestorTitles } of assertionResults) {
    const { name, version, part } = HOST.exec(ancestorTitles[0] ?? "")?.groups ?? {};
    if (!name || !version) continue;
    const title = part ? `${name} ${part}` : name;
    versionsByName.set(title, (versionsByName.get(title) ?? new Set()).add(version));
  }
}
if (!versionsByName.size) throw new Error(`${report} has no hosts`);

const lines = Array.from(versionsByName, ([name, versions]) => `| ${name} | ${[...versions].join(", ")} |\n`);
const text = readFileSync(page, "utf8");
if (!TABLE.test(text)) throw new Error(`${page} has no <!-- compatibility --> and <!-- /compatibility -->`);
writeFileSync(page, text.replace(TABLE, ["| your Octokit | versions |\n| --- | --- |\n", ...lines].join("")));
