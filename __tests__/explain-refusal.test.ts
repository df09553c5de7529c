import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { artifactStorage } from "../src/index.ts";
import { CALL, rejection, stubbedOctokit, stubFetch, TOKEN } from "./support/octokit.ts";

interface Answer {
  status: number;
  message: string;
  headers?: Record<string, string>;
  baseUrl?: string;
}

/** The hint for a record that was refused so; fails unless it is what was added to the message. */
async function hintOf({ status, message, headers, baseUrl }: Answer, given: object = {}) {
  const fetch = stubFetch({ message }, { status, headers });
  const octokit = stubbedOctokit(fetch, { ...(baseUrl && { baseUrl }) });
  const error = Object(await rejection(octokit.rest.orgs.createArtifactStorageRecord({ ...CALL, ...given })));
  expect(error.message).toBe(error.hint === undefined ? message : `${message}\n${error.hint}`);
  return error.hint;
}

/** A refusal that says when to try again. */
const LIMITED = { status: 429, message: "API rate limit exceeded" };

describe("when to try again", () => {
  const SOON = "Try again in a minute or more";

  test.each<[headers: Record<string, string>, when: string]>([
    [{ "retry-after": "60" }, "Try again in 60 seconds"],
    [{ "retry-after": "1" }, "Try again in 1 second,"],
    [{ "retry-after": "0" }, "Try again in 0 seconds"],
    [
      { "retry-after": "5", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1798761600" },
      "Try again in 5 seconds.",
    ],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1798761600" }, "Try again after 2027-01-01T00:00:00.000Z."],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9999999999" }, "Try again after 2286-11-20T17:46:39.000Z."],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "10000000000" }, SOON],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999999" }, SOON],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0" }, SOON],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "-99999999999999999" }, SOON],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" }, SOON],
    [{ "x-ratelimit-remaining": "0" }, SOON],
    [{ "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1798761600" }, SOON],
    [{ "x-ratelimit-reset": "1798761600" }, SOON],
    [{ "retry-after": "0.2" }, "Try again in 1 second,"],
    [{ "retry-after": "59.01" }, "Try again in 60 seconds,"],
    [{ "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, "Try again after 2026-10-21T07:28:00.000Z,"],
    [{ "retry-after": "Wed, 21 Foo 2026 07:28:00 GMT" }, SOON],
    [{ "retry-after": "Wed, 21 Oct 2026 27:28:00 GMT" }, SOON],
    [{ "retry-after": "before Wed, 21 Oct 2026 07:28:00 GMT" }, SOON],
    [{ "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT+01:00" }, SOON],
    [{ "retry-after": "1e3" }, SOON],
    [{ "retry-after": "-1" }, SOON],
    [{ "retry-after": "9".repeat(30) }, SOON],
    [{ "retry-after": "1 day" }, SOON],
    [{ "retry-after": "after 60" }, SOON],
    [{}, SOON],
  ])("%j", async (headers, when) => {
    expect(await hintOf({ ...LIMITED, headers })).toContain(` ${when}`);
  });
});

test("a token that was pasted for a parameter is not repeated", async () => {
  expect(await hintOf({ status: 404, message: "Not Found" }, { org: TOKEN })).toContain(
    '- "***" is not an organization',
  );
  const given = { github_repository: TOKEN };
  expect(await hintOf({ status: 404, message: "no artifacts found" }, given)).toContain(
    '- "***" is not a repository of',
  );
});

test("a hint is not enumerable, so that a dump shows its text once", async () => {
  const octokit = stubbedOctokit(stubFetch({ message: "no artifacts found" }, { status: 404 }));
  const error = Object(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL)));
  expect(inspect(error).split("GitHub has no attestation")).toHaveLength(2);
  expect(Object.getOwnPropertyDescriptor(error, "hint")).toEqual({
    value: expect.stringMatching(/^Likely/),
    writable: true,
    enumerable: false,
    configurable: true,
  });
});

