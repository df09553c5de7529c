// Rehearses a release, with nothing leaving this machine: packs the packages, publishes them to a registry on 127.0.0.1,
// installs them from there in an empty project, and uses them there on the local GitHub:
//   npm run rehearse
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { startRegistry } from "./registry/start-registry.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PLUGIN = "octokit-plugin-artifact-storage";
const COMMAND = "artifact-storage-record";

const folder = mkdtempSync(join(tmpdir(), "rehearsal-"));
const packed = join(folder, "packed");
const project = join(folder, "project");
mkdirSync(packed);
mkdirSync(project);

/** Waits for a program, and prints what it printed. The registry and GitHub answer it in the meantime. */
const run = async (/** @type {string} */ cwd, /** @type {string} */ program, /** @type {string[]} */ ...args) => {
  console.log(`\n$ ${[program, ...args].join(" ").replaceAll(folder, "…")}`);
  const { stdout } = await promisify(execFile)(program, args, { cwd, env });
  console.log(stdout.trim());
};
const env = { ...process.env };

await run(join(HERE, "registry"), "npm", "ci", "--no-audit", "--no-fund");
const registry = await startRegistry(folder, [PLUGIN, COMMAND]);
const github = await startLocalGitHub();
try {
  await run(ROOT, "npm", "pack", ".", "./cli", "--silent", "--pack-destination", packed);
  const files = [PLUGIN, COMMAND].map((name) => join(packed, fileOf(name)));

  // The token is any: npm wants to see one, and this registry lets everybody in.
  writeFileSync(join(folder, "npmrc"), `registry=http://${registry.host}/\n//${registry.host}/:_authToken=rehearsal\n`);
  env.npm_config_userconfig = join(folder, "npmrc");
  env.npm_config_cache = join(folder, "cache");
  await run(ROOT, "release/publish.sh", ...files);
  // Again, as after a run that failed half-way.
  await run(ROOT, "release/publish.sh", ...files);

  writeFileSync(join(project, "package.json"), '{ "private": true }');
  copyFileSync(join(HERE, "record-with-plugin.js"), join(project, "record.mjs"));
  await run(project, "npm", "install", "--no-audit", "--no-fund", "@octokit/core", PLUGIN, COMMAND);
  env.GITHUB_API_URL = github.url;
  env.GITHUB_TOKEN = "local-token";
  await run(project, "node", "record.mjs");
  await run(project, "npx", "--no", "--", COMMAND, "--help");
  console.log("\nThe rehearsal went well.");
} finally {
  registry.close();
  await github.close();
  rmSync(folder, { recursive: true });
}

/** @param {string} name */
function fileOf(name) {
  const { version } = JSON.parse(readFileSync(join(ROOT, name === PLUGIN ? "." : "cli", "package.json"), "utf8"));
  const file = `${name}-${version}.tgz`;
  if (!readdirSync(packed).includes(file)) throw new Error(`npm pack made no ${file}.`);
  return file;
}
