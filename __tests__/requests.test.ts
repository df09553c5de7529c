import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import nock from "nock";
import { artifactStorage } from "../src/index.ts";
import { ANSWER, CALL, DIGEST, PluginOctokit, RECORD, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const GITHUB = "https://api.github.com";
const CREATE = "/orgs/octo-org/artifacts/metadata/storage-record";
const LIST = "/orgs/octo-org/artifacts/sha256%3A1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  expect(unused).toEqual([]);
});

const octokit = new PluginOctokit({ auth: "secret", userAgent: "my-app/1.2.3" });
const { createArtifactStorageRecord, listArtifactStorageRecords } = octokit.rest.orgs;

const FULL = {
  ...RECORD,
  version: "1.2.3",
  artifact_url: "https://reg.example.com/artifactory/bar/libfoo-1.2.3",
  path: "com/github/bar/libfoo-1.2.3",
  repository: "bar",
  status: "active" as const,
  github_repository: "libfoo",
  return_records: true,
};

describe("createArtifactStorageRecord", () => {
  test("the minimal call: method, URL, body without org, headers", async () => {
    nock(GITHUB, {
      reqheaders: {
        accept: "application/vnd.github.v3+json",
        authorization: "token secret",
        "content-type": "application/json; charset=utf-8",
        "user-agent": /^my-app\/1\.2\.3 octokit-core\.js\/\d/,
      },
    })
      .post(CREATE, RECORD)
      .reply(200, ANSWER);

    await expect(createArtifactStorageRecord(CALL)).resolves.toMatchObject({ status: 200, data: ANSWER });
  });

  test("the full call: every parameter but org is in the body, and nothing else", async () => {
    nock(GITHUB).post(CREATE, FULL).reply(200, ANSWER);

    await expect(createArtifactStorageRecord({ org: "octo-org", ...FULL })).resolves.toMatchObject({ data: ANSWER });
  });

  test("a misspelling that nobody is known to make is no other parameter, and GitHub's deployment records have tags", async () => {
    const unknown = { verison: "1.2.3", artifact_ulr: "https://reg.example.com/a", tags: { a: "b" } };
    const known = { state: "deleted", tag: "1.2.3" };
    nock(GITHUB)
      .post(CREATE, { ...RECORD, ...unknown })
      .reply(200, ANSWER)
      .post(CREATE, { ...RECORD, ...known, status: "deleted", version: "1.2.3" })
      .reply(200, ANSWER);

    await createArtifactStorageRecord(Object({ ...CALL, ...unknown }));
    await createArtifactStorageRecord(Object({ ...CALL, ...known, status: "deleted", version: "1.2.3" }));
  });

  test("a parameter that is unknown here goes out as it came", async () => {
    const future = { future_parameter: { deep: [1, null, "x"] }, another: null };
    nock(GITHUB)
      .post(CREATE, { ...RECORD, ...future })
      .reply(200, ANSWER);

    await expect(createArtifactStorageRecord({ ...CALL, ...future })).resolves.toMatchObject({ data: ANSWER });
  });

  test.each([
    ["é😀", "%C3%A9%F0%9F%98%80"],
    ["a&b=c+d", "a%26b%3Dc%2Bd"],
    ["{org}", "%7Borg%7D"],
    ["...", "..."],
  ])("org %j is encoded", async (org, encoded) => {
    const fetch = stubFetch();
    await stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord({ ...CALL, org });
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `${GITHUB}/orgs/${encoded}/artifacts/metadata/storage-record`,
    ]);
  });

  test("the response is Octokit's own, untouched", async () => {
    const body = { total_count: 1, storage_records: [{ id: 7, unknown: true }], later: "more" };
    nock(GITHUB).post(CREATE, RECORD).reply(200, body, { "x-request-id": "7" });

    const response = await createArtifactStorageRecord(CALL);

    expect(response).toEqual({
      status: 200,
      url: GITHUB + CREATE,
      headers: { "content-type": "application/json", "x-request-id": "7" },
      data: body,
    });
  });

  test("return_records: false answers with the count alone", async () => {
    nock(GITHUB)
      .post(CREATE, { ...RECORD, return_records: false })
      .reply(200, { total_count: 1 });

    const { data } = await createArtifactStorageRecord({ ...CALL, return_records: false });

    expect(data).toEqual({ total_count: 1 });
  });

  test.each([401, 403, 404, 422, 500])("status %i rejects with Octokit's RequestError", async (status) => {
    nock(GITHUB).post(CREATE, RECORD).reply(status, { message: "no", documentation_url: "https://docs.example.com" });

    await expect(createArtifactStorageRecord(CALL)).rejects.toMatchObject({
      name: "HttpError",
      status,
      message: expect.stringMatching(/^no - https:\/\/docs\.example\.com/),
      response: { status, data: { message: "no" } },
      request: { method: "POST", url: GITHUB + CREATE },
    });
  });
});

