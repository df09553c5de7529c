// Moves the newest of each Octokit package that the suites of hosts and types pin to the newest that there is, for their
// locks never move, and the plugin's ranges are open upwards. It changes package.json and locks: for a throwaway clone.
//   node scripts/take-newest.js && npm run test:hosts && npm run test:types
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findNewestPins } from "./find-newest-pins.js";

const TYPES = "__tests__/types/hosts";

const folders = ["__tests__/hosts", ...readdirSync(TYPES).map((host) => join(TYPES, host))];
const manifests = folders.map((folder) => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { folder, dependencies };
});
const pins = findNewestPins(manifests);
for (const folder of folders) {
  const specs = pins.filter((pin) => pin.folder === folder).map(({ spec }) => spec);
  if (specs.length === 0) continue;
  console.log(`${folder}: ${specs.join(" ")}`);
  // With what they depend on, too, as somebody who installs them today gets it.
  rmSync(join(folder, "package-lock.json"));
  execFileSync("npm", ["install", "--package-lock-only", "--save-exact", ...specs], { cwd: folder, stdio: "inherit" });
}
