// The table in README that says what the plugin gives beyond a bare Octokit: a test for each of its rows.
import { expect, test } from "@jest/globals";
import { UnexpectedResponseError } from "../src/index.ts";
import { DIGEST, PluginOctokit, RECORD, stubFetch, TOKEN } from "./support/octokit.ts";

const API = "https://api.github.com";
const CREATE = "/orgs/octo-org/artifacts/metadata/storage-record";
const CALL = { org: "octo-org", ...RECORD, github_repository: "libfoo" };
const ROUTE = "POST /orgs/{org}/artifacts/metadata/storage-record";

/** What becomes of the same call of a bare Octokit and of ours: what is requested, and the error, if there is one. */
async function callBoth(parameters: object, data?: unknown, init?: ResponseInit) {
  const attempt = async (call: (octokit: InstanceType<typeof PluginOctokit>) => Promise<unknown>) => {
    const fetch = stubFetch(data, init);
    const error = await call(new PluginOctokit({ auth: TOKEN, request: { fetch } })).then(
      () => undefined,
      (reason) => Object(reason),
    );
    return { urls: fetch.mock.calls.map(([url]) => url), error };
  };
  return {
    bare: await attempt((octokit) => octokit.request(ROUTE, Object(parameters))),
    ours: await attempt(({ rest }) => Reflect.apply(rest.orgs.createArtifactStorageRecord, undefined, [parameters])),
  };
}

test("you forget `org`", async () => {
  const { bare, ours } = await callBoth(RECORD, { message: "Not Found" }, { status: 404 });
  expect(bare).toMatchObject({ urls: [`${API}/orgs//artifacts/metadata/storage-record`], error: { status: 404 } });
  expect(ours).toMatchObject({ urls: [], error: { problems: [{ message: "org is required." }] } });
});

test("the digest is in uppercase, the URL begins with http://, or the status is inactive", async () => {
  const wrong = { digest: DIGEST.toUpperCase(), registry_url: "http://reg.example.com/", status: "inactive" };
  const { bare, ours } = await callBoth({ ...CALL, ...wrong });
  expect(bare.urls).toHaveLength(1);
  expect(ours.urls).toEqual([]);
  expect(ours.error.problems).toMatchObject(Object.keys(wrong).map((parameter) => ({ parameter })));
  for (const { message } of ours.error.problems) expect(message).toMatch(/; given: ".*"\. [A-Z].+\.$/);
});

test.each([
  [
    "registryUrl",
    { org: "octo-org", name: "libfoo", digest: DIGEST, registryUrl: "https://reg.example.com/" },
    "`registry_url`",
  ],
  ["repo", { ...CALL, github_repository: undefined, repo: "libfoo" }, "`github_repository`"],
  ["tag", { ...CALL, tag: "1.2.3" }, "`version`"],
  ["state", { ...CALL, state: "deleted" }, "`status`"],
])("a parameter has a name that people mistake for it: %s", async (_name, parameters, rightName) => {
  const { bare, ours } = await callBoth(parameters);
  expect(bare.urls).toHaveLength(1);
  expect(ours.urls).toEqual([]);
  expect(ours.error.message).toContain(rightName);
});

test.each([{ url: "https://example.com/records" }, { method: "DELETE" }, { data: "other" }])(
  "a record from a file holds %j",
  async (given) => {
    const { bare, ours } = await callBoth({ ...CALL, ...given });
    expect(bare.urls).toEqual([given.url ?? `${API}${CREATE}`]);
    expect(ours).toMatchObject({ urls: [], error: { problems: [{ parameter: Object.keys(given)[0] }] } });
  },
);

test("`baseUrl` is Octokit's own option", async () => {
  const { ours } = await callBoth({ ...CALL, baseUrl: "https://example.com" });
  expect(ours).toEqual({ urls: [`https://example.com${CREATE}`], error: undefined });
});

test("GitHub answers 404 no artifacts found", async () => {
  const { bare, ours } = await callBoth(CALL, { message: "no artifacts found" }, { status: 404 });
  expect(bare.error.message).toBe("no artifacts found");
  expect(ours.error.message).toMatch(/^no artifacts found\nLikely causes, most likely first:\n- /);
});

test.each([["<html>"], [{ total_count: 0 }]])(
  "the answer is a proxy's, or says that nothing was stored: %j",
  async (data) => {
    const { bare, ours } = await callBoth(CALL, data);
    expect(bare.error).toBeUndefined();
    expect(ours.error).toBeInstanceOf(UnexpectedResponseError);
  },
);
