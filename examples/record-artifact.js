// Records where a file is stored, with the command and with the plugin, on an embedded GitHub:
//   npm run example
// Or runs the command with arguments of yours, in the folder that you are in:
//   npm run example -- create --file MINE --registry-url https://reg.example.com/artifactory/
//   npm run example -- import MY.csv
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLocalGitHub } from "../local-github/start-local-github.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = fileURLToPath(new URL("../cli/bin/artifact-storage-record.js", import.meta.url));
const PLUGIN_CALL = fileURLToPath(new URL("./call-plugin.js", import.meta.url));

const CREATE = [
  "create",
  "--file",
  "examples/libfoo-1.2.3.txt",
  "--registry-url",
  "https://reg.example.com/artifactory/",
];

const args = process.argv.slice(2);
// What the reader brings along names organizations of the reader's own.
const github = await startLocalGitHub({ knowsAll: args.length > 0 });
const folder = mkdtempSync(join(tmpdir(), "example-"));
// As in a workflow of the repository libfoo.
const env = {
  ...process.env,
  GITHUB_API_URL: github.url,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "octo-org/libfoo",
  GITHUB_TOKEN: "local-token",
  // No real credentials are sent here.
  GH_TOKEN: undefined,
  GITHUB_APP_ID: undefined,
  GITHUB_APP_PRIVATE_KEY: undefined,
  GITHUB_APP_INSTALLATION_ID: undefined,
  // No proxy reaches this machine's own address.
  NO_PROXY: "127.0.0.1",
};

// Ctrl-C is for the command to answer, which then still needs its GitHub.
process.on("SIGINT", () => undefined);

/** @param {string} program @param {string[]} args @param {string} [cwd] */
async function run(program, args, cwd = ROOT) {
  const [code] = await once(spawn(process.execPath, [program, ...args], { stdio: "inherit", env, cwd }), "exit");
  if (code !== 0) process.exitCode = code ?? 1;
}

console.error(`An embedded GitHub answers on ${github.url}. It is empty at first, and nothing leaves this machine.`);
if (args.length === 0) {
  await runCreate();
  console.error("\nThe plugin, in JavaScript:\n");
  const [, call] = readFileSync(PLUGIN_CALL, "utf8").split("\n\n").slice(-2);
  console.error(call?.trimEnd().replaceAll(/^/gm, "  "));
  await run(PLUGIN_CALL, []);
  console.error(`
To paste both, in a shell of its own, start a GitHub that stays, and say where it is:
  $ node local-github/main.js --port 3000 &
  $ export GITHUB_API_URL=http://127.0.0.1:3000 GITHUB_SERVER_URL=https://github.com
  $ export GH_TOKEN=local-token GITHUB_TOKEN=local-token GITHUB_REPOSITORY=octo-org/libfoo
  $ npx artifact-storage-record ${CREATE.join(" ")}
  $ node examples/call-plugin.js
With a file of yours: npm run example -- create --file FILE --registry-url https://reg.example.com/artifactory/`);
} else {
  // Of an empty GitHub, there is nothing to list.
  if (args[0] === "list") await runCreate();
  // A journal of this GitHub beside the reader's file would be in the way of the real one.
  if (["import", "retire"].includes(`${args[0]}`) && !args.some((arg) => /^--journal\b/.test(arg)))
    args.push("--journal", join(folder, "journal.ndjson"));
  console.error(`\n$ artifact-storage-record ${args.join(" ")}`);
  await run(COMMAND, args, process.env.INIT_CWD);
}
await github.close();
rmSync(folder, { recursive: true });

async function runCreate() {
  console.error(`\nThe command, in a shell:\n\n  $ artifact-storage-record ${CREATE.join(" ")}`);
  await run(COMMAND, CREATE);
}
