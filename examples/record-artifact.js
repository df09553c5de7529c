// Records where a file is stored, and reads the record back:
//   npm run example [-- --help]
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Octokit } from "@octokit/core";
import { artifactStorage } from "octokit-plugin-artifact-storage";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { digestOf } from "./digest-of.js";

const HELP = `Records on GitHub where a file is stored, and reads the record back.

Usage: npm run example -- [options]

  --file PATH               the artifact (default: a small file beside this example)
  --org NAME                the organization
  --name NAME               the artifact's name (default: the file's)
  --registry-url URL        the registry's base URL
  --version VERSION         the artifact's version
  --artifact-url URL        where the artifact itself is
  --path PATH               its path within the registry
  --repository NAME         its repository within the registry
  --status STATUS           active, eol or deleted
  --github-repository NAME  the GitHub repository that it was built from, without the owner
  --live                    use GitHub: GITHUB_TOKEN, and GITHUB_API_URL if it is not https://api.github.com
  --help                    this text

Without --live an embedded GitHub on 127.0.0.1 answers, which knows the organization octo-org and its repository libfoo.`;

const text = /** @type {const} */ ({ type: "string" });
const OPTIONS = {
  file: text,
  org: text,
  name: text,
  "registry-url": text,
  version: text,
  "artifact-url": text,
  path: text,
  repository: text,
  status: text,
  "github-repository": text,
  live: /** @type {const} */ ({ type: "boolean" }),
  help: /** @type {const} */ ({ type: "boolean" }),
};

/** What the local GitHub knows, so that no option is needed there. */
const LOCAL = {
  org: "octo-org",
  "registry-url": "https://reg.example.com/artifactory/",
  "github-repository": "libfoo",
};
const LOCAL_TOKEN = "local-token";
const SAMPLE = fileURLToPath(new URL("./libfoo-1.2.3.txt", import.meta.url));

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} print
 */
export async function recordArtifact(args, env, print) {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return print(HELP);
  if (!values.live) {
    const github = await startLocalGitHub();
    print(`The embedded local GitHub answers on ${github.url}: no token is needed, and nothing leaves this machine.`);
    try {
      return await record({ ...LOCAL, ...values }, { auth: LOCAL_TOKEN, baseUrl: github.url }, env, print);
    } finally {
      await github.close();
    }
  }
  if (!env.GITHUB_TOKEN) throw new Error("--live needs a token in the environment variable GITHUB_TOKEN.");
  await record(values, { auth: env.GITHUB_TOKEN, baseUrl: env.GITHUB_API_URL }, env, print);
}

/**
 * @param {Partial<Record<keyof typeof OPTIONS, string | boolean>>} values
 * @param {{ auth: string, baseUrl: string | undefined }} options
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} print
 */
async function record({ file = SAMPLE, live: _live, help: _help, ...values }, options, env, print) {
  const octokit = new (Octokit.plugin(artifactStorage))(options);
  const digest = await digestOf(`${file}`);
  // --registry-url → registry_url
  const given = Object.entries(values).map(([flag, value]) => [flag.replaceAll("-", "_"), value]);
  const parameters = { name: basename(`${file}`), digest, ...Object.fromEntries(given) };

  const created = await octokit.rest.orgs.createArtifactStorageRecord(parameters);
  print(`\nCreated:${show(created.data)}`);

  const { org } = parameters;
  const listed = await octokit.rest.orgs.listArtifactStorageRecords({ org, subject_digest: digest });
  print(`\nRead back, ${listed.data.total_count} in all for this digest:${show(listed.data)}`);
  print(`\nLinked artifacts: ${env.GITHUB_SERVER_URL ?? "https://github.com"}/orgs/${org}/artifacts`);
}

/** @param {import("octokit-plugin-artifact-storage").ListedArtifactStorageRecords} records */
function show({ storage_records = [] }) {
  return storage_records
    .map((stored) =>
      Object.entries(stored)
        .map(([name, value]) => `\n  ${name.padEnd(12)}  ${value ?? "-"}`)
        .join(""),
    )
    .join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await recordArtifact(process.argv.slice(2), process.env, console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
