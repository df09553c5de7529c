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
    ["org", "octo-org", "Octo-Org", "a", "...", ".a", "a/b", "%2e%2e", " ", "é", "😀", "x".repeat(1000)],
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
    "https://user:pass@reg.example.com:8443/a/b;c=1,d/~e?f=g&h#i",
    "https://127.0.0.1/",
    "https://[::1]:5000/v2/",
    "https://reg.example.com/a%20b?c=%F0%9F%98%80",
    "https://reg.example.com/@scope/package",
    "https://reg.example.com/a//b",
    "https://reg.example.com/x@a@b",
    "https://a@b@c",
    "https://user@[2001:DB8::1]:5000/v2/",
    "https://[::ffff:1.2.3.4]:",
    "https://[::1]",
    "https://my-org.jfrog.io/artifactory",
    "https://123456789012.dkr.ecr.us-east-1.amazonaws.com",
    "https://localhost",
    "https://127.0.0.1.",
    "https://reg.example.com/a--b",
    "https://reg.example.com?a/b?c@d",
    "https://reg.example.com#a/b?c@d",
    "https://a!$&'()*+,;=:b@reg.example.com",
  ])("the URL %s", async (given) => {
    expect(await problemsOf({ registry_url: given, artifact_url: given })).toEqual([]);
  });
});

describe("is refused", () => {
  test.each<[parameter: string, rule: string, ...values: unknown[]]>([
    ["org", "required", undefined],
    ["org", "type", null, 1, true, ["octo-org"], {}, new String("octo-org")],
    ["org", "pattern", "", ".", "..", "\ud800", "a\udc00b", "\udc00\ud800"],
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
    "https://xn--a.com",
    "https://a.com:port/b",
    "https://a.com/b|c",
    "https://a.com/b\nhttps://a.com/b",
    "https://[a]@b",
    "https://[@a?]",
    "https://[ \n\t\0‹é>`{}@evil.example.com/]",
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
      request: "none",
      data: {},
    });

    expect(problems.map(({ parameter, rule }: { parameter: string; rule: string }) => `${parameter} ${rule}`)).toEqual([
      "data route",
      "org pattern",
      "name required",
      "digest pattern",
      "registry_url maxLength",
      "registry_url pattern",
      "status enum",
      "github_repository maxLength",
      "github_repository pattern",
      "return_records type",
      "request type",
    ]);
  });
});

