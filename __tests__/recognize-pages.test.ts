import { describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { artifactStorage } from "../src/index.ts";
import { CALL, DIGEST, rejection, stubFetch, TOKEN } from "./support/octokit.ts";

const Paginating = Octokit.plugin(artifactStorage, paginateRest);
const LIST = { org: "octo-org", subject_digest: DIGEST };
const PATH = `/orgs/octo-org/artifacts/${DIGEST.replace(":", "%3A")}/metadata/storage-records`;
const GITHUB = "https://api.github.com";

/** A `fetch` whose pages hold a record each, and link to one another. */
function pagesLinkedBy(...links: string[]) {
  const fetch = stubFetch();
  const answers = links.map((link) => ({ link: `<${link}>; rel="next"` }));
  for (const [index, headers] of [...answers, {}].entries()) {
    const body = JSON.stringify({ total_count: 9, storage_records: [{ id: index + 1 }] });
    fetch.mockImplementationOnce(async (url) => {
      const response = new Response(body, { headers: { "content-type": "application/json", ...headers } });
      return Object.defineProperty(response, "url", { value: url });
    });
  }
  return fetch;
}

const urlsOf = ({ mock }: ReturnType<typeof stubFetch>) => mock.calls.map(([url]) => url);

test("octokit.paginate lists as bare request does, with all its parameters", async () => {
  const fetch = stubFetch({ total_count: 2, storage_records: [{ id: 1 }, { id: 2 }] });
  const octokit = new Paginating({ request: { fetch } });
  const parameters = { ...LIST, per_page: 100 };
  const route = "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records";

  const ours = await octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, parameters);
  const bare = await octokit.paginate(route, parameters);

  expect(ours).toEqual([{ id: 1 }, { id: 2 }]);
  expect(ours).toEqual(bare);
  expect(urlsOf(fetch)).toEqual(Array(2).fill(`${GITHUB}${PATH}?per_page=100`));
});

describe("the next links of GitHub are followed", () => {
  test.each<[what: string, link: string, sent?: string]>([
    ["of the same path", `${GITHUB}${PATH}?page=2`],
    ["by the organization's number", `${GITHUB}/organizations/1/artifacts/${DIGEST}/metadata/storage-records?page=2`],
    [
      "with a colon in the query",
      `${GITHUB}${PATH}?after=Y3Vyc29yOnYy:abc&page=2`,
      `${GITHUB}${PATH}?after=Y3Vyc29yOnYy%3Aabc&page=2`,
    ],
    ["with braces in the query", `${GITHUB}${PATH}?after={org}`, `${GITHUB}${PATH}?after=%7Borg%7D`],
    ["with a fragment", `${GITHUB}${PATH}?page=2#x`, `${GITHUB}${PATH}?page=2`],
  ])("%s", async (_what, link, sent = link) => {
    const fetch = pagesLinkedBy(link, link);
    const octokit = new Paginating({ auth: TOKEN, request: { fetch } });

    const records = await octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, LIST);

    expect(records).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(urlsOf(fetch)).toEqual([GITHUB + PATH, sent, sent]);
    for (const [, { headers }] of fetch.mock.calls) expect(headers).toMatchObject({ authorization: `token ${TOKEN}` });
  });

  test.each([
    ["https://ghe.example.com/api/v3", "https://ghe.example.com/api/v3"],
    ["https://ghe.example.com/api/v3/", "https://ghe.example.com/api/v3"],
    ["https://api.octocorp.ghe.com", "https://api.octocorp.ghe.com"],
  ])("below the baseUrl %s of the call, of the instance, and of .defaults()", async (baseUrl, base) => {
    const next = `${base}/organizations/1/artifacts/x/metadata/storage-records?page=2`;
    const expected = [expect.stringMatching(`^${base}/{1,2}orgs/octo-org/`), next];

    const ofCall = pagesLinkedBy(next);
    const one = new Paginating({ request: { fetch: ofCall } });
    await one.paginate(one.rest.orgs.listArtifactStorageRecords, { ...LIST, baseUrl });
    const ofInstance = pagesLinkedBy(next);
    const two = new Paginating({ baseUrl, request: { fetch: ofInstance } });
    await two.paginate(two.rest.orgs.listArtifactStorageRecords, LIST);
    const ofDefaults = pagesLinkedBy(next);
    const three = new Paginating({ request: { fetch: ofDefaults } });
    await three.paginate(three.rest.orgs.listArtifactStorageRecords.defaults({ baseUrl }), LIST);

    expect([ofCall, ofInstance, ofDefaults].map(urlsOf)).toEqual([expected, expected, expected]);
  });
});

