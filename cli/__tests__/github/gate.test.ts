import { getMaxListeners } from "node:events";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { connect } from "../../src/github/connect.ts";
import { createPace } from "../../src/github/create-pace.ts";
import { Stop, stopOf } from "../../src/stop.ts";
import { API_URL, createFakeServer, createRuntime, type Fate, finish, START } from "../support/fake-server.ts";
import { sendable } from "../support/fake-world.ts";

beforeEach(() => {
  jest.useFakeTimers({ now: START, doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

async function start({ perMinute = 0, maxWaitMs = 900_000, behindMs = 0 } = {}) {
  const server = createFakeServer({ behindMs });
  const runtime = createRuntime(server.fetch);
  const pace = await createPace(perMinute, undefined, runtime);
  const credentials = { source: "GH_TOKEN", token: "secret" } as const;
  const github = await finish(connect({ apiUrl: API_URL, credentials, pace, maxWaitMs, runtime }));
  /** When requests other than that for the clock left, in s. */
  const times = () => server.sent.slice(1).map(({ at }) => at);
  const create = (count: number) =>
    Promise.allSettled(Array.from({ length: count }, (_one, index) => github.create(sendable(index))));
  return { server, runtime, github, times, create };
}

const secondary = (after?: string, more: Record<string, string> = {}): Fate => ({
  status: 403,
  headers: { ...(after !== undefined && { "retry-after": after }), ...more },
  body: { message: "You have exceeded a secondary rate limit." },
});

const HOUR_MS = 3_600_000;

test.each([
  ["seconds", 7, "7"],
  ["a fraction of a second", 1, "0.001"],
  ["none", 1, "0"],
  ["a negative number", 1, "-1"],
  ["nonsense", 60, "soon"],
  ["what a lenient parser takes for a date of the past", 60, "1,5"],
  ["a number beside a word", 60, "after 60"],
  ["nothing", 60, undefined],
])("Retry-After with %s: the next request leaves %s s later", async (_what, seconds, after) => {
  const { server, times, create } = await start();
  server.fates.push(secondary(after));
  await finish(create(1));
  expect(times()).toEqual([0, seconds]);
  expect(server.stored).toHaveLength(1);
});

test.each([
  ["right", 0],
  ["ten minutes ahead", -600_000],
  ["hours ahead", -5 * HOUR_MS],
  ["hours behind", 5 * HOUR_MS],
])("a limit is GitHub's time, with this machine's clock %s", async (_how, behindMs) => {
  const { server, times, create } = await start({ behindMs });
  server.fates.push(() => secondary(new Date(server.now().getTime() + 90_000).toUTCString()));
  await finish(create(1));
  expect(times()).toEqual([0, 90]);

  const primary = await start({ behindMs });
  primary.server.fates.push(() => ({
    status: 403,
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${primary.server.now().getTime() / 1000 + 300}` },
    body: { message: "API rate limit exceeded" },
  }));
  await finish(primary.create(1));
  const [first = 0, second = 0] = primary.times();
  // One second more: GitHub's clock tells whole ones.
  expect(second - first).toBe(301);
  expect(primary.runtime.output.said).toMatch(/^GitHub's rate limit: nothing is sent until .*, in 5 min 1 s\.\n$/);
});

test("a limit without a date, or with a reset that is none: a minute", async () => {
  const { server, times, create } = await start();
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${START / 1000 + 10}`, date: undefined };
  server.fates.push({ status: 429, headers, body: { message: "" } });
  await finish(create(1));
  server.fates.push({
    status: 429,
    headers: { ...headers, "x-ratelimit-reset": "never", date: server.now().toUTCString() },
  });
  await finish(create(1));
  expect(times()).toEqual([0, 60, 60, 120]);
});

test("after a limit one request goes first, and the others when it is answered", async () => {
  const { server, times, create, runtime } = await start();
  server.fates.push(...Array.from({ length: 5 }, () => secondary("10")));
  server.fates.push(() => {
    // Nobody else leaves meanwhile.
    expect(server.sent).toHaveLength(1 + 5 + 1);
    return secondary("10");
  });
  await finish(create(5));
  // The five that were under way count as one limit; the first after it is limited again: a minute.
  expect(times()).toEqual([0, 0, 0, 0, 0, 10, 70, 70, 70, 70, 70]);
  expect(server.stored).toHaveLength(5);
  // Each limit is said once, however many wait for it.
  expect(runtime.output.said).toMatch(/^GitHub's [^\n]*, in 10 s\.\nGitHub's [^\n]*, in 1 min\.\n$/);
});

test("where the first one after a limit fails for another reason, another goes first", async () => {
  const { server, times, create } = await start();
  server.fates.push(
    secondary("10"),
    secondary("10"),
    { status: 502, body: { message: "Server Error" } },
    secondary("5"),
  );
  const [one, other] = await finish(create(2));
  expect([one?.status, other?.status].sort()).toEqual(["fulfilled", "rejected"]);
  expect(times()).toEqual([0, 0, 10, 10, 70]);
});

/** An answer that comes later, by s of the clock. */
const after = (seconds: number, fate: Fate) => () =>
  new Promise<Fate>((resolve) => {
    setTimeout(resolve, seconds * 1000, fate);
  });
const STORED: Fate = { body: { total_count: 1 } };

test("a limit that an answer from before tells does not end one that holds longer", async () => {
  const { server, times, create } = await start();
  server.fates.push(secondary("60"), after(5, secondary("1")));
  await finish(create(2));
  expect(times()).toEqual([0, 0, 60, 60]);
});

test("a limit that an answer from before tells while the first one is under way holds for the rest", async () => {
  const { server, times, create } = await start();
  server.fates.push(secondary("10"), after(12, secondary("30")), after(3, STORED));
  const both = create(2);
  await jest.advanceTimersByTimeAsync(20_000);
  await finish(Promise.all([both, create(1)]));
  expect(times()).toEqual([0, 0, 10, 42, 42]);
});

test("a limit that comes while the first one waits for its turn holds for it, too", async () => {
  const { server, times, create } = await start({ perMinute: 6 });
  server.fates.push(after(10, secondary("5")), after(8, secondary("30")));
  await finish(create(2));
  const [, , third = 0] = times();
  expect(third).toBeGreaterThanOrEqual(48);
  expect(times()).toHaveLength(4);
});

test("a refusal of the first one after a limit ends the limit, too", async () => {
  const { server, times, create } = await start();
  server.fates.push(secondary("10"), secondary("10"), { status: 422, body: { message: "Invalid" } }, secondary("5"));
  await finish(create(2));
  expect(times()).toEqual([0, 0, 10, 10, 15]);
});

test("what waited for a limit leaves in the pace again", async () => {
  const { server, times, create } = await start({ perMinute: 60 });
  server.fates.push({ body: { total_count: 1 } }, () => secondary("10"));
  await finish(create(6));
  const [, limited = 0, ...rest] = times();
  expect(rest[0]).toBeGreaterThanOrEqual(limited + 10);
  const gaps = rest.slice(1).map((time, index) => time - Number(rest[index]));
  // Bottleneck's timers may be late by a millisecond.
  for (const gap of gaps) expect(gap).toBeGreaterThan(0.99);
  expect(rest).toHaveLength(5);
});

test("the last request of the limit is noticed, so that none is refused", async () => {
  const { server, times, github } = await start();
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${START / 1000 + 30}` };
  server.fates.push({ body: { total_count: 1 }, headers });
  await github.create(sendable(1));
  expect(github.remaining).toBe(0);
  expect(github.shutUntil).toBe(START + 31_000);
  await finish(github.create(sendable(2)));
  expect(times()).toEqual([0, 31]);
  expect(github.shutUntil).toBeUndefined();
  expect(github.remaining).toBeUndefined();
});

test("a limit that lasts longer than --max-wait ends the run at once, and nothing has left", async () => {
  const { server, runtime, create, times } = await start({ maxWaitMs: 30_000 });
  server.fates.push(secondary("31"));
  const results = await finish(create(3));
  expect(times()).toEqual([0, 0, 0]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(stopOf(runtime.ending.signal)).toMatchObject({
    end: "interrupted",
    message: expect.stringMatching(
      /^GitHub's secondary rate limit lasts until .*, in 31 s, which is longer than --max-wait\. Wait until then\.$/,
    ),
  });
});

test("a limit that is never lifted ends the run, though each wait is short; a success begins anew", async () => {
  const { server, runtime, create, times } = await start({ maxWaitMs: 100_000 });
  // 50 s, a success, 50 s: neither is longer than 100 s.
  server.fates.push(secondary("50"));
  await finish(create(1));
  server.fates.push(secondary("51"));
  await finish(create(1));
  expect(runtime.ending.signal.aborted).toBe(false);
  server.fates.push(...Array.from({ length: 9 }, () => secondary("1")));
  await finish(create(1));
  expect(stopOf(runtime.ending.signal)?.end).toBe("interrupted");
  expect(times()).toEqual([0, 50, 50, 101, 101, 102, 162]);
});

test("more requests than Node has listeners for can wait at a time", async () => {
  const { server, create, runtime } = await start();
  server.fates.push(secondary("10"));
  await finish(create(30));
  expect(server.stored).toHaveLength(30);
  expect(getMaxListeners(runtime.ending.signal)).toBe(Number.POSITIVE_INFINITY);
});

test("a permission is no limit", async () => {
  const { server, create, times } = await start();
  server.fates.push({ status: 403, body: { message: "Resource not accessible by integration" } });
  const [result] = await finish(create(1));
  expect(result).toMatchObject({ status: "rejected", reason: { status: 403 } });
  expect(times()).toEqual([0]);
});

test("the end of the run gives up what waits for its turn, and waits for what has left", async () => {
  const { server, runtime, create, github } = await start({ perMinute: 60 });
  let answer = (_fate: Fate) => {};
  server.fates.push(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const both = create(2);
  await jest.advanceTimersByTimeAsync(500);
  const reason = new Error("Stopped.");
  runtime.ending.abort(reason);
  await jest.advanceTimersByTimeAsync(5000);
  answer({ body: { total_count: 1, storage_records: [{ id: 7 }] } });
  expect(await finish(both)).toEqual([
    { status: "fulfilled", value: [{ id: 7 }] },
    { status: "rejected", reason },
  ]);
  await expect(github.create(sendable(3))).rejects.toBe(reason);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(server.sent.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("the end of the run gives up what waits for a limit, and for the first one after it", async () => {
  const { server, runtime, create } = await start();
  server.fates.push(secondary("10"), secondary("10"), "silence");
  const both = create(2);
  await jest.advanceTimersByTimeAsync(15_000);
  const reason = new Error("Stopped.");
  runtime.ending.abort(reason);
  const late = { status: "rejected", reason: expect.objectContaining({ message: "No answer within 60 s." }) };
  expect(await finish(both)).toEqual([late, { status: "rejected", reason }]);
  expect(server.sent.filter(({ method }) => method === "POST")).toHaveLength(3);
});

test("60 s without an answer are none", async () => {
  const { server, github } = await start();
  server.fates.push("silence");
  const result = github.create(sendable(1)).catch((error) => error.message);
  await jest.advanceTimersByTimeAsync(59_999);
  expect(await Promise.race([result, "waiting"])).toBe("waiting");
  await jest.advanceTimersByTimeAsync(1);
  expect(await result).toBe("No answer within 60 s.");
  expect(server.stored).toEqual([]);
});

test("the end of the run gives up a lookup that is to be tried again", async () => {
  const { server, runtime, github } = await start();
  server.fates.push({ status: 502, body: { message: "Server Error" } });
  const reason = new Stop("stopped", "Stopped.");
  const looked = github.list("octo-org", sendable(1).digest).catch((error) => error);
  await jest.advanceTimersByTimeAsync(500);
  expect(server.sent).toHaveLength(2);
  runtime.ending.abort(reason);
  expect(await looked).toBe(reason);
});

test("nothing is left running once it is closed", async () => {
  const { github } = await start();
  await github.create(sendable(1));
  await github[Symbol.asyncDispose]();
  await jest.advanceTimersByTimeAsync(0);
  expect(jest.getTimerCount()).toBe(0);
});
