import { describe, expect, test } from "@jest/globals";
import { CALL, DIGEST, RECORD, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const ROUTE = "/orgs/{org}/artifacts/metadata/storage-record";
const FILLED = "/orgs/octo-org/artifacts/metadata/storage-record";
const GITHUB = "https://api.github.com";

/** Calls the method with anything; returns its rejection, and what was sent. */
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
    ["another path", "url", { ...CALL, url: "/user" }],
    ["the path, filled in", "url", { ...RECORD, url: FILLED }],
    ["the whole URL, filled in", "url", { ...CALL, url: GITHUB + FILLED }],
    ["the whole URL, not filled in", "url", { ...CALL, url: GITHUB + ROUTE }],
    ["a longer path", "url", { ...CALL, url: `${ROUTE}s` }],
    ["a query", "url", { ...CALL, url: `${ROUTE}?{name}` }],
    ["an object that says the route", "url", { ...CALL, url: { toString: () => ROUTE } }],
    ["null", "url", { ...CALL, url: null }],
    ["a URL object", "url", { ...CALL, url: new URL("https://evil.example.com") }],
    ["another method", "method", { ...CALL, method: "DELETE" }],
    ["no method", "method", { ...CALL, method: null }],
    ["a method that is no text", "method", { ...CALL, method: ["POST"] }],
    [
      "a method that says now this, now that",
      "method",
      { ...CALL, method: { toString: () => "POST", toUpperCase: () => "DELETE" } },
    ],
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

  test.each<[what: string, ...args: unknown[]]>([
    ["a route", "POST /user", CALL],
    ["a path", "/user", CALL],
    ["another method in the route", `PUT ${ROUTE}`, CALL],
    ["a longer route", `POST ${ROUTE}s`, CALL],
    ["any text", "octo-org"],
    ["no text", "", CALL],
  ])("%s as the first argument", async (_what, ...args) => {
    const { error, sent } = await call(...args);
    const message = `parameters must be an object; given: ${JSON.stringify(args[0])}. Pass the parameters by name.`;
    expect(error).toMatchObject({
      name: "ParameterError",
      problems: expect.arrayContaining([{ parameter: "parameters", rule: "type", message }]),
    });
    expect(sent).toEqual([]);
  });

  test("all of it at once, and from .defaults()", async () => {
    const fetch = stubFetch();
    const octokit = stubbedOctokit(fetch);
    const preset = octokit.rest.orgs.createArtifactStorageRecord.defaults(
      Object({ url: "/user", method: "PUT", data: "x" }),
    );

    expect(await rejection(preset(CALL))).toMatchObject({
      problems: [
        { parameter: "url", rule: "route" },
        { parameter: "method", rule: "route" },
        { parameter: "data", rule: "route" },
      ],
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("nor the list's: only octokit.paginate may give a filled-in URL", async () => {
    const fetch = stubFetch();
    const { listArtifactStorageRecords } = stubbedOctokit(fetch).rest.orgs;
    const url = `${GITHUB}/orgs/octo-org/artifacts/${DIGEST}/metadata/storage-records`;
    const given = { method: "GET", url, headers: {}, org: "octo-org", subject_digest: DIGEST };

    expect(await rejection(listArtifactStorageRecords(given))).toMatchObject({ problems: [{ parameter: "url" }] });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("the method's own route is taken", () => {
  test.each<[what: string, ...args: unknown[]]>([
    ["undefined", { ...CALL, url: undefined, method: undefined, data: undefined, toJSON: undefined }],
    ["its template", { ...CALL, url: ROUTE, method: "post" }],
    ["the whole route first", `POST ${ROUTE}`, CALL],
    ["the whole route first, its method in lower case", `post ${ROUTE}`, CALL],
    ["its template first", ROUTE, CALL],
  ])("%s", async (_what, ...args) => {
    expect(await call(...args)).toEqual({ error: undefined, sent: [{ url: GITHUB + FILLED, body: RECORD }] });
  });
});
