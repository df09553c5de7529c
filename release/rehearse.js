// Rehearses a release: takes the steps of release.yml that pack, publish and record, but publishes to a registry on
// 127.0.0.1, installs from there in an empty project, and uses both packages there on the local GitHub. Nothing is published
// anywhere else.
//   npm run rehearse
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { startRegistry } from "./registry/start-registry.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PLUGIN = "octokit-plugin-artifact-storage";
const COMMAND = "artifact-storage-record";
const DIGEST = `sha256:${"a77e57ed".repeat(8)}`;

const read = (/** @type {string} */ file) => readFileSync(join(ROOT, file), "utf8");
const { version } = JSON.parse(read("package.json"));
const { jobs } = parse(read(".github/workflows/release.yml"));

/** The script of a step. @param {string} job @param {string} text What is in it @returns {string} */
function stepOf(job, text) {
  const found = jobs[job].steps.filter((/** @type {{ run?: string }} */ { run }) => run?.includes(text));
  assert.equal(found.length, 1, `release.yml has ${found.length} steps with ${text} in ${job}`);
  return found[0].run.trim();
}

/**
 * Runs a script to its end, as a workflow does, and shows it with what it printed. Meanwhile the registry and GitHub answer.
 * @param {string} cwd
 * @param {string} script
 * @param {Record<string, string>} [variables]
 */
async function run(cwd, script, variables = {}) {
  console.log(`\n$ ${script}`);
  const env = { ...process.env, GITHUB_REF_NAME: `v${version}`, ...variables };
  const { stdout } = await promisify(execFile)("bash", ["-e", "-o", "pipefail", "-c", script], { cwd, env });
  console.log(stdout.trimEnd());
  return stdout;
}

await run(join(ROOT, "release/registry"), "npm ci --no-audit --no-fund");
const folder = mkdtempSync(join(tmpdir(), "rehearsal-"));
const registry = await startRegistry(folder, [PLUGIN, COMMAND]);
const github = await startLocalGitHub();
try {
  const checkout = join(folder, "checkout");
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
  for (const file of files.toString("utf8").split("\0").filter(Boolean)) {
    if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(checkout, file));
  }

  const output = join(folder, "output");
  writeFileSync(output, "");
  await run(checkout, stepOf("pack", "npm ci"));
  await run(checkout, stepOf("pack", "release/pack.sh"), { GITHUB_OUTPUT: output });
  const checksums = /^checksums<<END\n(.*)\nEND\n$/s.exec(readFileSync(output, "utf8"))?.[1] ?? "";
  // Here much more is installed, and what is packed is the same.
  assert.equal((await run(ROOT, `release/pack.sh "${folder}/packed-again"`)).trim(), checksums);

  const npmrc = join(folder, "npmrc");
  // The token is any: npm wants to see one, and this registry lets everybody in.
  writeFileSync(npmrc, `registry=http://${registry.host}/\n//${registry.host}/:_authToken=rehearsal\n`);
  const npm = { npm_config_userconfig: npmrc, npm_config_cache: join(folder, "cache") };
  const publish = stepOf("publish", "release/publish.sh");
  await run(checkout, publish, { ...npm, CHECKSUMS: checksums });
  // Again, as after a run that failed half-way.
  await run(checkout, publish, { ...npm, CHECKSUMS: checksums });

  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true }');
  copyFileSync(join(ROOT, "release/record-with-plugin.js"), join(project, "record.mjs"));
  await run(project, `npm install --no-audit --no-fund @octokit/core ${PLUGIN} ${COMMAND}`, npm);

  const workflow = { GITHUB_API_URL: github.url, GITHUB_TOKEN: "local-token", GITHUB_REPOSITORY: "octo-org/libfoo" };
  await run(project, `node record.mjs ${DIGEST}`, workflow);
  const create = `create --name libfoo --digest ${DIGEST} --registry-url https://reg.example.com/npm/`;
  await run(project, `npx --no -- ${COMMAND} ${create}`, workflow);
  await run(project, `npx --no -- ${COMMAND} list ${DIGEST}`, workflow);
  assert.equal(github.stored.length, 2);

  const recording = join(folder, "recording");
  cpSync(join(checkout, "packed"), join(recording, "packed"), { recursive: true });
  await run(recording, stepOf("record", "create --file"), workflow);
  const recorded = github.stored.slice(2).map(({ record }) => `${record.digest}`.replace("sha256:", ""));
  assert.deepEqual(recorded.toSorted(), Array.from(checksums.matchAll(/^[0-9a-f]{64}/gm), ([sum]) => sum).toSorted());
  console.log("\nThe rehearsal went well.");
} finally {
  registry.close();
  await github.close();
  rmSync(folder, { recursive: true });
}
