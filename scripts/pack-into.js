// Packs this package as the registry would get it, and installs it in each folder, whose package.json and lock file stay:
//   node scripts/pack-into.js FOLDER… [NPM'S OPTION…]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @param {string} cwd @param {string[]} parameters */
const npm = (cwd, ...parameters) =>
  // npm's errors are printed with the exception.
  execFileSync("npm", [...parameters, "--silent"], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const packed = mkdtempSync(join(tmpdir(), "packed-"));
try {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const tarball = join(packed, npm(root, "pack", "--pack-destination", packed).trim());
  const given = process.argv.slice(2);
  const options = given.filter((argument) => argument.startsWith("--"));
  for (const folder of given.filter((argument) => !argument.startsWith("--"))) {
    npm(folder, "install", "--no-save", "--no-audit", "--no-fund", "--prefer-offline", ...options, tarball);
  }
} finally {
  rmSync(packed, { recursive: true });
}
