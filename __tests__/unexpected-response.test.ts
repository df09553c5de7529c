import { describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { artifactStorage, UnexpectedResponseError } from "../src/index.ts";
import { ANSWER, CALL, DIGEST, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const CIRCULAR: unknown[] = [];
CIRCULAR.push(CIRCULAR);
const LIST = { org: "octo-org", subject_digest: DIGEST };

describe("an answer that is not the endpoint's is no success", () => {
  test.each<[what: string, data: unknown, init?: ResponseInit]>([
    ["nothing, as for a body that was cut off", ""],
    ["truncated JSON", '{"total_count": 1, "storage_re'],
    ["a page of HTML", "<html></html>", { headers: { "content-type": "text/html" } }],
    ["the bytes of something", "x", { headers: { "content-type": "application/octet-stream" } }],
    ["an organization, as after a redirect", { login: "octo-org", id: 1 }],
    ["a list", [ANSWER]],
    ["null", null],
    ["a number", 1],
    ["a count that is no number", { total_count: "1" }],
  ])("%s", async (_what, data, init = {}) => {
    const { rest } = stubbedOctokit(stubFetch(data, init));

    const created = await rejection(rest.orgs.createArtifactStorageRecord(CALL));
    const listed = await rejection(rest.orgs.listArtifactStorageRecords(LIST));

    expect(created).toBeInstanceOf(UnexpectedResponseError);
    expect(listed).toBeInstanceOf(UnexpectedResponseError);
  });

  test.each([204, 205])("%i, without a body, also where Octokit is told not to read it", async (status) => {
    const answer = () => {
      const fetch = stubFetch();
      const response = Object.defineProperty(new Response(null, { status }), "url", {
        value: "https://api.github.com/",
      });
      fetch.mockResolvedValue(response);
      return fetch;
    };
    const unread = { request: { parseSuccessResponseBody: false } };
    for (const options of [{}, unread]) {
      const { rest } = stubbedOctokit(answer());
      const error = await rejection(rest.orgs.createArtifactStorageRecord({ ...CALL, ...options }));
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(error).toMatchObject({ response: { status }, message: expect.stringContaining("no body") });
    }
  });

  test("`total_count: 0` of a record that was to be created", async () => {
    const { rest } = stubbedOctokit(stubFetch({ total_count: 0, storage_records: [] }));
    const error = await rejection(rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ message: expect.stringContaining("nothing was stored"), response: { status: 200 } });
  });

  test("created records without a count", async () => {
    const { rest } = stubbedOctokit(stubFetch({ storage_records: [{ id: 1 }] }));
    expect(await rejection(rest.orgs.createArtifactStorageRecord(CALL))).toBeInstanceOf(UnexpectedResponseError);
  });

  test.each([[{ storage_records: { 0: "x" } }], [{ storage_records: null, total_count: null }]])(
    "a list of %j",
    async (data) => {
      const { rest } = stubbedOctokit(stubFetch(data));
      expect(await rejection(rest.orgs.listArtifactStorageRecords(LIST))).toBeInstanceOf(UnexpectedResponseError);
    },
  );

  test("it is no error of a status, tells the method, and keeps the answer", async () => {
    const { rest } = stubbedOctokit(stubFetch("<html></html>", { headers: { "content-type": "text/html" } }));

    const error = await rejection(rest.orgs.createArtifactStorageRecord(CALL));

    expect(error).toMatchObject({
      name: "UnexpectedResponseError",
      method: "orgs.createArtifactStorageRecord",
      response: { status: 200, data: "<html></html>", headers: { "content-type": "text/html" } },
    });
    expect(error).not.toHaveProperty("status");
    expect(error).not.toHaveProperty("hint");
  });

  test("it is told after the user's hooks, which may mend an answer, or break one", async () => {
    const mended = stubbedOctokit(stubFetch({}));
    mended.hook.after("request", (response) => void Object.assign(response, { data: ANSWER }));
    const broken = stubbedOctokit();
    broken.hook.after("request", (response) => void Object.assign(response, { data: {} }));

    expect(await mended.rest.orgs.createArtifactStorageRecord(CALL)).toMatchObject({ data: ANSWER });
    expect(await rejection(broken.rest.orgs.createArtifactStorageRecord(CALL))).toBeInstanceOf(UnexpectedResponseError);
  });

  test.each<[what: string, data: unknown, came: string]>([
    ["nothing", undefined, ", no body."],
    ["a function", () => 1, ", no body."],
    [
      "a large number, which core reads as a BigInt",
      { id: 12345678901234567890n, ids: [1n] },
      `, body starting with "{\\"id\\":\\"12345678901234567890\\",\\"ids\\":[\\"1\\"]}".`,
    ],
    ["itself", CIRCULAR, ', body starting with "[object Array]".'],
  ])("what a hook made of it, also where it holds %s", async (_what, data, came) => {
    const octokit = stubbedOctokit();
    octokit.hook.after("request", (response) => void Object.assign(response, { data }));
    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(`${error}`.endsWith(came)).toBe(true);
  });

  test("what a hook left of it, also without headers", async () => {
    const octokit = stubbedOctokit(stubFetch({}));
    octokit.hook.after("request", (response) => void Reflect.deleteProperty(response, "headers"));
    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ message: expect.stringContaining("no content type") });
  });

  test("plugin-retry does not send it again on its own", async () => {
    const fetch = stubFetch("");
    const octokit = new (Octokit.plugin(artifactStorage, retry))({ request: { fetch } });

    await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));

    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("a record that was sent, but whose answer comes from another path", () => {
  /** An answer of that address, as if the request had been redirected there. */
  const from = (url: string, data: unknown) => {
    const fetch = stubFetch();
    fetch.mockImplementation(async () => Object.defineProperty(Response.json(data), "url", { value: url }));
    return stubbedOctokit(fetch).rest.orgs;
  };
  const RECORDS = "https://api.github.com/orgs/octo-org/artifacts/metadata";
  const OTHERS = [{ digest: `sha256:${"0".repeat(64)}` }];

  test.each<[what: string, data: unknown]>([
    ["only a count, as of many an answer", { total_count: 3 }],
    ["no records", { total_count: 0, storage_records: [] }],
    ["other records", { total_count: 1, storage_records: OTHERS }],
    ["records that are none", { total_count: 1, storage_records: [null, "x"] }],
    ["records that are no list", { total_count: 1, storage_records: { digest: DIGEST } }],
  ])("may or may not be stored, if it holds %s", async (_what, data) => {
    const url = `${RECORDS}/storage-records`;
    const error = await rejection(from(url, data).createArtifactStorageRecord(CALL));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`the response came from another address, "${url}", `),
    });
    expect(error).toMatchObject({ message: expect.stringContaining("may or may not have been stored") });
  });

  test.each([
    ["another path", "https://proxy.example.com/login"],
    ["a path that ends alike", `${RECORDS.replace("/artifacts", "/my-artifacts")}/storage-record`],
    ["a longer path", `${RECORDS}/storage-record/1`],
    ["a query that ends alike", "https://proxy.example.com/login?to=/artifacts/metadata/storage-record"],
    ["a fragment that ends alike", "https://proxy.example.com/login#/artifacts/metadata/storage-record"],
  ])("counts if it holds the digest that was sent: %s", async (_what, url) => {
    const stored = { total_count: 2, storage_records: [...OTHERS, { digest: DIGEST }] };
    expect(await from(url, stored).createArtifactStorageRecord(CALL)).toHaveProperty("data", stored);
    const { org, ...rest } = CALL;
    expect(await from(url, stored).createArtifactStorageRecord.defaults({ org })(rest)).toHaveProperty("data", stored);
    expect(await rejection(from(url, ANSWER).createArtifactStorageRecord(CALL))).toBeInstanceOf(
      UnexpectedResponseError,
    );
  });

  test.each([
    ["as after a rename", "https://api.github.com/organizations/1/artifacts/metadata/storage-record"],
    ["on another host", "https://proxy.example.com/github/orgs/o/artifacts/metadata/storage-record?x#y"],
  ])("counts as ever if the path's end is the endpoint's, %s", async (_what, url) => {
    const given = { ...CALL, return_records: false };
    expect(await from(url, { total_count: 1 }).createArtifactStorageRecord(given)).toMatchObject({ status: 200 });
  });

  test("is not looked at where Octokit is told not to read the body, and a list counts from anywhere", async () => {
    const elsewhere = from("https://proxy.example.com/", { total_count: 1 });
    const unread = { request: { parseSuccessResponseBody: false } };
    expect(await elsewhere.createArtifactStorageRecord({ ...CALL, ...unread })).toMatchObject({ status: 200 });
    expect(await elsewhere.listArtifactStorageRecords(LIST)).toMatchObject({ status: 200 });
  });
});

