import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import fc from "fast-check";
import { artifactStorage } from "../src/index.ts";
import { CALL, DIGEST, PluginOctokit, RECORD, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const LIST = { org: "octo-org", subject_digest: DIGEST };

describe("what is right has no problem, and nothing is sent", () => {
  const fetch = stubFetch();
  const octokit = stubbedOctokit(fetch);
  const hook = jest.fn();
  octokit.hook.before("request", () => void hook());
  const { createArtifactStorageRecord, listArtifactStorageRecords } = octokit.rest.orgs;

  test.each<[what: string, method: { check(parameters: unknown): unknown }, parameters: unknown]>([
    ["a record", createArtifactStorageRecord, CALL],
    ["a list", listArtifactStorageRecords, LIST],
    ["a frozen one, which is not written to", createArtifactStorageRecord, Object.freeze({ ...CALL })],
    ["with the endpoint's own route", createArtifactStorageRecord, { ...CALL, method: "post", url: undefined }],
    ["what .defaults() completes", createArtifactStorageRecord.defaults({ org: "octo-org" }), RECORD],
  ])("%s", (_what, method, parameters) => {
    expect(method.check(parameters)).toEqual([]);
    expect([fetch.mock.calls, hook.mock.calls]).toEqual([[], []]);
  });
});

test("it needs no token, and is there on every instance", () => {
  const { check } = new PluginOctokit().rest.orgs.createArtifactStorageRecord;
  expect(check(CALL)).toEqual([]);
  expect(check({ ...CALL, name: "" })).toEqual([
    { parameter: "name", rule: "minLength", message: 'name must have 1 to 256 characters, not 0; given: "".' },
  ]);
});

test("each call returns a list of its own", () => {
  const { check } = new PluginOctokit().rest.orgs.createArtifactStorageRecord;
  check({}).length = 0;
  expect(check({})).toHaveLength(4);
});

describe(".defaults() count, checked with what is given", () => {
  const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;

  test.each<[preset: object, given: object, problems: string[]]>([
    [{ org: ".." }, RECORD, ["org pattern"]],
    [{ org: ".." }, CALL, []],
    [{ version: "" }, CALL, ["version minLength"]],
    [{ url: "/user" }, CALL, ["url route"]],
    [{ org: "octo-org" }, { ...RECORD, org: undefined }, []],
  ])("%j, %j", (preset, given, problems) => {
    const found = createArtifactStorageRecord.defaults(Object(preset)).check(given);
    expect(found.map(({ parameter, rule }) => `${parameter} ${rule}`)).toEqual(problems);
  });

  test("those of the instance's request do, too", () => {
    const { request } = new Octokit();
    const { check } = artifactStorage({ request: request.defaults({ version: "" }) }).rest.orgs
      .createArtifactStorageRecord;
    expect(check(CALL)).toMatchObject([{ parameter: "version", rule: "minLength" }]);
  });
});

describe("odd values of Octokit's own options, and objects where there is a default, are no trouble", () => {
  const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;
  const methods = [
    createArtifactStorageRecord,
    createArtifactStorageRecord.defaults({ org: "octo-org", version: "1" }),
  ];
  const names = ["org", "version", "headers", "mediaType", "request", "baseUrl", "url", "method", "data", "toJSON"];
  const deep = { a: { b: null } };

  test.each([null, 0, "", "x", 1n, [], {}, deep, new Map(), new Date(), Object.create(null), Symbol("x"), () => 1])(
    "%p",
    (value) => {
      for (const { check } of methods)
        for (const name of names) expect(check({ ...RECORD, [name]: value })).toEqual(expect.any(Array));
    },
  );

  test("an object is rejected as it is, and not merged", () => {
    const [, preset] = methods;
    expect(preset?.check({ ...RECORD, org: deep, version: {} })).toMatchObject([
      { parameter: "org", rule: "type" },
      { parameter: "version", rule: "type" },
    ]);
  });

  test("a URL that is no text, with the headers of a page", () => {
    const { check, endpoint } = stubbedOctokit().rest.orgs.listArtifactStorageRecords;
    const { headers } = endpoint(LIST);
    expect(check({ ...LIST, headers, url: Object.create(null) })).toMatchObject([{ parameter: "url", rule: "route" }]);
  });
});

test("whatever is given, it finds what a call is rejected with, and throws nothing", () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        fc.string(),
        fc.record(
          {
            org: fc.constantFrom("octo-org", "..", "", 5),
            name: fc.constantFrom("libfoo", "", null),
            digest: fc.constantFrom(DIGEST, "x"),
            registry_url: fc.constantFrom("https://a", "http://a", undefined),
            repo: fc.constant("x"),
            url: fc.constantFrom("/user", undefined),
            request: fc.constantFrom(null, {}),
          },
          { requiredKeys: [] },
        ),
      ),
      async (parameters) => {
        const fetch = stubFetch();
        const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;
        const problems = createArtifactStorageRecord.check(parameters);
        expect(fetch).not.toHaveBeenCalled();
        const promise: Promise<unknown> = Reflect.apply(createArtifactStorageRecord, undefined, [parameters]);
        if (problems.length === 0) await promise;
        else expect(await rejection(promise)).toMatchObject({ name: "ParameterError", problems });
      },
    ),
    { numRuns: 1_000, seed: 20_261_125 },
  ));
