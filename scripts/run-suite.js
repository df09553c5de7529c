// Installs what a suite needs, where its folder has a lock file, builds the plugin, and runs the suite:
//   node scripts/run-suite.js FOLDER [JEST'S OPTION…]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const [folder = ".", ...options] = process.argv.slice(2);
const steps = [
  ...(existsSync(join(folder, "package-lock.json")) ? [["node", "scripts/install-folder.js", folder]] : []),
  ["npm", "run", "build", "--silent"],
  ["npm", "run", "jest", "--silent", "--", "--config", join(folder, "jest.config.js"), ...options],
];
for (const [command = "", ...parameters] of steps) {
  const { status } = spawnSync(command, parameters, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