describe("a next link that leads elsewhere is rejected, and not sent", () => {
  test.each([
    ["another host", "https://evil.example.com/orgs/octo-org?page=2"],
    ["a host that begins alike", "https://api.github.com.evil.example.com/orgs?page=2"],
    ["a user before another host", "https://api.github.com@evil.example.com/orgs?page=2"],
    ["another port", "https://api.github.com:8443/orgs?page=2"],
    ["another scheme", "http://api.github.com/orgs?page=2"],
    ["no URL", "orgs?page=2"],
  ])("%s", async (_what, link) => {
    const fetch = pagesLinkedBy(link);
    const octokit = new Paginating({ auth: TOKEN, request: { fetch } });

    const error = await rejection(octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, LIST));

    expect(error).toMatchObject({
      name: "ParameterError",
      problems: expect.arrayContaining([expect.objectContaining({ parameter: "url", rule: "route" })]),
    });
    expect(urlsOf(fetch)).toEqual([GITHUB + PATH]);
  });

  test.each([
    "https://ghe.example.com/orgs?page=2",
    "https://ghe.example.com/api/v30/orgs?page=2",
    "https://ghe.example.com/api/v3/../../orgs?page=2",
    "https://ghe.example.com/api/v3/%2e%2e/orgs?page=2",
  ])("another base path: %s", async (link) => {
    const fetch = pagesLinkedBy(link);
    const octokit = new Paginating({ baseUrl: "https://ghe.example.com/api/v3", request: { fetch } });

    const error = await rejection(octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, LIST));

    expect(error).toMatchObject({ name: "ParameterError" });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("what is paginated is checked as a call is", () => {
  test.each<[what: string, given: object, parameter: string]>([
    ["an org that steps out", { org: ".." }, "org"],
    ["a digest in upper case", { subject_digest: DIGEST.toUpperCase() }, "subject_digest"],
    ["no org", { org: undefined }, "org"],
    ["another path", { url: "/user" }, "url"],
    ["another host", { url: "https://evil.example.com/" }, "url"],
    ["another method", { method: "DELETE" }, "method"],
    ["a body", { data: {} }, "data"],
    ["a request that is no object", { request: null }, "request"],
  ])("%s", async (_what, given, parameter) => {
    const fetch = stubFetch();
    const octokit = new Paginating({ request: { fetch } });

    const error = await rejection(
      Reflect.apply(octokit.paginate, undefined, [octokit.rest.orgs.listArtifactStorageRecords, { ...LIST, ...given }]),
    );

    expect(error).toMatchObject({
      name: "ParameterError",
      problems: expect.arrayContaining([expect.objectContaining({ parameter })]),
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  test.each(["octo-org", "é😀", "...", "{org}", "a&b=c+d", "x".repeat(300)])(
    "the organization %p, which a call takes, is taken",
    async (org) => {
      const fetch = pagesLinkedBy(`${GITHUB}/organizations/1/x?page=2`);
      const octokit = new Paginating({ request: { fetch } });

      await octokit.rest.orgs.listArtifactStorageRecords({ ...LIST, org });
      const called = urlsOf(fetch);
      const again = pagesLinkedBy();
      const other = new Paginating({ request: { fetch: again } });
      await other.paginate(other.rest.orgs.listArtifactStorageRecords, { ...LIST, org });

      expect(urlsOf(again)).toEqual(called);
    },
  );

  test("creates nothing, for it would call without a body", async () => {
    const fetch = stubFetch();
    const octokit = new Paginating({ request: { fetch } });
    const { createArtifactStorageRecord } = octokit.rest.orgs;

    const error = await rejection(Reflect.apply(octokit.paginate, undefined, [createArtifactStorageRecord, CALL]));

    expect(error).toMatchObject({
      problems: ["name", "digest", "registry_url"].map((parameter) => ({ parameter, rule: "required" })),
    });
    expect(fetch).not.toHaveBeenCalled();
  });
});

test("what .defaults() gave is in the first page's URL, and in no query", async () => {
  const next = `${GITHUB}/organizations/1/x?page=2`;
  const fetch = pagesLinkedBy(next);
  const octokit = new Paginating({ request: { fetch } });
  const { org, ...rest } = LIST;

  await octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords.defaults({ org }), rest);

  expect(urlsOf(fetch)).toEqual([GITHUB + PATH, next]);
});

test("options of the request are those of every page, of .defaults() and of the call", async () => {
  const next = `${GITHUB}/organizations/1/x?page=2`;
  const [fetch, theirs] = [pagesLinkedBy(next), stubFetch()];
  const { signal } = new AbortController();
  const octokit = new Paginating({ request: { fetch: theirs } });
  const preset = octokit.rest.orgs.listArtifactStorageRecords.defaults({ request: { fetch } });

  await octokit.paginate(preset, { ...LIST, request: { signal }, headers: { "X-Trace": "1" } });

  expect(theirs).not.toHaveBeenCalled();
  expect(fetch.mock.calls).toMatchObject([
    [GITHUB + PATH, { signal, headers: { "x-trace": "1" } }],
    [next, { signal, headers: { "x-trace": "1" } }],
  ]);
});

test("headers that look like those of a page let no URL pass", async () => {
  const fetch = stubFetch();
  const { listArtifactStorageRecords } = new Paginating({ request: { fetch } }).rest.orgs;
  const { method, url, headers } = listArtifactStorageRecords.endpoint(LIST);

  for (const given of [
    { headers: { ...headers } },
    { headers, method: "DELETE" },
    { headers: null },
    { headers: "x" },
    {},
  ]) {
    const error = await rejection(
      Reflect.apply(listArtifactStorageRecords, undefined, [{ ...LIST, method, url, ...given }]),
    );
    expect(error).toMatchObject({ name: "ParameterError" });
  }
  expect(fetch).not.toHaveBeenCalled();
  await Reflect.apply(listArtifactStorageRecords, undefined, [{ method, url, headers }]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("a refusal of a page is explained by the parameters of the first", async () => {
  const fetch = stubFetch({ message: "Not Found" }, { status: 404 });
  const octokit = new Paginating({ request: { fetch } });

  const error = await rejection(octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, LIST));
  const onServer = await rejection(
    octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, {
      ...LIST,
      baseUrl: "https://ghe.example.com/api/v3",
    }),
  );

  expect(error).toMatchObject({ hint: expect.stringContaining('- "octo-org" is not an organization') });
  expect(onServer).toMatchObject({
    hint: expect.stringContaining("- GitHub Enterprise Server has no storage records"),
  });
});
