// Installs what a suite needs, where its folder has a lock file of its own, builds the plugin, and runs the suite:
//   node scripts/run-suite.js FOLDER [JEST'S OPTION…]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

// Native ESM: https://jestjs.io/docs/ecmascript-modules
const JEST = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "node_modules/jest/bin/jest.js"];

const [folder = ".", ...options] = process.argv.slice(2);
const installs = folder !== "." && existsSync(join(folder, "package-lock.json"));
const steps = [
  ...(installs ? [["scripts/install-folder.js", folder]] : []),
  ["scripts/build.js"],
  [...JEST, "--config", join(folder, "jest.config.js"), ...options],
];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