describe("no hint for what the map does not know", () => {
  test.each<Answer>([
    { status: 400, message: "Problems parsing JSON" },
    { status: 403, message: "Something new" },
    { status: 403, message: "Something new", headers: { "x-ratelimit-remaining": "10" } },
    { status: 403, message: "Something new", headers: { "x-ratelimit-remaining": "0" } },
    { status: 404, message: "Something Not Found here" },
    { status: 404, message: "Page Not Found" },
    { status: 404, message: "Page Not Found", baseUrl: "https://ghe.example.com/api/v3" },
    { status: 404, message: "Not Found here", baseUrl: "https://ghe.example.com/api/v3" },
    { status: 500, message: "401" },
    { status: 500, message: "403 0 secondary rate limit" },
    { status: 500, message: "403 SAML, 403 not accessible by integration" },
    { status: 500, message: "404 https://ghe.example.com/api/v3 org Not Found" },
    { status: 500, message: "422" },
    { status: 409, message: "Conflict" },
    { status: 500, message: "Server Error" },
    { status: 503, message: "404 no artifacts found" },
  ])("%j", async (answer) => {
    expect(await hintOf(answer)).toBeUndefined();
  });

  test("an HTML page of a proxy is not GitHub's answer", async () => {
    const page = stubFetch("<h1>401 no artifacts found</h1>", {
      status: 404,
      headers: { "content-type": "text/html" },
    });
    const error = await rejection(stubbedOctokit(page).rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ status: 404, message: "<h1>401 no artifacts found</h1>" });
    expect(error).not.toHaveProperty("hint");
  });

  test("nor is what has no message in words", async () => {
    const error = await rejection(
      stubbedOctokit(stubFetch({ message: 401 }, { status: 401 })).rest.orgs.createArtifactStorageRecord(CALL),
    );
    expect(error).toMatchObject({ status: 401 });
    expect(error).not.toHaveProperty("hint");
  });

  test("without an answer", async () => {
    const fetch = jest.fn<() => Promise<Response>>().mockRejectedValue(new TypeError("fetch failed"));
    const error = await rejection(stubbedOctokit(Object(fetch)).rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ name: "HttpError", status: 500, message: "fetch failed" });
    expect(error).not.toHaveProperty("hint");
  });

  test.each([
    [undefined],
    [null],
    ["text"],
    [{ status: 404, response: { data: { message: "Not Found" } } }],
    [new Error("Not Found")],
    [Object.assign(new Error("Not Found"), { status: 404, response: {} })],
  ])("for %j, which a hook threw", async (thrown) => {
    const octokit = stubbedOctokit();
    octokit.hook.wrap("request", () => Promise.reject(thrown));
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(thrown);
    expect(Object(thrown).hint).toBeUndefined();
  });
});

