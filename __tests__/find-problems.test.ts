import { describe, expect, test } from "@jest/globals";
import { ParameterError } from "../src/index.ts";
import { CALL, DIGEST, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const HEX = DIGEST.slice("sha256:".length);

async function call(method: "createArtifactStorageRecord" | "listArtifactStorageRecords", parameters: unknown) {
  const fetch = stubFetch();
  const octokit = stubbedOctokit(fetch);
  const outcome = await Reflect.apply(octokit.rest.orgs[method], undefined, [parameters]).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { outcome, sent: fetch.mock.calls.length };
}

/** The problems that a record has with this parameter given, or with others given instead of it. */
async function problemsOf(given: object) {
  const { outcome, sent } = await call("createArtifactStorageRecord", { ...CALL, ...given });
  if (outcome === undefined) {
    expect(sent).toBe(1);
    return [];
  }
  expect(sent).toBe(0);
  expect(outcome).toBeInstanceOf(ParameterError);
  return Object(outcome).problems;
}

const url = (length: number) => "https://reg.example.com/".padEnd(length, "x");
const emoji = (count: number) => "😀".repeat(count);

describe("is taken", () => {
  test.each<[parameter: string, ...values: unknown[]]>([
    ["org", "octo-org", "Octo-Org", "a", "...", ".a", "a_b", "é", "😀", "x".repeat(1000)],
    ["name", "x", "x".repeat(256), emoji(256), emoji(1), "\ud800", " ", "\0", "../..", "{org}"],
    ["digest", DIGEST],
    ["version", "1", "x".repeat(100), emoji(100), undefined],
    ["artifact_url", "https://a", url(152), undefined],
    ["path", "", "com/github/bar/libfoo-1.2.3", "not a URI", "x".repeat(512), emoji(512), undefined],
    ["registry_url", "https://a", url(256)],
    ["repository", "", "bar", "x".repeat(128), emoji(128), undefined],
    ["status", "active", "eol", "deleted", undefined],
    ["github_repository", "a", ".", "A-z_0.9", "x".repeat(100), undefined],
    ["return_records", true, false, undefined],
  ])("%s", async (parameter, ...values) => {
    for (const value of values) expect([value, await problemsOf({ [parameter]: value })]).toEqual([value, []]);
  });

  test.each([
    "https://reg.example.com:8443/a/b;c=1,d/~e?f=g&h#i",
    "https://127.0.0.1/",
    "https://[::1]:5000/v2/",
    "https://reg.example.com/a%20b?c=%F0%9F%98%80",
    "https://reg.example.com/@scope/package",
    "https://reg.example.com/a//b",
    "https://reg.example.com/x@a@b",
    "https://[2001:DB8::1]:5000/v2/",
    "https://[::ffff:1.2.3.4]:",
    "https://[::1]",
    "https://my-org.jfrog.io/artifactory",
    "https://123456789012.dkr.ecr.us-east-1.amazonaws.com",
    "https://localhost",
    "https://127.0.0.1.",
    "https://reg.example.com/a--b",
    "https://reg.example.com?a/b?c@d",
    "https://reg.example.com#a/b?c@d",
    "https://a!$&'()*+,;=b",
  ])("the URL %s", async (given) => {
    expect(await problemsOf({ registry_url: given, artifact_url: given })).toEqual([]);
  });
});

describe("is rejected", () => {
  test.each<[parameter: string, rule: string, ...values: unknown[]]>([
    ["org", "required", undefined],
    ["org", "type", null, 1, true, ["octo-org"], {}, new String("octo-org")],
    ["org", "pattern", "", ".", "..", "\ud800", "a\udc00b", "\udc00\ud800"],
    [
      "org",
      "pattern",
      "octo-org/libfoo",
      "https://github.com/octo-org",
      "@octo-org",
      "a:b",
      "a?",
      "#a",
      "%2e%2e",
      "a\\b",
    ],
    ["org", "pattern", " ", "octo-org\n", "octo org", "\u00a0octo-org"],
    ["name", "required", undefined],
    ["name", "type", null, 1, {}],
    ["name", "minLength", ""],
    ["name", "maxLength", "x".repeat(257), emoji(257)],
    ["digest", "required", undefined],
    ["digest", "type", null, 256],
    [
      "digest",
      "pattern",
      "",
      HEX,
      DIGEST.toUpperCase(),
      `${DIGEST}0`,
      DIGEST.slice(0, -1),
      ` ${DIGEST}`,
      `${DIGEST}\n`,
    ],
    ["digest", "pattern", `sha256:${HEX.toUpperCase()}`, `sha512:${HEX}${HEX}`, `sha256:${HEX.slice(1)}g`],
    ["version", "type", null, 1.2],
    ["version", "minLength", ""],
    ["version", "maxLength", "x".repeat(101), emoji(101)],
    ["artifact_url", "type", null, new URL("https://a")],
    ["artifact_url", "pattern", "", "http://a", "HTTPS://a", "//a", "a"],
    ["artifact_url", "maxLength", url(153)],
    ["path", "type", null, 1],
    ["path", "maxLength", "x".repeat(513), emoji(513)],
    ["registry_url", "required", undefined],
    ["registry_url", "type", null, 1],
    ["registry_url", "maxLength", url(257)],
    ["registry_url", "pattern", "http://a", "ftp://a", "reg.example.com", " https://a"],
    ["repository", "type", null, 1],
    ["repository", "maxLength", "x".repeat(129), emoji(129)],
    ["status", "type", null, true],
    ["status", "enum", "inactive", "ACTIVE", "", "active "],
    ["github_repository", "type", null, 1],
    ["github_repository", "maxLength", "x".repeat(101)],
    ["github_repository", "pattern", "octo-org/libfoo", "a b", "é", "a\n"],
    ["return_records", "type", null, "true", 1],
  ])("%s, by %s", async (parameter, rule, ...values) => {
    for (const value of values) {
      const problems = await problemsOf({ [parameter]: value });
      expect([value, problems]).toEqual([
        value,
        [{ parameter, rule, message: expect.stringMatching(`^${parameter} `) }],
      ]);
    }
  });

  test("all that an empty text breaks", async () => {
    expect(await problemsOf({ registry_url: "", github_repository: "" })).toMatchObject([
      { parameter: "registry_url", rule: "minLength" },
      { parameter: "registry_url", rule: "pattern" },
      { parameter: "github_repository", rule: "minLength" },
      { parameter: "github_repository", rule: "pattern" },
    ]);
  });

  test.each([
    "https://",
    "https://?",
    "https://a b",
    "https://a/ b",
    "https://a/\t",
    "https://a/\u007f",
    "https://a/\n",
    "https://é.example.com",
    "https://a/é",
    'https://a/"',
    "https://a/|",
    "https://a/{b}",
    "https://a\\b",
    "https://a/%",
    "https://a/%2",
    "https://a/%zz",
    "https://a/##",
    "https://a/#b#c",
    "https://a/#bcd#e",
    "https://1.2.3.4.5",
    "https://a.b.0x",
    "https://a.com:port/b",
    "https://a.com/b|c",
    "https://a.com/b\nhttps://a.com/b",
    "https://@a",
    "https://[\n::1]/x",
    "https://[::1]a",
    "https://[::1]:port",
    "https://a[::1]",
    "https://a:b@[::1",
    "https://a/[b]",
    "https://a?[b]",
    "https://a#[b]",
    "https://[::1",
    "https://a:port",
    "https://a:65536",
    "https://%2f/",
  ])("the URL %j", async (given) => {
    expect(await problemsOf({ registry_url: given })).toEqual([
      { parameter: "registry_url", rule: "format", message: expect.stringContaining("well-formed URL") },
    ]);
  });

  test("all problems at once, in the order of GitHub's page", async () => {
    const problems = await problemsOf({
      return_records: "no",
      github_repository: "a/b".repeat(50),
      status: "inactive",
      registry_url: `http://${"x".repeat(300)}`,
      digest: "x",
      name: undefined,
      org: "..",
      artifactUrl: "x",
      request: "none",
      data: {},
    });

    expect(problems.map(({ parameter, rule }: { parameter: string; rule: string }) => `${parameter} ${rule}`)).toEqual([
      "data route",
      "request type",
      "org pattern",
      "name required",
      "digest pattern",
      "registry_url maxLength",
      "registry_url pattern",
      "status enum",
      "github_repository maxLength",
      "github_repository pattern",
      "return_records type",
      "artifactUrl name",
    ]);
  });
});

describe("a wrong name, which GitHub would ignore", () => {
  test.each<[given: object, parameter: string]>([
    [{ repo: "bar" }, "repo"],
    [{ githubRepository: "x" }, "githubRepository"],
    [{ "GitHub-Repository": "x" }, "GitHub-Repository"],
    [{ [`artifact${"_".repeat(29)}url`]: "x" }, `artifact${"_".repeat(29)}url`],
    [{ artifactUrl: "https://a" }, "artifactUrl"],
    [{ returnRecords: false }, "returnRecords"],
    [{ Version: "1" }, "Version"],
    [{ STATUS: null }, "STATUS"],
  ])("%j is a problem of its own", async (given, parameter) => {
    expect(await problemsOf(given)).toEqual([
      { parameter, rule: "name", message: expect.stringMatching(`^${parameter} would be ignored by GitHub\\. `) },
    ]);
  });

  test.each<[given: object, parameter: string]>([
    [{ org: undefined, owner: "octo-org" }, "org"],
    [{ org: undefined, organization: "octo-org" }, "org"],
    [{ org: undefined, ORG: "octo-org" }, "org"],
    [{ registry_url: undefined, registryUrl: "https://a" }, "registry_url"],
    [{ registry_url: undefined, registry: "https://a" }, "registry_url"],
    [{ digest: undefined, body: {} }, "digest"],
  ])("%j is told with what is missing", async (given, parameter) => {
    const wrong = Object.keys(given).find((name) => name !== parameter);
    expect(await problemsOf(given)).toEqual([
      {
        parameter,
        rule: "required",
        message: expect.stringMatching(`^${parameter} is required\\. You gave \`${wrong}\`\\. `),
      },
    ]);
  });

  test.each<[what: string, given: object]>([
    ["beside one that it may mean", { repo: "bar", repository: "bar" }],
    ["beside another that it may mean", { repo: "bar", github_repository: "bar" }],
    ["of what is required, and there", { owner: "octo-org", body: {} }],
    ["in two forms, beside the right one", { registryUrl: "https://a", registry: "https://a" }],
    ["without a value", { repo: undefined, githubRepository: undefined }],
    ["that every object has", { constructor: "x", toString: "x", hasOwnProperty: 1 }],
    ["that is longer than one can be meant", { [`artifact${"_".repeat(30)}url`]: "x" }],
    ["that is near to none", { orgs: "x", "": "x", registry_url2: "x" }],
  ])("%s does no harm", async (_what, given) => {
    expect(await problemsOf(given)).toEqual([]);
  });

  test("without a value does not explain what is missing", async () => {
    expect(await problemsOf({ org: undefined, owner: undefined })).toEqual([
      { parameter: "org", rule: "required", message: "org is required." },
    ]);
  });

  test("goes with a missing required parameter, else by itself", async () => {
    expect(await problemsOf({ org: undefined, owner: "octo-org", repo: "bar" })).toMatchObject([
      { parameter: "org", rule: "required" },
      { parameter: "repo", rule: "name" },
    ]);
  });

  test("of the list, too", async () => {
    const { outcome } = await call("listArtifactStorageRecords", { owner: "octo-org", digest: DIGEST });
    expect(Object(outcome).problems).toEqual([
      { parameter: "org", rule: "required", message: expect.stringContaining("You gave `owner`.") },
      { parameter: "subject_digest", rule: "required", message: expect.stringContaining("You gave `digest`.") },
    ]);
  });

  test("a `url` that is the endpoint's own is none of the registry's", async () => {
    const url = "/orgs/{org}/artifacts/metadata/storage-record";
    expect(await problemsOf({ registry_url: undefined, url })).toMatchObject([
      { message: "registry_url is required." },
    ]);
    expect(await problemsOf({ registry_url: undefined, url, registry: "https://a" })).toMatchObject([
      { message: expect.stringContaining("You gave `registry`.") },
    ]);
  });
});

describe("a URL with a user or a password is rejected, for everyone in the organization could read it", () => {
  test.each([
    "https://user:hunter2@reg.example.com/",
    "https://hunter2@reg.example.com/a?b#c",
    "https://:hunter2@[::1]:5000",
  ])("%s", async (given) => {
    const problems = await problemsOf({ registry_url: given, artifact_url: given });
    expect(problems).toMatchObject([
      { parameter: "artifact_url", rule: "format" },
      { parameter: "registry_url", rule: "format" },
    ]);
    for (const { message } of problems) {
      expect(message).toMatch(/ must not contain a username or password, .* Remove the username and password\.$/);
      expect(message).not.toContain("hunter2");
    }
  });

  test("also where it starts with http:", async () => {
    expect(await problemsOf({ registry_url: "http://user:hunter2@reg.example.com/" })).toMatchObject([
      { rule: "pattern" },
      { rule: "format" },
    ]);
  });
});

describe("whatever comes in", () => {
  test.each<[what: string, parameters: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an object without a prototype", Object.create(null)],
    ["inherited parameters", Object.create(CALL)],
  ])("%s: every required parameter is named", async (_what, parameters) => {
    const { outcome, sent } = await call("createArtifactStorageRecord", parameters);
    expect(outcome).toMatchObject({
      problems: ["org", "name", "digest", "registry_url"].map((parameter) => ({ parameter, rule: "required" })),
    });
    expect(sent).toBe(0);
  });

  test.each<[what: string, parameters: unknown]>([
    ["a number", 5],
    ["an array", [CALL]],
    ["a function", () => CALL],
    ["a symbol", Symbol("call")],
    ["false", false],
  ])("%s is no object, which is said first", async (_what, parameters) => {
    const { outcome, sent } = await call("createArtifactStorageRecord", parameters);
    expect(Object(outcome).problems.slice(0, 2)).toEqual([
      {
        parameter: "parameters",
        rule: "type",
        message: expect.stringMatching(/^parameters must be an object; given: .*\. Pass the parameters by name\.$/),
      },
      { parameter: "org", rule: "required", message: "org is required." },
    ]);
    expect(sent).toBe(0);
  });

  test.each<[what: string, parameters: object]>([
    ["frozen", Object.freeze({ ...CALL, future: Object.freeze({}) })],
    ["without a prototype", Object.assign(Object.create(null), CALL)],
    [
      "with __proto__ as a key of its own",
      JSON.parse(`{ "__proto__": { "polluted": 1 }, ${JSON.stringify(CALL).slice(1)}`),
    ],
  ])("an object that is %s is taken, and not written to", async (_what, parameters) => {
    const before = Object.getOwnPropertyDescriptors(parameters);
    const { outcome, sent } = await call("createArtifactStorageRecord", parameters);
    expect([outcome, sent]).toEqual([undefined, 1]);
    expect(Object.getOwnPropertyDescriptors(parameters)).toEqual(before);
    expect(Object({}).polluted).toBeUndefined();
  });

  test.each([null, 0, "", "x", true])("a request option of %j, which is no object, is rejected", async (request) => {
    const problem = {
      parameter: "request",
      rule: "type",
      message: `request must be an object; given: ${JSON.stringify(request)}. Leave it out, or pass Octokit's request options.`,
    };
    expect(await problemsOf({ request })).toEqual([problem]);
    const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;
    const preset = createArtifactStorageRecord.defaults(Object({ request }));
    expect(await rejection(Reflect.apply(preset, undefined, [CALL]))).toMatchObject({ problems: [problem] });
  });

  test("a request option that is undefined is not given", async () => {
    expect(await problemsOf({ request: undefined })).toEqual([]);
  });

  test("what is checked is what is sent", async () => {
    const fetch = stubFetch();
    let reads = 0;
    const shifty = {
      ...CALL,
      get name() {
        reads += 1;
        return reads === 1 ? "honest" : "";
      },
    };

    await stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord(shifty);

    expect(reads).toBe(1);
    expect(fetch.mock.calls.map(([, { body }]) => JSON.parse(`${body}`).name)).toEqual(["honest"]);
  });

  test("a getter that throws rejects with what it throws", async () => {
    const thrown = new Error("not now");
    const throwing = {
      get org(): string {
        throw thrown;
      },
    };
    const { outcome, sent } = await call("createArtifactStorageRecord", throwing);
    expect([outcome, sent]).toEqual([thrown, 0]);
  });
});

test("ParameterError is a TypeError without a status, that tells all", async () => {
  const { outcome } = await call("createArtifactStorageRecord", { ...CALL, org: "", name: "" });

  expect(outcome).toBeInstanceOf(TypeError);
  expect(outcome).not.toHaveProperty("status");
  const documentation_url =
    "https://docs.github.com/rest/orgs/artifact-metadata#create-artifact-metadata-storage-record";
  expect(outcome).toMatchObject({
    name: "ParameterError",
    method: "orgs.createArtifactStorageRecord",
    problems: [
      { parameter: "org", rule: "pattern" },
      { parameter: "name", rule: "minLength" },
    ],
    documentation_url,
    message: `orgs.createArtifactStorageRecord: nothing was sent.
- org must be an organization's login; given: "". It is empty. Check that the variable it comes from is set.
- name must have 1 to 256 characters, not 0; given: "".
${documentation_url}`,
  });
});
