import { type ChildProcess, execFileSync, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { open } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { COMMAND, digestOf, prepareCommand, records } from "./support/run-command.ts";

// What only a process has: streams that are closed, signals, and the file that npm links.

const command = prepareCommand();
const CREATE = ["create", "--image", `ghcr.io/octo-org/app@${digestOf("app")}`];

function start(args: string[], stdio: StdioOptions, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], {
    cwd: command.path("."),
    env: { GITHUB_API_URL: command.github.url, GITHUB_REPOSITORY: "octo-org/libfoo", GH_TOKEN: "local-token", ...env },
    stdio,
  });
}

/** Resolves with what the child says, until it has said something, or to its end. */
async function hear(child: ChildProcess, what = /$^/): Promise<string> {
  let text = "";
  for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    text += chunk;
    if (what.test(text)) break;
  }
  return text;
}

test("the file that npm links runs the command", async () => {
  expect(await command.run(["--version"])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: "",
  });
});

test.each([
  ["stderr", 0, "local-token"],
  ["stdout", 0, "local-token"],
  ["stderr", 1, "powerless-token"],
  ["stdout", 1, "powerless-token"],
] as const)("nobody reads %s: neither the run nor its code (%i) changes", async (stream, code, GH_TOKEN) => {
  const child = start(CREATE, ["ignore", "pipe", "pipe"], { GH_TOKEN });
  child[stream]?.destroy();
  child[stream === "stderr" ? "stdout" : "stderr"]?.resume();
  expect(await once(child, "exit")).toEqual([code, null]);
  expect(command.github.stored).toHaveLength(code === 0 ? 1 : 0);
});

test("stdout cannot be written: it is said, and neither the run nor its code changes", async () => {
  const child = start([...CREATE, "--json"], ["ignore", openSync("/dev/full", "w"), "pipe"]);
  const exit = once(child, "exit");
  expect(await hear(child)).toMatch(/^stdout cannot be written: ENOSPC[^\n]*\n$/);
  expect(await exit).toEqual([0, null]);
  expect(command.github.stored).toHaveLength(1);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s while stdin is read: exit 130, and nothing was sent", async (signal) => {
  const child = start(["import", "-", "--journal=j.ndjson"], ["pipe", "ignore", "pipe"]);
  const lines = records(20_000).map((record) => `${JSON.stringify(record)}\n`);
  // More than any pipe holds: when it is written, most of it was read.
  await new Promise((resolve) => child.stdin?.on("error", () => {}).write(lines.join(""), resolve));
  child.kill(signal);
  const exit = once(child, "exit");
  expect(await hear(child)).toMatch(new RegExp(`^${signal}: nothing more is begun\\..*\nStopped\\.\n$`));
  expect(await exit).toEqual([130, null]);
  expect(command.github.requests).toEqual([]);
});

test.each([
  ["import", ["import", "pipe", "--journal=j.ndjson"]],
  ["create", ["create", "--file=pipe", "--org=octo-org", "--registry-url=https://reg.example.com/"]],
])("%s: SIGINT while a pipe waits for its writer: exit 130", async (_command, args) => {
  execFileSync("mkfifo", [command.path("pipe")]);
  const child = start(args, ["ignore", "ignore", "pipe"]);
  // Resolves when the other end is opened.
  const writer = await open(command.path("pipe"), "w");
  child.kill("SIGINT");
  const exit = once(child, "exit");
  expect(await hear(child)).toMatch(/^SIGINT: .*\nStopped\.\n$/);
  expect(await exit).toEqual([130, null]);
  await writer.close();
});

test("the second signal ends it at once, though GitHub does not answer", async () => {
  const arrived = new Promise<void>((resolve) => command.github.faults.push(() => resolve()));
  const child = start(CREATE, ["ignore", "ignore", "pipe"]);
  const exit = once(child, "exit");
  await arrived;
  child.kill("SIGINT");
  expect(await hear(child, /\n/)).toMatch(/^SIGINT: .*a second signal ends it at once\.\n$/);
  child.kill("SIGINT");
  expect(await exit).toEqual([130, null]);
});

test("an error where nobody waits for it: exit 3 where a record may be stored", async () => {
  const onSignal = 'process.once("SIGUSR2", () => Promise.reject(new Error("Oh")))';
  const arrived = new Promise<void>((resolve) => command.github.faults.push(() => resolve()));
  const child = start(CREATE, ["ignore", "ignore", "pipe"], {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(onSignal)}`,
  });
  const exit = once(child, "exit");
  await arrived;
  child.kill("SIGUSR2");
  expect(await hear(child)).toBe(
    "Unexpected: Oh\nIt is not known what was stored: see it with `artifact-storage-record list`.\n",
  );
  expect(await exit).toEqual([3, null]);
});

test("DEBUG is this command's: no library prints what it sends, such as a password", async () => {
  command.write("records.ndjson", records(1));
  const { code, stderr } = await command.run(["import", "records.ndjson"], {
    DEBUG: "*",
    REDIS_URL: "redis://:pa55word@127.0.0.1:1",
  });
  expect(code).toBe(75);
  expect(stderr).toMatch(/^Stop: .*Redis.*\n +at /);
  expect(stderr).not.toMatch(/pa55word|ioredis:|bottleneck/i);
});
