// Moves the newest pin of each Octokit package in the suites of hosts and types to its latest version: the locks never
// move, but the plugin's ranges have no upper end. Changes package.json and locks: for a throwaway clone.
//   node scripts/take-newest.js && npm run test:hosts && npm run test:types
// A pin is `"@octokit/core": "7.0.8"`, or under another name `"core-7": "npm:@octokit/core@7.0.8"`.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const OCTOKIT = /^(@octokit\/.+|octokit|octokit-.+|@actions\/github|probot)$/;
const SUITES = ["__tests__/hosts", "__tests__/types"];
const HOSTS_OF_TYPES = "__tests__/types/hosts";

const folders = ["__tests__/hosts", ...readdirSync(HOSTS_OF_TYPES).map((host) => join(HOSTS_OF_TYPES, host))];
const manifests = folders.map((folder) => {
  const file = join(folder, "package.json");
  return { folder, file, manifest: JSON.parse(readFileSync(file, "utf8")) };
});
const pins = manifests.flatMap(({ folder, manifest }) =>
  Object.entries(manifest.dependencies)
    .map(([name, spec]) => ({ folder, name, ...parse(name, spec) }))
    .filter(({ packageName }) => OCTOKIT.test(packageName)),
);
const newest = pins.filter(
  (pin) => !pins.some((other) => other.packageName === pin.packageName && isNewer(other.version, pin.version)),
);
const packageNames = Array.from(new Set(newest.map(({ packageName }) => packageName)));
const latest = new Map(packageNames.map((name) => [name, npm(".", "view", name, "version").trim()]));

for (const { folder, file, manifest } of manifests) {
  for (const { name, packageName, version } of newest.filter((pin) => pin.folder === folder)) {
    const taken = latest.get(packageName);
    if (taken !== version) console.log(`${folder}: ${packageName} ${version} → ${taken}`);
    manifest.dependencies[name] = name === packageName ? taken : `npm:${packageName}@${taken}`;
  }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
for (const suite of SUITES) {
  // With what they depend on, too, as somebody who installs them today gets it.
  rmSync(join(suite, "package-lock.json"));
  npm(suite, "install", "--package-lock-only");
}

/** @param {string} name @param {string} spec */
function parse(name, spec) {
  const [, packageName = name, version = spec] = /^npm:(.+)@(.+)$/.exec(spec) ?? [];
  return { packageName, version };
}

/** @param {string} a @param {string} b */
function isNewer(a, b) {
  return a.localeCompare(b, "en", { numeric: true }) > 0;
}

/** @param {string} cwd @param {string[]} args */
function npm(cwd, ...args) {
  return execFileSync("npm", args, { cwd, encoding: "utf8" });
}
