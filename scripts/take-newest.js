// Moves the newest pin of each Octokit package in the suites of hosts and types to its latest version: the locks never
// move, but the plugin's ranges have no upper end. Changes package.json and locks: for a throwaway clone.
//   node scripts/take-newest.js && npm run test:hosts && npm run test:types
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findNewestPins } from "./find-newest-pins.js";

const SUITES = ["__tests__/hosts", "__tests__/types"];
const HOSTS_OF_TYPES = "__tests__/types/hosts";

const folders = ["__tests__/hosts", ...readdirSync(HOSTS_OF_TYPES).map((host) => join(HOSTS_OF_TYPES, host))];
const manifests = folders.map((folder) => {
  const file = join(folder, "package.json");
  return { folder, file, manifest: JSON.parse(readFileSync(file, "utf8")) };
});
const pins = findNewestPins(manifests.map(({ folder, manifest }) => ({ folder, dependencies: manifest.dependencies })));

const packageNames = Array.from(new Set(pins.map(({ packageName }) => packageName)));
const newest = new Map(packageNames.map((name) => [name, npm(".", "view", name, "version").trim()]));

for (const { folder, file, manifest } of manifests) {
  for (const { name, packageName, version } of pins.filter((pin) => pin.folder === folder)) {
    const latest = newest.get(packageName);
    if (latest !== version) console.log(`${folder}: ${packageName} ${version} → ${latest}`);
    manifest.dependencies[name] = name === packageName ? latest : `npm:${packageName}@${latest}`;
  }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
for (const suite of SUITES) {
  // With what they depend on, too, as somebody who installs them today gets it.
  rmSync(join(suite, "package-lock.json"));
  npm(suite, "install", "--package-lock-only");
}

/** @param {string} cwd @param {string[]} args */
function npm(cwd, ...args) {
  return execFileSync("npm", args, { cwd, encoding: "utf8" });
}