describe("the error stays what it was", () => {
  const refused = () => stubFetch({ message: "no artifacts found" }, { status: 404 });

  test("class, name, status, response, request and cause", async () => {
    const octokit = stubbedOctokit(refused());
    const cause = new Error("why");
    octokit.hook.error("request", (error) => {
      throw Object.assign(error, { cause });
    });
    const [ours, bare] = await Promise.all([
      rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL)),
      rejection(octokit.request("POST /orgs/{org}/artifacts/metadata/storage-record", CALL)),
    ]);
    const { name, status, response, request } = Object(ours);
    expect(Object.getPrototypeOf(ours)).toBe(Object.getPrototypeOf(bare));
    expect({ name, status, response, request }).toEqual({
      name: "HttpError",
      status: 404,
      response: Object(bare).response,
      request: Object(bare).request,
    });
    expect(Object(ours).cause).toBe(cause);
    expect(Object.keys(Object(ours))).toEqual(Object.keys(Object(bare)));
  });

  test("the very object that the host threw", async () => {
    const octokit = stubbedOctokit(refused());
    const thrown: unknown[] = [];
    octokit.hook.error("request", (error) => {
      thrown.push(error);
      throw error;
    });
    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));
    expect(thrown[0]).toBe(error);
  });

  test("also where it cannot be read", async () => {
    const octokit = stubbedOctokit();
    const unreadable = Object.defineProperty(Object.assign(new Error("unreadable"), { status: 404 }), "response", {
      get() {
        throw new Error("not now");
      },
    });
    const response = { data: { message: "no artifacts found" } };
    const odd = [
      unreadable,
      ...["404", null, {}, Number.NaN].map((status) => Object.assign(new Error("odd"), { status, response })),
    ];
    for (const thrown of odd) {
      octokit.hook.wrap("request", () => Promise.reject(thrown));
      expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(thrown);
      expect(thrown).not.toHaveProperty("hint");
      expect(thrown.message).toMatch(/^(unreadable|odd)$/);
    }
  });

  test("also where it cannot be written to, or says nothing of headers", async () => {
    const octokit = stubbedOctokit();
    const response = { data: { message: "no artifacts found" } };
    const frozen = Object.freeze(Object.assign(new Error("frozen"), { status: 404, response }));
    const sealed = Object.preventExtensions(Object.assign(new Error("sealed"), { status: 404, response }));
    const bald = Object.assign(new Error("bald"), { status: 404, response: { ...response, headers: null } });
    const thrown: Error[] = [frozen, sealed, bald];
    octokit.hook.wrap("request", () => Promise.reject(thrown.shift()));
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(frozen);
    expect([frozen.message, "hint" in frozen]).toEqual(["frozen", false]);
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(sealed);
    expect([sealed.message, "hint" in sealed]).toEqual(["sealed", false]);
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(bald);
    expect(bald.message).toMatch(/^bald\nLikely/);
  });

  test("an error of another realm, such as a vm context's, is explained as well", async () => {
    const octokit = stubbedOctokit();
    const error: unknown = runInNewContext(
      "Object.assign(new Error('no artifacts found'), { status: 404, response })",
      {
        response: { headers: {}, data: { message: "no artifacts found" } },
      },
    );
    expect(error).not.toBeInstanceOf(Error);
    octokit.hook.wrap("request", () => Promise.reject(error));
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(error);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^no artifacts found\nLikely causes/),
      hint: expect.stringMatching(/^Likely causes/),
    });
  });

  test("explained once, however often it is thrown", async () => {
    const octokit = stubbedOctokit(refused());
    const first = Object(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL)));
    const { message } = first;
    octokit.hook.wrap("request", () => Promise.reject(first));
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(first);
    expect(first.message).toBe(message);
  });
});

describe("plugins that act on errors", () => {
  test("plugin-throttling handles a secondary rate limit, which it knows by the message", async () => {
    const onSecondaryRateLimit = jest.fn();
    const fetch = stubFetch(
      { message: "You have exceeded a secondary rate limit." },
      { status: 403, headers: { "retry-after": "1" } },
    );
    const octokit = new (Octokit.plugin(artifactStorage, throttling))({
      request: { fetch },
      throttle: { onSecondaryRateLimit, onRateLimit: () => false },
    });

    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));

    expect(onSecondaryRateLimit).toHaveBeenCalledTimes(1);
    expect(onSecondaryRateLimit.mock.calls[0]?.slice(0, 2)).toMatchObject([1, CALL]);
    expect(error).toMatchObject({ status: 403, hint: expect.stringContaining("Try again in 1 second") });
  });

  test("plugin-retry does not retry what was never sent", async () => {
    const fetch = stubFetch();
    const octokit = new (Octokit.plugin(retry, artifactStorage))({ request: { fetch } });
    const failed = jest.fn();
    octokit.hook.error("request", (error) => {
      failed();
      throw error;
    });

    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord({ ...CALL, name: "" }))).toMatchObject({
      name: "ParameterError",
    });
    expect([fetch.mock.calls, failed.mock.calls]).toEqual([[], []]);
  });
});
