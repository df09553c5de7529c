// Records where a file is stored, and reads the record back, with the command and an embedded GitHub:
//   npm run example
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startLocalGitHub } from "../local-github/start-local-github.js";

const COMMAND = fileURLToPath(new URL("../cli/bin/artifact-storage-record.js", import.meta.url));
const FILE = fileURLToPath(new URL("./libfoo-1.2.3.txt", import.meta.url));

const github = await startLocalGitHub();
// As in a workflow of the repository libfoo.
const env = {
  ...process.env,
  GITHUB_API_URL: github.url,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "octo-org/libfoo",
  GITHUB_TOKEN: "local-token",
  // No proxy reaches this machine's own address.
  NO_PROXY: "127.0.0.1",
};

/** @param {string[]} args */
async function run(...args) {
  console.error(`\n$ artifact-storage-record ${args.join(" ").replace(FILE, "libfoo-1.2.3.txt")}`);
  const [code] = await once(spawn(process.execPath, [COMMAND, ...args], { stdio: "inherit", env }), "exit");
  if (code !== 0) process.exitCode = code ?? 1;
}

console.error(`An embedded GitHub answers on ${github.url}: no token is needed, and nothing leaves this machine.`);
await run("create", "--file", FILE, "--registry-url", "https://reg.example.com/artifactory/");
await run("list", `sha256:${createHash("sha256").update(readFileSync(FILE)).digest("hex")}`);
await github.close();
