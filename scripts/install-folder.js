// Installs a folder that has a package.json and a lock file of its own, unless it holds just that already:
//   node scripts/install-folder.js FOLDER
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder = "."] = process.argv.slice(2);
const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
const installed = join(folder, "node_modules", ".installed-lock.json");

if (!existsSync(installed) || readFileSync(installed, "utf8") !== lock) {
  // Warnings about old packages' engines and deprecations are the point of installing old packages.
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(installed, lock);
}
