import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { prepareCommand, records } from "./support/run-command.ts";

const command = prepareCommand();
let redis: ChildProcess;
let url: string;

beforeEach(async () => {
  const port = await findPort();
  url = `redis://127.0.0.1:${port}`;
  redis = spawn("redis-server", ["--port", `${port}`, "--save", "", "--bind", "127.0.0.1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  redis.stdout?.on("data", (text) => {
    output += text;
  });
  while (!/ready to accept connections/i.test(output)) {
    if (redis.exitCode !== null) throw new Error(`redis-server: ${output}`);
    await wait(20);
  }
});
afterEach(async () => {
  redis.kill("SIGKILL");
  if (redis.exitCode === null && redis.signalCode === null) await once(redis, "exit");
});

async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

test("three processes share one pace, and together send everything once", async () => {
  command.write("r.ndjson", records(18));
  const times: number[] = [];
  command.github.server.on("request", () => times.push(Date.now()));
  const shards = ["1/3", "2/3", "3/3"];
  const results = await Promise.all(
    shards.map((shard) =>
      command.run([
        "import",
        "r.ndjson",
        "--per-minute=120",
        `--redis=${url}`,
        `--shard=${shard}`,
        `--journal=${shard[0]}`,
      ]),
    ),
  );
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(new Set(command.github.stored.map(({ record: { name } }) => name)).size).toBe(18);
  // 17 intervals of half a second, the first of which may be late; each process on its own would take 2.5 seconds.
  expect(Number(times.at(-1)) - Number(times[0])).toBeGreaterThan(6500);
});

test("a killed process holds nobody up", async () => {
  command.write("r.ndjson", records(30));
  const flags = ["import", "r.ndjson", "--per-minute=120", `--redis=${url}`];
  const first = command.start([...flags, "--journal=a"]);
  while (command.github.requests.length < 2) await wait(10);
  first.child.kill("SIGKILL");
  await first.result;
  command.write("r.ndjson", records(4));
  const started = Date.now();
  const { code } = await command.run([...flags, "--journal=b"]);
  expect(code).toBe(0);
  expect(Date.now() - started).toBeLessThan(15_000);
});

test("no Redis at the start: exit 75 within 10 seconds, and nothing sent", async () => {
  command.write("r.ndjson", records(2));
  // A server that takes connections and says nothing.
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  for (const other of [`redis://:secret@127.0.0.1:${await findPort()}`, `redis://:secret@127.0.0.1:${port}`]) {
    const started = Date.now();
    const { code, stderr } = await command.run(["import", "r.ndjson", `--redis=${other}`]);
    expect(stderr).toMatch(/^Redis at 127\.0\.0\.1:\d+ \(--redis\) cannot be reached: .*\. Nothing was sent\.\n$/);
    expect(stderr).not.toContain("secret");
    expect(code).toBe(75);
    expect(Date.now() - started).toBeLessThan(14_000);
  }
  silent.close();
  expect(command.github.requests).toEqual([]);
});

test.each([
  ["goes away", (server: ChildProcess) => server.kill("SIGKILL")],
  ["answers no more", (server: ChildProcess) => server.kill("SIGSTOP")],
])("a Redis that %s stops the sending, exit 75; the same command goes on", async (_case, hurt) => {
  command.write("r.ndjson", records(60));
  const { result } = command.start(["import", "r.ndjson", "--per-minute=120", `--redis=${url}`]);
  while (command.github.requests.length < 3) await wait(10);
  hurt(redis);
  const { code, stderr } = await result;
  expect(stderr).toMatch(
    /\nThe connection to Redis at 127\.0\.0\.1:\d+ \(--redis\) was lost: .*\. Run the same command again\.\n/,
  );
  expect(code).toBe(75);
  const again = await command.run(["import", "r.ndjson", "--per-minute=0"]);
  expect(again.code).toBe(0);
  expect(command.github.stored).toHaveLength(60);
});

test("exit 2 for what is no URL of Redis", async () => {
  command.write("r.ndjson", records(1));
  const { code, stderr } = await command.run(["import", "r.ndjson", "--redis=localhost:6379"]);
  expect([code, stderr]).toEqual([2, "--redis must be a URL such as redis://host:6379.\n"]);
});
