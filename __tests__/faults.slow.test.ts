import { once } from "node:events";
import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { artifactStorage } from "../src/index.ts";
import { RECORD } from "./support/octokit.ts";

// Real sockets, and beside each call the same one through the host's bare request: it must fare no better.

type LocalGitHub = Awaited<ReturnType<typeof startLocalGitHub>>;
type Fault = LocalGitHub["faults"][number];

const CALL = { org: "octo-org", ...RECORD, github_repository: "libfoo" };
const ROUTE = "POST /orgs/{org}/artifacts/metadata/storage-record";
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

let github: LocalGitHub;
beforeEach(async () => {
  github = await startLocalGitHub();
});
afterEach(() => github.close());

/** GitHub refuses, and stores nothing. */
const refuse =
  (status: number, message: string, headers: Record<string, string> = {}): Fault =>
  ({ send }) =>
    send(status, { message }, headers);

/** Somebody else answers. */
const answer =
  (status: number, headers: Record<string, string>, body?: string): Fault =>
  ({ response }) =>
    response.writeHead(status, headers).end(body);

/** The connection is reset before an answer. */
const reset: Fault = ({ request }) => request.socket.destroy();

/** The record is stored, and the connection is reset before the answer. */
const resetOnceStored: Fault = ({ request, handle }) => {
  handle();
  request.socket.destroy();
};

/** The connection ends with the answer, though it was to be kept. */
const resetAfter: Fault = ({ request, response, handle, send }) => {
  response.once("finish", () => request.socket.end());
  const [status, data] = handle();
  send(status, data);
};

/** The record is stored, but the connection ends with the answer's head and a part of its body. */
const cutOff =
  (part: string): Fault =>
  ({ request, response, handle }) => {
    handle();
    response.writeHead(200, { ...JSON_TYPE, "content-length": 100 }).flushHeaders();
    response.write(part, () => request.socket.end());
  };

interface Outcome {
  result: string;
  requests: number;
  stored: number;
}

type Plugins = Parameters<typeof Octokit.plugin>;
type Call = (octokit: Octokit & ReturnType<typeof artifactStorage>, parameters: object) => Promise<unknown>;
const ours: Call = ({ rest }, parameters) =>
  Reflect.apply(rest.orgs.createArtifactStorageRecord, undefined, [parameters]);
const bare: Call = ({ request }, parameters) => Reflect.apply(request, undefined, [ROUTE, parameters]);

/** One call among these faults: what came of it, how many requests it took, and how many records are stored. */
async function outcomeOf(
  call: Call,
  faults: Fault[],
  plugins: Plugins = [artifactStorage],
  given: object = {},
): Promise<Outcome> {
  const [requests, stored] = [github.requests.length, github.stored.length];
  github.faults.push(...faults);
  const options = {
    auth: "local-token",
    baseUrl: github.url,
    retry: { retryAfterBaseValue: 1 },
    throttle: { retryAfterBaseValue: 1, onRateLimit: () => true, onSecondaryRateLimit: () => true },
  };
  const octokit = Object(new (Octokit.plugin(...plugins))(options));
  const result = await call(octokit, { ...CALL, ...given }).then(
    (response) => (typeof Object(response).data.total_count === "number" ? "a record" : "no record"),
    (error) => `${error.name} ${error.status}`,
  );
  github.faults.length = 0;
  return { result, requests: github.requests.length - requests, stored: github.stored.length - stored };
}

/** Both ways, one after the other. */
async function bothWays(faults: Fault[], plugins?: Plugins) {
  return {
    ours: await outcomeOf(ours, faults, plugins),
    bare: await outcomeOf(bare, faults, plugins),
  };
}

describe("the same outcome as bare request, with as many requests", () => {
  const RETRYING: Plugins = [artifactStorage, retry];
  const THROTTLED: Plugins = [artifactStorage, throttling];
  const SECONDARY = "You have exceeded a secondary rate limit.";

  test.each<[what: string, faults: Fault[], expected: Outcome, plugins?: Plugins]>([
    ["no fault", [], { result: "a record", requests: 1, stored: 1 }],
    ["500", [refuse(500, "Server Error")], { result: "HttpError 500", requests: 1, stored: 0 }],
    [
      "500, then 200, with plugin-retry",
      [refuse(500, "Server Error")],
      { result: "a record", requests: 2, stored: 1 },
      RETRYING,
    ],
    [
      "429 with a secondary limit, with plugin-throttling",
      [refuse(429, SECONDARY, { "retry-after": "1" })],
      { result: "a record", requests: 2, stored: 1 },
      THROTTLED,
    ],
    [
      "403 with a secondary limit, with plugin-throttling",
      [refuse(403, SECONDARY, { "retry-after": "1" })],
      { result: "a record", requests: 2, stored: 1 },
      THROTTLED,
    ],
    ["a reset before the answer", [reset], { result: "HttpError 500", requests: 1, stored: 0 }],
    ["a reset before the answer, with plugin-retry", [reset], { result: "a record", requests: 2, stored: 1 }, RETRYING],
    ["a reset after the record was stored", [resetOnceStored], { result: "HttpError 500", requests: 1, stored: 1 }],
    [
      "a page of HTML for an error",
      [answer(502, { "content-type": "text/html" }, "<h1>Bad Gateway</h1>")],
      { result: "HttpError 502", requests: 1, stored: 0 },
    ],
    ["a reset after the whole answer", [resetAfter], { result: "a record", requests: 1, stored: 1 }],
  ])("%s", async (_what, faults, expected, plugins = [artifactStorage]) => {
    expect(await bothWays(faults, plugins)).toEqual({ ours: expected, bare: expected });
  });
});

