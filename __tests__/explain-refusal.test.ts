import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { artifactStorage } from "../src/index.ts";
import { CALL, DIGEST, rejection, stubbedOctokit, stubFetch, TOKEN } from "./support/octokit.ts";

const CREATE_PAGE = "https://docs.github.com/rest/orgs/artifact-metadata#create-artifact-metadata-storage-record";
const LIST_PAGE = "https://docs.github.com/rest/orgs/artifact-metadata#list-artifact-storage-records";

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

const WRITE =
  'The token lacks the permission "Artifact metadata: write": add it; in a workflow, "permissions: artifact-metadata: write".';
const HIDDEN = "hidden from the token: check its name and the token's access.";
const USER_ACCOUNT = '"octo-org" is a user account: name an organization, for only those have records.';

describe("each refusal says why", () => {
  test.each<[Answer, ...causes: string[]]>([
    [
      { status: 401, message: "Bad credentials" },
      "The token (`auth`) is missing, wrong, expired or revoked: pass a valid one.",
    ],
    [{ status: 403, message: "Resource not accessible by integration" }, WRITE],
    [{ status: 403, message: "Resource not accessible by personal access token" }, WRITE],
    [
      { status: 403, message: "Resource protected by organization SAML enforcement." },
      'The token is not authorized for the single sign-on of "octo-org": do that in its settings.',
    ],
    [
      { status: 403, message: "You have exceeded a secondary rate limit.", headers: { "retry-after": "60" } },
      "A secondary rate limit, no missing permission. Retry in 60 seconds, fewer at once.",
    ],
    [
      {
        status: 403,
        message: "You have exceeded a secondary rate limit.",
        headers: { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1798761600" },
      },
      "A secondary rate limit, no missing permission. Retry in a minute or more, fewer at once.",
    ],
    [
      { status: 429, message: "You have exceeded a secondary rate limit." },
      "A secondary rate limit, no missing permission. Retry in a minute or more, fewer at once.",
    ],
    [
      {
        status: 403,
        message: "API rate limit exceeded for installation ID 1.",
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1798761600" },
      },
      "The token's rate limit is used up; no permission is missing. Retry after 2027-01-01T00:00:00.000Z.",
    ],
    [
      { status: 403, message: "Resource not accessible by integration", headers: { "x-ratelimit-remaining": "0" } },
      WRITE,
    ],
    [
      {
        status: 403,
        message: "API rate limit exceeded",
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999999" },
      },
      "The token's rate limit is used up; no permission is missing. Retry in a minute or more.",
    ],
    ...["10000000000", "0", "-99999999999999999", "soon"].map((reset): [Answer, string] => [
      {
        status: 403,
        message: "API rate limit exceeded",
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      },
      "The token's rate limit is used up; no permission is missing. Retry in a minute or more.",
    ]),
    ...["Wed, 21 Oct 2026 07:28:00 GMT", "1 day", "after 60"].map((after): [Answer, string] => [
      { status: 429, message: "You have exceeded a secondary rate limit.", headers: { "retry-after": after } },
      "A secondary rate limit, no missing permission. Retry in a minute or more, fewer at once.",
    ]),
    [
      { status: 429, message: "API rate limit exceeded", headers: { "x-ratelimit-remaining": "0" } },
      "The token's rate limit is used up; no permission is missing. Retry in a minute or more.",
    ],
    [
      { status: 404, message: "no artifacts found" },
      WRITE,
      'No attestation is known for this digest: pass `github_repository`, the repository of "octo-org" that it was built from.',
      USER_ACCOUNT,
      `The attested repository is none of "octo-org", or ${HIDDEN}`,
    ],
    [{ status: 404, message: "Not Found" }, `"octo-org" is no organization, or ${HIDDEN}`, USER_ACCOUNT],
    [
      { status: 404, message: "Not Found", baseUrl: "https://ghe.example.com/api/v3" },
      "GitHub Enterprise Server has no storage records: use github.com or GHE.com.",
    ],
    [
      { status: 404, message: "Not Found", baseUrl: "https://ghe.example.com/api/v3/" },
      "GitHub Enterprise Server has no storage records: use github.com or GHE.com.",
    ],
    [
      { status: 404, message: "Not Found", baseUrl: "https://api.octocorp.ghe.com" },
      `"octo-org" is no organization, or ${HIDDEN}`,
      USER_ACCOUNT,
    ],
    [
      { status: 422, message: "Validation Failed" },
      "GitHub refuses what this version of the plugin takes for right: correct it, or update the plugin.",
    ],
  ])("%j", async (answer, ...causes) => {
    const intro = causes.length > 1 ? "Likely, in this order:" : "Likely:";
    expect(await hintOf(answer)).toBe([intro, ...causes.map((cause) => `- ${cause}`), CREATE_PAGE].join("\n"));
  });

  test("only what the call leaves open: with github_repository given, that may be wrong", async () => {
    expect(await hintOf({ status: 404, message: "no artifacts found" }, { github_repository: "libfoo" })).toBe(
      [
        "Likely, in this order:",
        `- ${WRITE}`,
        `- ${USER_ACCOUNT}`,
        `- "libfoo" is no repository of "octo-org", or ${HIDDEN}`,
        `- The attested repository is none of "octo-org", or ${HIDDEN}`,
        CREATE_PAGE,
      ].join("\n"),
    );
  });

  test("of the list, too", async () => {
    const octokit = stubbedOctokit(stubFetch({ message: "no artifacts found" }, { status: 404 }));
    const listed = octokit.rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: DIGEST });
    expect(await rejection(listed)).toMatchObject({
      hint: [
        "Likely, in this order:",
        `- ${WRITE.replaceAll("write", "read")}`,
        "- No record is stored for this digest, or its repository is hidden from the token: check the digest and the token's access.",
        `- ${USER_ACCOUNT}`,
        LIST_PAGE,
      ].join("\n"),
    });
  });

  test("a token that was pasted for the organization is not repeated", async () => {
    expect(await hintOf({ status: 404, message: "Not Found" }, { org: TOKEN })).toContain('- "***" is no organization');
  });
});