describe("whether the body is looked at, which Octokit may be told not to read", () => {
  const told = async (ofInstance?: boolean, ofCall?: boolean) => {
    const fetch = stubFetch({ login: "octo-org" });
    const octokit = stubbedOctokit(fetch, { request: { fetch, parseSuccessResponseBody: ofInstance } });
    const request = { parseSuccessResponseBody: ofCall };
    return octokit.rest.orgs.createArtifactStorageRecord({ ...CALL, request }).then(
      () => "passed",
      (error: Error) => error.name,
    );
  };

  test.each<[ofInstance: boolean | undefined, ofCall: boolean | undefined, outcome: string]>([
    [undefined, undefined, "UnexpectedResponseError"],
    [undefined, true, "UnexpectedResponseError"],
    [undefined, false, "passed"],
    [false, undefined, "passed"],
    [false, true, "UnexpectedResponseError"],
    [true, false, "passed"],
  ])("instance %p, call %p: %s", async (ofInstance, ofCall, outcome) => {
    expect(await told(ofInstance, ofCall)).toBe(outcome);
  });
});

describe("an answer that came from no server is the user's own", () => {
  test.each<[what: string, answer: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["the data alone", { data: { anything: true } }],
    ["a whole one without a URL", { status: 200, url: "", headers: {}, data: "" }],
  ])("a hook that answers with %s", async (_what, answer) => {
    const octokit = stubbedOctokit();
    octokit.hook.wrap("request", () => Object(Promise.resolve(answer)));
    expect(await octokit.rest.orgs.createArtifactStorageRecord(CALL)).toBe(answer);
  });

  test("a stubbed fetch's Response, whatever its body", async () => {
    const fetch = stubFetch();
    fetch.mockImplementation(async () => Response.json({ anything: true }));
    const { data } = await stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord(CALL);
    expect(data).toEqual({ anything: true });
  });
});

describe("of a list, one of its two members is enough", () => {
  test.each([[{ total_count: 0 }], [{ storage_records: [] }], [{ storage_records: [{ id: 1 }] }]])(
    "%j",
    async (answer) => {
      const { data } = await stubbedOctokit(stubFetch(answer)).rest.orgs.listArtifactStorageRecords(LIST);
      expect(data).toEqual(answer);
    },
  );
});