describe("the fix is named", () => {
  test.each<[given: object, message: string | RegExp]>([
    [
      { digest: `sha256:${HEX.toUpperCase()}` },
      `digest must be "sha256:" and 64 lower-case hexadecimal digits; given: "sha256:${HEX.toUpperCase()}". Write it in lower case (Get-FileHash prints upper case).`,
    ],
    [{ digest: HEX.toUpperCase() }, /\. Put "sha256:" in front of it, all in lower case\.$/],
    [{ digest: HEX }, /\. Put "sha256:" in front of it, all in lower case\.$/],
    [{ digest: `${HEX}  libfoo.tgz` }, /\. Keep the digest alone, without spaces or a file name\.$/],
    [{ digest: `${DIGEST}\n` }, /\\n"\. Keep the digest alone, without spaces or a file name\.$/],
    [{ digest: `sha512:${HEX}${HEX}` }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: "sha512-abc+/==" }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: "d41d8cd98f00b204e9800998ecf8427e" }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: `  ${DIGEST}` }, /\. Keep the digest alone, without spaces or a file name\.$/],
    [{ digest: `md5:${HEX}` }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: `sha-512:${HEX}` }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: `BLAKE3:${HEX}` }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: HEX + HEX }, /\. GitHub takes SHA-256 alone, which sha256sum prints\.$/],
    [{ digest: HEX.slice(1) }, /"\.$/],
    [{ digest: HEX.slice(40) }, /"\.$/],
    [{ digest: HEX + HEX + HEX }, /"\.$/],
    [{ digest: `x${HEX.slice(32)}` }, /"\.$/],
    [{ digest: `${HEX.slice(32)}x` }, /"\.$/],
    [{ digest: `sha-256:${HEX}` }, /"\.$/],
    [{ digest: `sha256:${HEX.slice(1)}` }, /"\.$/],
    [{ digest: "https://sha512.example.com" }, /"\.$/],
    [{ registry_url: url(257) }, /^registry_url must have 1 to 256 characters, not 257; given: "https:[x./:a-z]*…"\.$/],
    [{ digest: "what" }, /; given: "what"\.$/],
    [{ digest: [HEX] }, "digest must be a string; given: an array."],
    [
      { status: "inactive" },
      /^status must be one of \["active","eol","deleted"\]; given: "inactive"\. GitHub's page says/,
    ],
    [{ status: "gone" }, /; given: "gone"\.$/],
    [{ registry_url: "http://reg.example.com" }, /; given: "http:\/\/reg\.example\.com"\. Use "https:\/\/"\.$/],
    [{ registry_url: "ghcr.io/octo-org" }, /\. Put "https:\/\/" in front of it\.$/],
    [{ registry_url: "localhost:5000" }, /; given: "localhost:5000"\.$/],
    [
      { artifact_url: "https://a/b c" },
      /\. Check its host and port, and percent-encode spaces and special characters\.$/,
    ],
    [{ github_repository: "octo-org/libfoo" }, /\. Leave the owner out\.$/],
    [{ name: 5 }, "name must be a string; given: 5."],
    [{ name: "" }, 'name must have 1 to 256 characters, not 0; given: "".'],
    [{ version: "x".repeat(101) }, /^version must have 1 to 100 characters, not 101; given: "x{80}…"\.$/],
    [{ version: emoji(101) }, /^version must have 1 to 100 characters, not 101; /],
    [{ org: ".." }, 'org must be an organization\'s login; given: "..".'],
    [{ org: undefined }, "org is required."],
    [{ org: undefined, owner: "octo-org" }, 'org is required: GitHub ignores "owner", which was given; say "org".'],
    [
      { registry_url: undefined, registryUrl: "https://a" },
      /^registry_url is required: GitHub ignores "registryUrl", /,
    ],
    [{ registry_url: undefined, registry: "https://a" }, /^registry_url is required: GitHub ignores "registry", /],
    [
      { repo: "bar" },
      'repository is missing: GitHub ignores "repo", which was given; say "repository" or "github_repository".',
    ],
    [
      { githubRepository: "x" },
      'github_repository is missing: GitHub ignores "githubRepository", which was given; say "github_repository".',
    ],
    [{ artifactUrl: "https://a" }, /^artifact_url is missing: GitHub ignores "artifactUrl"/],
  ])("%j", async (given, message) => {
    const problems = await problemsOf(given);
    expect(problems).toEqual([
      expect.objectContaining({ message: typeof message === "string" ? message : expect.stringMatching(message) }),
    ]);
  });

  test.each([
    [{ repo: "bar", repository: "bar" }],
    [{ repo: "bar", github_repository: "bar" }],
    [{ owner: "octo-org" }],
    [{ registryUrl: "https://a", registry: "https://a" }],
    [{ repo: undefined }],
    [{ constructor: "x", toString: "x", hasOwnProperty: 1 }],
  ])("a misnomer beside what it may mean does no harm: %j", async (given) => {
    expect(await problemsOf(given)).toEqual([]);
  });

  test("a misnomer of what is required is a problem of that, and of what is not, one of its own", async () => {
    expect(await problemsOf({ org: undefined, owner: "octo-org", repo: "bar" })).toMatchObject([
      { parameter: "org", rule: "required" },
      { parameter: "repository", rule: "name" },
    ]);
  });

  test("of the list, too", async () => {
    const { outcome } = await call("listArtifactStorageRecords", { owner: "octo-org", digest: DIGEST });
    expect(Object(outcome).problems).toEqual([
      { parameter: "org", rule: "required", message: expect.stringContaining('say "org"') },
      { parameter: "subject_digest", rule: "required", message: expect.stringContaining('say "subject_digest"') },
    ]);
  });
});

describe("whatever comes in", () => {
  test.each<[what: string, parameters: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a number", 5],
    ["an array", []],
    ["an object without a prototype", Object.create(null)],
    ["inherited parameters", Object.create(CALL)],
  ])("%s: every required parameter is named", async (_what, parameters) => {
    const { outcome, sent } = await call("createArtifactStorageRecord", parameters);
    expect(outcome).toMatchObject({
      problems: ["org", "name", "digest", "registry_url"].map((parameter) => ({ parameter, rule: "required" })),
    });
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

  test.each([null, 0, "", "x", true])("a request option of %j, which is no object, is refused", async (request) => {
    const problem = {
      parameter: "request",
      rule: "type",
      message: `request must be an object; given: ${JSON.stringify(request)}.`,
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
- org must be an organization's login; given: "".
- name must have 1 to 256 characters, not 0; given: "".
${documentation_url}`,
  });
});
