import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { createPace, PACE_ID, type Pace } from "../../src/github/create-pace.ts";
import type { Clock } from "../../src/runtime.ts";
import { stopOf } from "../../src/stop.ts";
import { prepareCommand, records } from "../support/run-command.ts";
import { findPort, startRedis } from "../support/start-redis.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(password?: string) {
  const redis = await startRedis(password);
  closing.push(redis.stop);
  return redis;
}

async function pace(
  perMinute: number,
  redis: string | undefined,
  env: Record<string, string> = {},
  sleep: Clock["sleep"] = () => new Promise(() => {}),
  answerWithinMs?: number,
) {
  const ending = new AbortController();
  const created = await createPace(perMinute, redis, { env, ending, clock: { now: Date.now, sleep } }, answerWithinMs);
  closing.push(() => created[Symbol.asyncDispose]());
  return { pace: created, ending };
}

/** As plugin-throttling does before it sends. */
function takeTurn({ group }: Pace, id = PACE_ID): Promise<number> {
  if (group === "none") throw new Error("no pace");
  return group.key(id).schedule(async () => Date.now());
}

/** Reads what Redis knows of a pace. */
function look(url: string) {
  const client = new Redis(url);
  closing.push(() => client.disconnect());
  return async (name: string, id = PACE_ID) => Number(await client.hget(`b_${PACE_ID}-${id}_settings`, name));
}

test("every pace from 1 to 180 a minute works, and none is faster than asked", async () => {
  const { url } = await start();
  const ask = look(url);
  for (let perMinute = 1; perMinute <= 180; perMinute += 1) {
    const { pace: created } = await pace(perMinute, url);
    await takeTurn(created, `${perMinute}`);
    const minTime = await ask("minTime", `${perMinute}`);
    const isRight = Number.isInteger(minTime) && minTime >= 60_000 / perMinute && minTime < 60_000 / perMinute + 1;
    expect([perMinute, minTime, isRight]).toEqual([perMinute, minTime, true]);
  }
});

test("several machines share one pace", async () => {
  const { url } = await start();
  const paces = [(await pace(180, url)).pace, (await pace(180, url)).pace, (await pace(180, url)).pace];
  const times = await Promise.all([...paces, ...paces].map((one) => takeTurn(one)));
  // Five intervals of a third of a second after the first turn, by the count that Redis keeps for all.
  expect((await look(url)("nextRequest")) - Math.min(...times)).toBeGreaterThan(5 * 334 - 200);
});

test("a pace that an earlier run left there does not hold", async () => {
  const { url } = await start();
  await takeTurn((await pace(180, url)).pace);
  const { pace: slower } = await pace(60, url);
  await takeTurn(slower);
  expect(await look(url)("minTime")).toBe(1000);
});

test("0 a minute is no pace, and needs no Redis", async () => {
  expect((await pace(0, "redis://127.0.0.1:1")).pace.group).toBe("none");
});

test("REDIS_URL is taken in place of --redis, with a password; --redis comes before it", async () => {
  const { host, url } = await start("hunter2");
  const REDIS_URL = `redis://:hunter2@${host}`;
  await takeTurn((await pace(180, undefined, { REDIS_URL })).pace);
  await expect(pace(180, url, { REDIS_URL })).rejects.toMatchObject({
    end: "usage",
    message: expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ \(--redis\) refuses the username or password: NOAUTH/),
  });
});

test("a wrong password is wrong usage, and is not shown", async () => {
  const { host } = await start("hunter2");
  const stop = await pace(180, undefined, { REDIS_URL: `redis://:secret@${host}` }).catch((error) => error);
  expect(stop).toMatchObject({
    end: "usage",
    message: expect.stringMatching(
      /^Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) refuses the username or password: WRONGPASS .*\. Nothing was sent\.$/,
    ),
  });
  expect(stop.message).not.toContain("secret");
});

test("no Redis: nothing is sent, and no password is shown", async () => {
  const url = `redis://:secret@127.0.0.1:${await findPort()}`;
  const stop = await pace(180, url).catch((error) => error);
  expect(stop).toMatchObject({
    end: "interrupted",
    message: expect.stringMatching(
      /^Redis at 127\.0\.0\.1:\d+ \(--redis\) cannot be reached: .*ECONNREFUSED.*\. Nothing was sent\.$/,
    ),
  });
  expect(stop.message).not.toContain("secret");
});

test("a server that takes connections and says nothing is no Redis", async () => {
  // It reads, so that it sees when a connection ends, and ends it, too.
  const silent = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
  closing.push(() => once(silent.close(), "close"));
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  // Its time is up as soon as it is connected.
  const sleep = async () => void (await once(silent, "connection"));
  const connecting = pace(180, `redis://127.0.0.1:${port}`, {}, sleep);
  await expect(connecting).rejects.toMatchObject({
    end: "interrupted",
    message: expect.stringContaining("cannot be reached: "),
  });
});

test.each([
  ["goes away", "SIGKILL"],
  ["answers no more", "SIGSTOP"],
] as const)("a Redis that %s ends the run", async (_how, signal) => {
  const { url, child } = await start();
  const { pace: created, ending } = await pace(180, url, {}, undefined, 1000);
  await takeTurn(created);
  expect(ending.signal.aborted).toBe(false);
  const ended = once(ending.signal, "abort");
  child.kill(signal);
  // It never gets its turn.
  takeTurn(created).catch(() => {});
  await ended;
  expect(stopOf(ending.signal)).toMatchObject({
    end: "interrupted",
    message: expect.stringMatching(/^The connection to Redis at 127\.0\.0\.1:\d+ \(--redis\) was lost: .*\.$/),
  });
});

test("a pace that is closed ends nothing", async () => {
  const { url, stop } = await start();
  const { pace: created, ending } = await pace(180, url);
  await takeTurn(created);
  await created[Symbol.asyncDispose]();
  await stop();
  await new Promise(setImmediate);
  expect(ending.signal.aborted).toBe(false);
});

test.each(["localhost:6379", "http://localhost:6379", "redis://", "none"])("%s is no URL of Redis", async (url) => {
  await expect(pace(180, url)).rejects.toMatchObject({
    end: "usage",
    message: "--redis must be a URL such as redis://host:6379.",
  });
  await expect(pace(180, undefined, { REDIS_URL: url })).rejects.toMatchObject({
    message: "REDIS_URL must be a URL such as redis://host:6379.",
  });
});

const command = prepareCommand();

test("DEBUG=* prints no password", async () => {
  const { host } = await start("hunter2");
  command.write("records.ndjson", records(2));
  const env = { DEBUG: "*", REDIS_URL: `redis://:hunter2@${host}` };
  const { code, stdout, stderr } = await command.run(["import", "records.ndjson", "--per-minute=180"], env);
  expect(stderr).toContain("All stored");
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain("hunter2");
});

test("three processes share one pace, and together send everything once", async () => {
  const { url } = await start();
  command.write("records.ndjson", records(9));
  const results = await Promise.all(
    ["1/3", "2/3", "3/3"].map((shard) =>
      command.run(["import", "records.ndjson", "--per-minute=180", `--redis=${url}`, `--shard=${shard}`]),
    ),
  );
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  const times = command.github.requests.filter(({ method }) => method === "POST").map(({ at }) => at);
  expect(new Set(command.github.stored.map(({ record: { name } }) => name)).size).toBe(9);
  // Eight intervals of a third of a second, less what the first was late; three paces would take two.
  expect(Number(times.at(-1)) - Number(times[0])).toBeGreaterThan(4 * 334);
});