describe("no hint for what the map does not know", () => {
  test.each<Answer>([
    { status: 400, message: "Problems parsing JSON" },
    { status: 403, message: "Something new" },
    { status: 403, message: "Something new", headers: { "x-ratelimit-remaining": "10" } },
    { status: 404, message: "Something Not Found here" },
    { status: 404, message: "Not Found here", baseUrl: "https://ghe.example.com/api/v3" },
    { status: 500, message: "401" },
    { status: 500, message: "403 0 secondary rate limit" },
    { status: 500, message: "403 SAML, 403 not accessible by integration" },
    { status: 500, message: "404 https://ghe.example.com/api/v3 org Not Found" },
    { status: 500, message: "422" },
    { status: 409, message: "Conflict" },
    { status: 429, message: "Something new" },
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

  test("class, status, response, request and cause", async () => {
    const octokit = stubbedOctokit(refused());
    const [ours, bare] = await Promise.all([
      rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL)),
      rejection(octokit.request("POST /orgs/{org}/artifacts/metadata/storage-record", CALL)),
    ]);
    const { hint, message, request, ...rest } = Object(ours);
    const { message: _, request: bareRequest, ...bareRest } = Object(bare);
    expect(Object.getPrototypeOf(ours)).toBe(Object.getPrototypeOf(bare));
    expect(rest).toEqual(bareRest);
    expect({ ...request, request: {} }).toEqual({ ...bareRequest, request: {} });
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

  test("also where it cannot be written to, or says nothing of headers", async () => {
    const octokit = stubbedOctokit();
    const response = { data: { message: "no artifacts found" } };
    const frozen = Object.freeze(Object.assign(new Error("frozen"), { status: 404, response }));
    const sealed = Object.preventExtensions(Object.assign(new Error("sealed"), { status: 404, response }));
    const bald = Object.assign(new Error("bald"), { status: 404, response: { ...response, headers: null } });
    const thrown: Error[] = [frozen, sealed, bald];
    octokit.hook.wrap("request", () => Promise.reject(thrown.shift()));
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(frozen);
    expect(frozen.message).toBe("frozen");
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(sealed);
    expect(sealed.message).toBe("sealed");
    expect(await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL))).toBe(bald);
    expect(bald.message).toMatch(/^bald\nLikely/);
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
    expect(error).toMatchObject({ status: 403, hint: expect.stringContaining("Retry in 1 seconds") });
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
