// Rehearses a release: packs the packages, publishes them to a registry on 127.0.0.1, installs them from there in an empty
// project, and uses them there on the local GitHub. Nothing is published anywhere else.
//   npm run rehearse
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { startRegistry } from "./registry/start-registry.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PLUGIN = "octokit-plugin-artifact-storage";
const COMMAND = "artifact-storage-record";
const DIGEST = `sha256:${"a77e57ed".repeat(8)}`;

/**
 * Runs a program to its end, and shows it with what it printed. Meanwhile the registry and GitHub answer it.
 * @param {string} cwd
 * @param {Record<string, string>} variables
 * @param {string[]} command
 */
async function run(cwd, variables, [program = "", ...args]) {
  console.log(`\n$ ${[program, ...args].join(" ")}`);
  const { stdout } = await promisify(execFile)(program, args, { cwd, env: { ...process.env, ...variables } });
  console.log(stdout.trimEnd());
}

/** @param {string} folder Of a package */
function packedName(folder) {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
  return `${name}-${version}.tgz`;
}

await run(join(ROOT, "release/registry"), {}, ["npm", "ci", "--no-audit", "--no-fund"]);
const folder = mkdtempSync(join(tmpdir(), "rehearsal-"));
const registry = await startRegistry(folder, [PLUGIN, COMMAND]);
const github = await startLocalGitHub();
try {
  const packed = join(folder, "packed");
  mkdirSync(packed);
  await run(ROOT, {}, ["npm", "pack", ".", "./cli", "--silent", "--pack-destination", packed]);

  const npmrc = join(folder, "npmrc");
  // The token is any: npm wants to see one, and this registry lets everybody in.
  writeFileSync(npmrc, `registry=http://${registry.host}/\n//${registry.host}/:_authToken=rehearsal\n`);
  const npm = { npm_config_userconfig: npmrc, npm_config_cache: join(folder, "cache") };
  const publish = [join(ROOT, "release/publish.sh"), `./${packedName(".")}`, `./${packedName("cli")}`];
  await run(packed, npm, publish);
  // Again, as after a run that failed half-way.
  await run(packed, npm, publish);

  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true }');
  copyFileSync(join(ROOT, "release/record-with-plugin.js"), join(project, "record.mjs"));
  await run(project, npm, ["npm", "install", "--no-audit", "--no-fund", "@octokit/core", PLUGIN, COMMAND]);

  const workflow = { GITHUB_API_URL: github.url, GITHUB_TOKEN: "local-token", GITHUB_REPOSITORY: "octo-org/libfoo" };
  await run(project, workflow, ["node", "record.mjs", DIGEST]);
  const create = ["create", "--name", "libfoo", "--digest", DIGEST, "--registry-url", "https://reg.example.com/npm/"];
  await run(project, workflow, ["npx", "--no", "--", COMMAND, ...create]);
  await run(project, workflow, ["npx", "--no", "--", COMMAND, "list", DIGEST]);
  console.log("\nThe rehearsal went well.");
} finally {
  registry.close();
  await github.close();
  rmSync(folder, { recursive: true });
}