describe("no record, and bare request calls it a success", () => {
  const ELSEWHERE = answer(200, JSON_TYPE, '{"login":"octo-org"}');

  test.each<[what: string, faults: Fault[], requests: number, stored: number]>([
    ["an answer that is cut off before its body", [cutOff("")], 1, 1],
    ["an answer that is cut off amid its body", [cutOff('{"total_count":')], 1, 1],
    ["truncated JSON", [answer(200, JSON_TYPE, '{"total_count":')], 1, 0],
    ["a page of HTML", [answer(200, { "content-type": "text/html" }, "<h1>Please log in</h1>")], 1, 0],
    ["204", [answer(204, {})], 1, 0],
    ["301 on POST", [answer(301, { location: "/elsewhere" }), ELSEWHERE], 2, 0],
    ["303 on POST", [answer(303, { location: "/elsewhere" }), ELSEWHERE], 2, 0],
  ])("%s", async (_what, faults, requests, stored) => {
    expect(await bothWays(faults, [artifactStorage, retry])).toEqual({
      ours: { result: "UnexpectedResponseError undefined", requests, stored },
      bare: { result: "no record", requests, stored },
    });
  });
});

describe("a record that is redirected", () => {
  const TO_LIST = `/orgs/octo-org/artifacts/${encodeURIComponent(RECORD.digest)}/metadata/storage-records`;
  const RENAMED = "/organizations/1/artifacts/metadata/storage-record";
  const COUNTED = answer(200, JSON_TYPE, '{"total_count":1}');

  test.each([301, 302, 303])("by %i to what answers with a count is not stored, and not said to be", async (status) => {
    expect(await bothWays([answer(status, { location: TO_LIST }), COUNTED])).toEqual({
      ours: { result: "UnexpectedResponseError undefined", requests: 2, stored: 0 },
      bare: { result: "a record", requests: 2, stored: 0 },
    });
  });

  test.each([301, 302, 303])("by %i to its own list is stored, if it is there already", async (status) => {
    await outcomeOf(ours, []);
    const expected = { result: "a record", requests: 2, stored: 0 };
    expect(await bothWays([answer(status, { location: TO_LIST })])).toEqual({ ours: expected, bare: expected });
  });

  test.each([307, 308])("by %i, as after a rename, is what the answer says, and is sent again", async (status) => {
    const expected = { result: "a record", requests: 2, stored: 0 };
    expect(await bothWays([answer(status, { location: RENAMED }), COUNTED])).toEqual({
      ours: expected,
      bare: expected,
    });
    expect(github.requests.map(({ method, url }) => `${method} ${url}`)).toContain(`POST ${RENAMED}`);
  });
});

test("a connection that the server closed while it was idle is replaced", async () => {
  const sockets: Socket[] = [];
  github.server.on("connection", (socket: Socket) => void sockets.push(socket));
  for (const call of [ours, bare]) {
    await outcomeOf(call, []);
    // Closed at both ends when the client has closed its own: no call can meet it half closed.
    await Promise.all(sockets.splice(0).map((socket) => once(socket.end(), "close")));
    expect(await outcomeOf(call, [])).toEqual({ result: "a record", requests: 1, stored: 1 });
  }
});

test("a slow answer is aborted by the caller's signal", async () => {
  /** Aborts when the request has arrived, and answers never. */
  const abortable = (call: Call) => {
    const controller = new AbortController();
    const arrived: Fault = () => controller.abort();
    return outcomeOf(call, [arrived], [artifactStorage], { request: { signal: controller.signal } });
  };
  const [first, second] = [await abortable(ours), await abortable(bare)];
  expect(first).toEqual(second);
  expect(first).toEqual({ result: expect.stringMatching(/Error 500$/), requests: 1, stored: 0 });
});

test.each([
  ["ours", ours],
  ["bare", bare],
] as const)("1,000 calls at once, %s: each is sent once, and none is lost", async (_way, call) => {
  const octokit = new (Octokit.plugin(artifactStorage))({ auth: "local-token", baseUrl: github.url });
  const names = Array.from({ length: 1000 }, (_, index) => `libfoo-${index}`);

  const responses = await Promise.all(names.map((name) => call(octokit, { ...CALL, name })));

  expect(responses.map((response) => Object(response).data.storage_records[0].name)).toEqual(names);
  expect(github.requests).toHaveLength(1000);
  expect(github.stored.map(({ record }) => record.name).sort()).toEqual([...names].sort());
});