describe("listArtifactStorageRecords", () => {
  test("the call: method, URL, headers, no body", async () => {
    nock(GITHUB, { reqheaders: { authorization: "token secret" }, badheaders: ["content-type"] })
      .get(`${LIST}/metadata/storage-records`, (body) => body === "")
      .reply(200, ANSWER);

    await expect(listArtifactStorageRecords({ org: "octo-org", subject_digest: DIGEST })).resolves.toMatchObject({
      status: 200,
      data: ANSWER,
    });
  });
});

describe("Octokit's own options", () => {
  test("baseUrl of GHE.com, from the constructor", async () => {
    nock("https://api.octocorp.ghe.com").post(CREATE, RECORD).reply(200, ANSWER);
    const cloud = new PluginOctokit({ baseUrl: "https://api.octocorp.ghe.com" });

    await expect(cloud.rest.orgs.createArtifactStorageRecord(CALL)).resolves.toMatchObject({ data: ANSWER });
  });

  test("baseUrl of a call", async () => {
    nock("https://ghe.example.com").post(`/api/v3${CREATE}`, RECORD).reply(200, ANSWER);

    await expect(
      createArtifactStorageRecord({ ...CALL, baseUrl: "https://ghe.example.com/api/v3" }),
    ).resolves.toMatchObject({ data: ANSWER });
  });

  test("headers", async () => {
    nock(GITHUB, { reqheaders: { "x-github-api-version": "2022-11-28", authorization: "token secret" } })
      .post(CREATE, RECORD)
      .reply(200, ANSWER);

    await expect(
      createArtifactStorageRecord({ ...CALL, headers: { "X-GitHub-Api-Version": "2022-11-28" } }),
    ).resolves.toMatchObject({ data: ANSWER });
  });

  test("mediaType", async () => {
    nock(GITHUB, { reqheaders: { accept: "application/vnd.github.v3.full" } })
      .post(CREATE, RECORD)
      .reply(200, ANSWER);

    await expect(createArtifactStorageRecord({ ...CALL, mediaType: { format: "full" } })).resolves.toMatchObject({
      data: ANSWER,
    });
  });

  test("request.signal reaches fetch", async () => {
    const fetch = stubFetch();
    const { signal } = new AbortController();

    await stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord({ ...CALL, request: { signal } });

    expect(fetch.mock.calls.map(([, options]) => options.signal)).toEqual([signal]);
  });

  test("request.fetch of a call replaces the instance's, and keeps its hooks", async () => {
    const [theirs, ours] = [stubFetch(), stubFetch()];

    await stubbedOctokit(theirs).rest.orgs.createArtifactStorageRecord({ ...CALL, request: { fetch: ours } });

    expect(theirs).not.toHaveBeenCalled();
    expect(ours.mock.calls).toMatchObject([[GITHUB + CREATE, { headers: { authorization: expect.any(String) } }]]);
  });

  test("parseSuccessResponseBody: false hands the body over unread", async () => {
    nock(GITHUB).post(CREATE, RECORD).reply(200, ANSWER);

    const { data } = await createArtifactStorageRecord({ ...CALL, request: { parseSuccessResponseBody: false } });

    await expect(new Response(Object(data)).json()).resolves.toEqual(ANSWER);
  });
});

test("two instances share nothing", async () => {
  const [first, second] = [stubFetch(), stubFetch()];
  const one = stubbedOctokit(first, { auth: "first", baseUrl: "https://one.example.com" });
  const two = stubbedOctokit(second, { auth: "second" });

  await Promise.all([one, two, one].map(({ rest }) => rest.orgs.createArtifactStorageRecord(CALL)));

  expect(one.rest.orgs).not.toBe(two.rest.orgs);
  const sent = ({ mock }: typeof first) =>
    mock.calls.map(([url, { headers }]) => [new URL(url).host, new Headers(headers).get("authorization")]);
  expect(sent(first)).toEqual(Array(2).fill(["one.example.com", "token first"]));
  expect(sent(second)).toEqual([["api.github.com", "token second"]]);
});

test("the plugin says its version, which is the package's", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(artifactStorage.VERSION).toBe(version);
});

test("the plugin adds to core nothing but rest", () => {
  const log = { debug: jest.fn(), info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  const added = Object.keys(new PluginOctokit({ log })).filter((key) => !(key in new Octokit()));
  expect(added).toEqual(["rest"]);
});
