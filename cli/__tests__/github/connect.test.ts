import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { connect } from "../../src/github/connect.ts";
import { createPace, DEFAULT_PER_MINUTE } from "../../src/github/create-pace.ts";
import { findRecord } from "../../src/github/find-record.ts";
import { readCredentials } from "../../src/github/read-credentials.ts";
import { API_URL, createFakeServer, createRuntime, type Fate, finish, START, until } from "../support/fake-server.ts";
import { sendable } from "../support/fake-world.ts";

beforeEach(() => {
  jest.useFakeTimers({ now: START, doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const APP = {
  GITHUB_APP_ID: "1",
  GITHUB_APP_PRIVATE_KEY: String(privateKey.export({ type: "pkcs1", format: "pem" })),
  GITHUB_APP_INSTALLATION_ID: "7",
};

type Server = ReturnType<typeof createFakeServer>;

async function begin(server: Server, env: Record<string, string> = { GH_TOKEN: "secret" }, perMinute = 0) {
  const runtime = createRuntime(server.fetch, env);
  const pace = await createPace(perMinute, undefined, runtime);
  const options = { apiUrl: API_URL, credentials: readCredentials(env), pace, maxWaitMs: 900_000, runtime };
  return { runtime, output: runtime.output, connecting: connect(options) };
}

async function start(server: Server, env?: Record<string, string>, perMinute?: number) {
  const { runtime, connecting } = await begin(server, env, perMinute);
  // A signature takes no time of jest's.
  return { runtime, github: await (env === APP ? connecting : finish(connecting)) };
}

const requests = ({ sent }: Server) => sent.map(({ method, path }) => `${method} ${path}`);
const coded = (code: string): Fate =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) });
const CREATE = "POST /orgs/octo-org/artifacts/metadata/storage-record";

test("GitHub's clock is known before anything is sent, and is that of its last answer", async () => {
  const server = createFakeServer({ behindMs: -7_200_000 });
  const { github, runtime } = await start(server);
  expect(requests(server)).toEqual(["GET /rate_limit"]);
  expect(github.now()).toEqual(new Date("2026-11-27T04:00:00Z"));
  expect(runtime.mayHaveStored).toBe(false);
  await jest.advanceTimersByTimeAsync(5_500);
  // No later than it is, whatever this machine's clock does meanwhile.
  expect(github.now()).toEqual(new Date("2026-11-27T04:00:00Z"));
  expect(await github.create(sendable(1))).toMatchObject([{ id: 1, name: "libfoo-1" }]);
  expect(github.now()).toEqual(new Date("2026-11-27T04:00:05Z"));
  expect(runtime.mayHaveStored).toBe(true);
});

test("a refusal has the time, too, and so has a server's error", async () => {
  for (const status of [404, 403, 500, 502]) {
    const server = createFakeServer();
    server.clockFates.push({ status, body: { message: "Rate limiting is not enabled." } });
    const { github } = await start(server);
    expect(github.now()).toEqual(new Date(START));
    expect(requests(server)).toEqual(["GET /rate_limit"]);
  }
});

test("the token and what the client is stand in each request", async () => {
  const server = createFakeServer();
  const { github } = await start(server);
  await github.create(sendable(1));
  for (const { headers } of server.sent) {
    expect(headers.authorization).toBe("token secret");
    expect(headers["user-agent"]).toMatch(/^artifact-storage-record\/\d+\.\d+\.\d+ octokit-core/);
  }
  expect(JSON.parse(server.sent[1]?.body ?? "")).toEqual({
    name: "libfoo-1",
    digest: sendable(1).digest,
    registry_url: "https://reg.example.com/",
    github_repository: "libfoo",
  });
});

test.each<[string, Fate[], object]>([
  [
    "a wrong token",
    [{ status: 401, body: { message: "Bad credentials" } }],
    { end: "refused", message: "GitHub does not accept GH_TOKEN: Bad credentials\nNothing was sent." },
  ],
  [
    "a certificate that is not trusted",
    [coded("SELF_SIGNED_CERT_IN_CHAIN")],
    {
      end: "usage",
      message:
        "GitHub's certificate is not trusted: SELF_SIGNED_CERT_IN_CHAIN. If it is that of your own proxy or server, set NODE_EXTRA_CA_CERTS to the file of its authority's certificate. Nothing was sent.",
    },
  ],
  [
    "no network",
    [coded("ENOTFOUND"), coded("ENOTFOUND"), coded("ENOTFOUND")],
    {
      end: "interrupted",
      message: "GitHub cannot be reached: ENOTFOUND. Check the network. Nothing was sent.",
    },
  ],
  [
    "no answer",
    ["silence", "silence", "silence"],
    {
      end: "interrupted",
      message: "GitHub cannot be reached: No answer within 60 s. Check the network. Nothing was sent.",
    },
  ],
  [
    "answers without a date",
    [{ headers: { date: undefined } }],
    {
      end: "interrupted",
      message: expect.stringMatching(/^The answers of GitHub have no `date`, .* Nothing was sent\. Check/),
    },
  ],
  ["a date that is none", [{ headers: { date: "now" } }], { end: "interrupted" }],
])("%s is known before anything is sent", async (_what, fates, stop) => {
  const server = createFakeServer();
  server.clockFates.push(...fates);
  await expect(start(server)).rejects.toMatchObject(stop);
  expect(requests(server)).toEqual(fates.map(() => "GET /rate_limit"));
});

test("a network that comes back is waited for: 1 s, then 4 s", async () => {
  const server = createFakeServer();
  server.clockFates.push(coded("ECONNRESET"), coded("ENOTFOUND"));
  await start(server);
  expect(server.sent.map(({ at }) => at)).toEqual([0, 1, 5]);
});

test("a limit before the first record is waited for", async () => {
  const server = createFakeServer();
  server.clockFates.push({ status: 429, headers: { "retry-after": "20" }, body: { message: "" } });
  await start(server);
  expect(server.sent.map(({ at }) => at)).toEqual([0, 20]);
});

test("what the plugin calls `auth` is said as the variable", async () => {
  const server = createFakeServer();
  const { github } = await start(server, { GITHUB_TOKEN: "secret" });
  server.fates.push({ status: 401, body: { message: "Bad credentials" } });
  const { message } = await github.create(sendable(1)).catch((error) => error);
  expect(message).toContain("The token (GITHUB_TOKEN) is missing");
  expect(message).not.toContain("auth`");
});

test("a refusal says which variable the token is from, be it a personal access token", async () => {
  const server = createFakeServer();
  const { github } = await start(server);
  const words = "Resource not accessible by personal access token";
  server.fates.push({ status: 403, body: { message: words } });
  const { message } = await finish(github.create(sendable(1)).catch((error) => error));
  expect(message).toContain("The personal access token (GH_TOKEN) lacks the permission");
  expect(message).toContain('The resource owner of the personal access token (GH_TOKEN) is not "octo-org".');
});

test("GitHub's words for an artifact without records are an empty list; any other 404 is none", async () => {
  const server = createFakeServer();
  const { github, runtime } = await start(server);
  server.fates.push({ status: 404, body: { message: "no artifacts found" } });
  expect(await finish(github.list("octo-org", sendable(1).digest))).toEqual([]);
  server.fates.push({ status: 404, body: { message: "Not Found" } });
  await expect(finish(github.list("octo-org", sendable(1).digest))).rejects.toMatchObject({ status: 404 });
  server.stored.push({ id: 5 });
  server.fates.push({ body: { total_count: 1, storage_records: [{ id: 5 }] } }, { body: { total_count: 0 } });
  expect(await finish(github.list("octo-org", sendable(1).digest))).toEqual([{ id: 5 }]);
  expect(await finish(github.list("octo-org", sendable(1).digest))).toEqual([]);
  expect(runtime.mayHaveStored).toBe(false);
});

test.each([
  [{ total_count: 1 }, "GitHub counts 1 records, but lists 0."],
  [{ total_count: 2, storage_records: [{ id: 5 }] }, "GitHub counts 2 records, but lists 1."],
  [{ total_count: 1, storage_records: "x" }, "GitHub's answer is no list of records."],
  [{ total_count: 1, storage_records: [null] }, "GitHub's answer is no list of records."],
])("a list that contradicts itself says of no record that it is missing: %j", async (body, message) => {
  const server = createFakeServer();
  const { github } = await start(server);
  server.fates.push({ body });
  await expect(finish(github.list("octo-org", sendable(1).digest))).rejects.toThrow(message);
  server.fates.push({ body });
  const search = { since: new Date(START), known: () => false, another: () => false };
  expect(await finish(findRecord(github, { record: sendable(1), ...search }))).toEqual({
    state: "unknown",
    message: `The lookup failed: ${message}`,
  });
});

test("a lookup is tried again, a record is not", async () => {
  const server = createFakeServer();
  const { github } = await start(server);
  server.fates.push({ status: 502, body: { message: "" } }, coded("ECONNRESET"));
  expect(await finish(github.list("octo-org", sendable(1).digest))).toEqual([]);
  server.fates.push({ status: 502, body: { message: "Server Error" } });
  await expect(finish(github.create(sendable(1)))).rejects.toMatchObject({ status: 502 });
  expect(server.sent.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("a lookup that nothing gets through for ends the run", async () => {
  const server = createFakeServer();
  const { github, runtime } = await start(server);
  server.fates.push(...Array.from({ length: 4 }, () => coded("ECONNRESET")));
  const stop = await finish(github.list("octo-org", sendable(1).digest)).catch((error) => error);
  expect(stop).toMatchObject({
    end: "interrupted",
    message: expect.stringMatching(/^GitHub cannot be reached: ECONNRESET\./),
  });
  expect(runtime.ending.signal.reason).toBe(stop);
});

test("by default a record a second is sent, and never more", async () => {
  const server = createFakeServer();
  const { github } = await start(server, undefined, DEFAULT_PER_MINUTE);
  await finish(Promise.all([1, 2, 3, 4].map((number) => github.create(sendable(number)))));
  const times = server.sent.slice(1).map(({ at }) => at);
  expect(times).toHaveLength(4);
  // Bottleneck's timers may be late by a millisecond.
  for (const [index, time] of times.entries()) expect(Math.abs(time - Number(times[0]) - index)).toBeLessThan(0.01);
});

test("an App's token is fetched once for all requests, and again after an hour", async () => {
  const server = createFakeServer();
  const { github } = await start(server, APP);
  const fetched = () => requests(server).filter((one) => one === "POST /app/installations/7/access_tokens").length;
  const token = () => server.sent.at(-1)?.headers.authorization;
  await Promise.all([1, 2, 3].map((number) => github.create(sendable(number))));
  await finish(github.list("octo-org", sendable(1).digest));
  expect([fetched(), token()]).toEqual([1, "token ghs_1"]);
  await jest.advanceTimersByTimeAsync(58 * 60_000);
  await github.create(sendable(4));
  expect([fetched(), token()]).toEqual([1, "token ghs_1"]);
  await jest.advanceTimersByTimeAsync(2 * 60_000);
  await Promise.all([5, 6, 7].map((number) => github.create(sendable(number))));
  await finish(github.list("octo-org", sendable(1).digest));
  expect([fetched(), token()]).toEqual([2, "token ghs_2"]);
});

test("a wrong installation is said to be that, and not to be no organization", async () => {
  const server = createFakeServer();
  server.fates.push({ status: 404, body: { message: "Not Found" } });
  await expect(start(server, APP)).rejects.toMatchObject({
    end: "refused",
    message:
      "GitHub does not accept GITHUB_APP_PRIVATE_KEY: GitHub gives the App no token: 404, Not Found. GITHUB_APP_INSTALLATION_ID is not that of an installation of the App GITHUB_APP_ID. Check both.\nNothing was sent.",
  });
  expect(requests(server)).toEqual(["POST /app/installations/7/access_tokens"]);
});

test("an installation that is suspended meanwhile is said to be that", async () => {
  const server = createFakeServer();
  const { github } = await start(server, APP);
  await jest.advanceTimersByTimeAsync(3_600_000);
  server.fates.push({ status: 404, body: { message: "Not Found" } });
  const { request, response } = await github.create(sendable(1)).catch((error) => error);
  expect([request.url, response.status]).toEqual([`${API_URL}/app/installations/7/access_tokens`, 404]);
});

test("the limit of an App's own requests is not that of the records", async () => {
  const server = createFakeServer();
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${START / 1000 + 3600}` };
  const expires_at = "2026-11-27T07:00:00Z";
  server.fates.push({ status: 201, headers, body: { token: "ghs_1", expires_at, permissions: {} } });
  const { github } = await start(server, APP);
  expect([github.remaining, github.shutUntil]).toEqual([undefined, undefined]);
});

test("a limit that an App's token meets is waited for, like any other", async () => {
  const server = createFakeServer();
  server.fates.push({ status: 403, headers: { "retry-after": "20" }, body: { message: "secondary rate limit" } });
  const { output, connecting } = await begin(server, APP);
  await until(() => output.said !== "");
  await jest.advanceTimersByTimeAsync(20_000);
  await connecting;
  expect(server.sent.map(({ at, path }) => [at, path])).toEqual([
    [0, "/app/installations/7/access_tokens"],
    [20, "/app/installations/7/access_tokens"],
    [20, "/rate_limit"],
  ]);
});

test("an App's token that does not come in 60 s is not waited for", async () => {
  const server = createFakeServer();
  server.fates.push("silence");
  const { connecting } = await begin(server, APP);
  await until(() => server.sent.length === 1);
  await jest.advanceTimersByTimeAsync(60_000);
  await jest.advanceTimersByTimeAsync(1_000);
  await connecting;
  expect(requests(server)).toEqual([
    "POST /app/installations/7/access_tokens",
    "POST /app/installations/7/access_tokens",
    "GET /rate_limit",
  ]);
});

test.each([301, 302, 303])("a POST that is redirected by %d is not followed, and is not stored", async (status) => {
  const server = createFakeServer();
  const { github } = await start(server);
  server.fates.push(
    { status, headers: { location: "https://login.example.com/?secret" } },
    { body: { total_count: 1 } },
  );
  await expect(github.create(sendable(1))).rejects.toMatchObject({
    message: `The answer was a redirect (${status}) to https://login.example.com, which a POST does not follow.`,
  });
  expect(requests(server)).toEqual(["GET /rate_limit", CREATE]);
});

test.each([307, 308])("a POST that is redirected by %d within GitHub is followed as a POST", async (status) => {
  const server = createFakeServer();
  const { github } = await start(server);
  const moved = "/organizations/1/artifacts/metadata/storage-record";
  server.fates.push({ status, headers: { location: moved } });
  expect(await github.create(sendable(1))).toMatchObject([{ id: 1 }]);
  expect(requests(server)).toEqual(["GET /rate_limit", CREATE, `POST ${moved}`]);
  expect(server.sent[2]).toMatchObject({ body: server.sent[1]?.body, headers: { authorization: "token secret" } });
});

test.each([
  ["to another server", "https://api.example.com/", " to https://api.example.com"],
  ["to another port", "https://api.github.com:8443/", " to https://api.github.com:8443"],
  ["unencrypted", "http://api.github.com/", " to http://api.github.com"],
  ["with a password, which is not shown", "https://user:hunter2@api.github.com/", " to https://api.github.com"],
  ["nowhere", undefined, ""],
  ["to what is no URL", "https://", ""],
])("a POST that is redirected by 307 %s is not followed", async (_where, location, to) => {
  const server = createFakeServer();
  const { github } = await start(server);
  server.fates.push({ status: 307, headers: { location } });
  await expect(github.create(sendable(1))).rejects.toMatchObject({
    message: `The answer was a redirect (307)${to}, which a POST does not follow.`,
  });
  expect(requests(server)).toEqual(["GET /rate_limit", CREATE]);
});

test("redirects that never end are given up", async () => {
  const server = createFakeServer();
  const { github } = await start(server);
  server.fates.push(...Array.from({ length: 50 }, () => ({ status: 308, headers: { location: "/again" } })));
  await expect(github.create(sendable(1))).rejects.toMatchObject({
    message: expect.stringContaining("a redirect (308)"),
  });
  expect(server.sent.length).toBeLessThan(25);
});

test("an empty --redis, as of a variable that is not set, is no pace for this machine alone", async () => {
  const runtime = createRuntime(createFakeServer().fetch, { REDIS_URL: "redis://127.0.0.1" });
  await expect(createPace(60, "", runtime)).rejects.toMatchObject({
    end: "usage",
    message: "--redis is empty. Give its URL, or leave it out.",
  });
});
