import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const REM = "@octokit/plugin-rest-endpoint-methods";

/** @type {string[]} */
const folders = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  folders.push(folder);
  return folder;
};

/** @param {string} folder @param {string[]} parameters */
const npm = (folder, ...parameters) =>
  execFileSync("npm", [...parameters, "--silent", "--ignore-scripts", "--prefer-offline"], {
    cwd: folder,
    encoding: "utf8",
  });

const cores = { "core 7": "@octokit/core@7.0.8", "core 6": "@octokit/core@6.1.6" };
const additions = { ours: packed, REM: () => `${REM}@${versionOf(REM)}` };

function packed() {
  const folder = temporaryFolder();
  return join(folder, npm(ROOT, "pack", "--pack-destination", folder).trim());
}

/** @param {string} name */
const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

/** @type {Map<string, { folder: string, bytes: number, packages: number }>} */
const installed = new Map();

/**
 * Adds it, as it is published, to a project that has a core.
 *
 * @param {keyof typeof additions} addition
 * @param {keyof typeof cores} core
 * @returns The project's folder, and what it has more than it had.
 */
export function installNextToCore(addition, core) {
  const key = `${addition}, ${core}`;
  const known = installed.get(key);
  if (known) return known;
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  npm(folder, "install", cores[core]);
  const before = { bytes: bytesIn(folder), packages: packagesIn(folder) };
  npm(folder, "install", additions[addition]());
  const added = {
    folder,
    bytes: bytesIn(folder) - before.bytes,
    packages: packagesIn(folder) - before.packages,
  };
  installed.set(key, added);
  return added;
}

/** @param {string} folder */
const bytesIn = (folder) =>
  readdirSync(join(folder, "node_modules"), { recursive: true, withFileTypes: true })
    // npm's own list of what it has installed.
    .filter((entry) => entry.isFile() && entry.name !== ".package-lock.json")
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

/** @param {string} folder */
const packagesIn = (folder) =>
  Object.keys(JSON.parse(readFileSync(join(folder, "node_modules", ".package-lock.json"), "utf8")).packages).length;
