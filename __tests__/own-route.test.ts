import { describe, expect, test } from "@jest/globals";
import { CALL, DIGEST, RECORD, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const ROUTE = "/orgs/{org}/artifacts/metadata/storage-record";
const FILLED = "/orgs/octo-org/artifacts/metadata/storage-record";
const GITHUB = "https://api.github.com";

/** Calls the method with anything; tells what it rejected with, and what was sent. */
async function call(...parameters: unknown[]) {
  const fetch = stubFetch();
  const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;
  const error = await Reflect.apply(createArtifactStorageRecord, undefined, parameters).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, sent: fetch.mock.calls.map(([url, { body }]) => ({ url, body: JSON.parse(`${body}`) })) };
}

describe("the route cannot be taken over", () => {
  test.each<[what: string, parameter: string, ...args: unknown[]]>([
    ["another host", "url", { ...CALL, url: "https://evil.example.com/" }],
    ["a host that begins alike", "url", { ...CALL, url: `${GITHUB}.evil.example.com${FILLED}` }],
    ["a host that ends alike", "url", { ...CALL, url: `https://evil.example.com/${GITHUB}${FILLED}` }],
    ["another path", "url", { ...CALL, url: "/user" }],
    ["a longer path", "url", { ...CALL, url: `${FILLED}s` }],
    ["a deeper path", "url", { ...CALL, url: `/x${FILLED}` }],
    ["a step out", "url", { ...CALL, url: "/orgs/octo-org/../artifacts/metadata/storage-record" }],
    ["a fragment", "url", { ...CALL, url: `${FILLED}#x` }],
    ["a parameter in the query", "url", { ...CALL, url: `${FILLED}?{name}` }],
    ["a parameter of the old form in the query", "url", { ...CALL, url: `${FILLED}?:name` }],
    ["an escape that is no ASCII", "url", { ...CALL, url: FILLED.replace("octo-org", "%ff") }],
    ["what has no escape", "url", { ...CALL, url: `${FILLED}?\ud800` }],
    ["an object that is no text", "url", { ...CALL, url: { toString: 1, valueOf: 1 } }],
    ["an object that says its own route", "url", { ...CALL, url: { toString: () => FILLED } }],
    ["an escape that is none", "url", { ...CALL, url: FILLED.replace("octo-org", "%") }],
    ["an org that differs from the URL's", "url", { ...CALL, org: "other-org", url: FILLED }],
    ["null", "url", { ...CALL, url: null }],
    ["a URL object", "url", { ...CALL, url: new URL("https://evil.example.com") }],
    ["a route as the first argument", "url", "POST /user", CALL],
    ["a path as the first argument", "url", "/user", CALL],
    ["another method", "method", { ...CALL, method: "DELETE" }],
    ["no method", "method", { ...CALL, method: null }],
    ["another method in the route", "method", `PUT ${ROUTE}`, CALL],
    ["a method that is no text", "method", { ...CALL, method: ["POST"] }],
    [
      "a method that says now this, now that",
      "method",
      { ...CALL, method: { toString: () => "POST", toUpperCase: () => "DELETE" } },
    ],
    ["an org of null beside the URL's", "url", { ...CALL, org: null, url: FILLED }],
    ["toJSON", "toJSON", { ...CALL, toJSON: () => ({ name: "unchecked" }) }],
    ["data", "data", { ...CALL, data: { name: "unchecked" } }],
    ["data of null", "data", { ...CALL, data: null }],
  ])("%s", async (_what, parameter, ...args) => {
    const { error, sent } = await call(...args);
    expect(error).toMatchObject({
      name: "ParameterError",
      problems: expect.arrayContaining([
        { parameter, rule: "route", message: expect.stringMatching(`^${parameter} must .*; given: `) },
      ]),
    });
    expect(sent).toEqual([]);
  });

  test("all of it at once, and from .defaults()", async () => {
    const octokit = stubbedOctokit();
    const preset = octokit.rest.orgs.createArtifactStorageRecord.defaults({ url: "/user", method: "PUT", data: "x" });

    expect(await rejection(preset(CALL))).toMatchObject({
      message: expect.stringContaining(`
- url must be ${ROUTE}; given: "/user".
- method must be POST; given: "PUT".
- data must not replace the parameters; given: "x".
`),
    });
  });
});

describe("the method's own route is taken", () => {
  test.each<[what: string, ...args: unknown[]]>([
    ["undefined", { ...CALL, url: undefined, method: undefined, data: undefined }],
    ["its template", { ...CALL, url: ROUTE, method: "post" }],
    ["the whole route first", `POST ${ROUTE}`, CALL],
    ["filled in", { ...RECORD, url: FILLED }],
    ["filled in, in full", { ...RECORD, url: GITHUB + FILLED }],
    ["filled in, with the parameter", { ...CALL, url: GITHUB + FILLED }],
  ])("%s", async (_what, ...args) => {
    expect(await call(...args)).toEqual({ error: undefined, sent: [{ url: GITHUB + FILLED, body: RECORD }] });
  });

  test("filled in, with escapes and a query", async () => {
    const url = `${FILLED.replace("octo-org", "a%2Fb")}?page=2`;
    expect(await call({ ...RECORD, url })).toMatchObject({ error: undefined, sent: [{ url: GITHUB + url }] });
  });

  test.each<[what: string, org: string, url: string]>([
    ["empty", "", "/orgs//artifacts/metadata/storage-record"],
    ["a step", "..", "/orgs/../artifacts/metadata/storage-record"],
    ["an escaped step", "..", "/orgs/%2e%2E/artifacts/metadata/storage-record"],
  ])("filled in, with an org that is %s, it is checked", async (_what, org, url) => {
    const { error, sent } = await call({ ...RECORD, url });
    expect(error).toMatchObject({
      problems: [{ parameter: "org", rule: "pattern", message: expect.stringContaining(JSON.stringify(org)) }],
    });
    expect(sent).toEqual([]);
  });

  test("one parameter that differs from the URL's is enough", async () => {
    const { listArtifactStorageRecords } = stubbedOctokit().rest.orgs;
    const url = `/orgs/octo-org/artifacts/${DIGEST}/metadata/storage-records`;
    const given = { url, org: "other-org", subject_digest: DIGEST };
    expect(await rejection(listArtifactStorageRecords(given))).toMatchObject({ problems: [{ parameter: "url" }] });
  });

  test("under a base URL of its own", async () => {
    const fetch = stubFetch();
    const octokit = stubbedOctokit(fetch, { baseUrl: "https://ghe.example.com/api/v3" });
    const url = `https://ghe.example.com/api/v3/orgs/octo-org/artifacts/${DIGEST}/metadata/storage-records`;

    await Reflect.apply(octokit.rest.orgs.listArtifactStorageRecords, undefined, [{ url }]);

    expect(fetch.mock.calls.map(([sent]) => sent)).toEqual([url.replace("sha256:", "sha256%3A")]);
  });
});
