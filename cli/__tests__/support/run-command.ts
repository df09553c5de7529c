import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "@jest/globals";
import { startLocalGitHub } from "../../../local-github/start-local-github.js";

export const COMMAND = fileURLToPath(new URL("../../bin/artifact-storage-record.js", import.meta.url));

export interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What each test has for itself: a GitHub, a folder, and the command that runs there, as in a workflow of libfoo. */
export function prepareCommand() {
  let github: Awaited<ReturnType<typeof startLocalGitHub>>;
  let folder: string;
  beforeEach(async () => {
    github = await startLocalGitHub();
    folder = mkdtempSync(join(tmpdir(), "command-"));
  });
  afterEach(async () => {
    await github.close();
    rmSync(folder, { recursive: true });
  });

  function start(args: string[], env: Record<string, string> = {}, stdin?: string | Buffer) {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: "octo-org/libfoo",
        GITHUB_TOKEN: "local-token",
        ...env,
      },
    });
    child.stdin.on("error", () => undefined).end(stdin);
    return { child, result: readResult(child) };
  }

  return {
    get github() {
      return github;
    },
    start,
    run: (args: string[], env?: Record<string, string>, stdin?: string | Buffer) => start(args, env, stdin).result,
    path: (name: string) => join(folder, name),
    /** Writes a file into the folder: text as it is, records as NDJSON. */
    write(name: string, content: string | Buffer | object[]) {
      const text = Array.isArray(content) ? content.map((record) => `${JSON.stringify(record)}\n`).join("") : content;
      writeFileSync(join(folder, name), text);
    },
  };
}

async function readResult(child: ChildProcess): Promise<Result> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

export const digestOf = (content: string | Buffer) => `sha256:${createHash("sha256").update(content).digest("hex")}`;

/** A record that the local GitHub stores. */
export const record = (number: number, more: object = {}) => ({
  name: `libfoo-${number}`,
  digest: digestOf(`${number}`),
  registry_url: "https://reg.example.com/",
  github_repository: "libfoo",
  ...more,
});

export const records = (count: number) => Array.from({ length: count }, (_, index) => record(index + 1));
