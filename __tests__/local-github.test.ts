import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { startLocalGitHub, WORLD } from "../local-github/start-local-github.js";
import { DIGEST, PluginOctokit, RECORD, rejection } from "./support/octokit.ts";

const [ATTESTED = ""] = Object.keys(WORLD.attestations);
const NAMED = { ...RECORD, github_repository: "libfoo" };

let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeAll(async () => {
  github = await startLocalGitHub();
});
beforeEach(() => {
  github.stored.length = 0;
  github.requests.length = 0;
});
afterAll(() => github.close());

const octokitOf = (auth?: string) => new PluginOctokit({ ...(auth && { auth }), baseUrl: github.url });
const create = (given: object, auth: string | undefined = "local-token") =>
  octokitOf(auth).request("POST /orgs/{org}/artifacts/metadata/storage-record", {
    org: "octo-org",
    ...RECORD,
    ...given,
  });

test("what is created is listed, in the form that the description gives it", async () => {
  const { rest } = octokitOf("local-token");

  const created = await rest.orgs.createArtifactStorageRecord({ org: "Octo-Org", ...NAMED, repository: "bar" });
  await rest.orgs.createArtifactStorageRecord({ org: "octo-org", ...NAMED, digest: ATTESTED });
  const listed = await rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: DIGEST });

  expect(created.data).toEqual(listed.data);
  expect(listed.data).toEqual({
    total_count: 1,
    storage_records: [
      {
        ...RECORD,
        id: 1,
        repository: "bar",
        artifact_url: null,
        status: "active",
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    ],
  });
  expect(listed.headers).toMatchObject({
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4997",
    "x-ratelimit-used": "3",
    "x-ratelimit-reset": expect.stringMatching(/^\d{10}$/),
  });
});

test("return_records: false answers with the count alone", async () => {
  expect((await create({ github_repository: "libfoo", return_records: false })).data).toEqual({ total_count: 1 });
});

test("an attested digest needs no github_repository, and its attestation counts", async () => {
  expect((await create({ digest: ATTESTED })).data).toMatchObject({ total_count: 1 });
  expect((await create({ digest: ATTESTED, github_repository: "none" })).data).toMatchObject({ total_count: 1 });
});

describe("it refuses as GitHub does", () => {
  test.each<[status: number, message: string, given: object, token?: string]>([
    [401, "Bad credentials", NAMED, "another-token"],
    [403, "Resource not accessible by personal access token", NAMED, "reading-token"],
    [404, "no artifacts found", {}],
    [404, "no artifacts found", { github_repository: "secret" }],
    [404, "no artifacts found", { ...NAMED, org: "octocat" }],
    [404, "no artifacts found", { org: "other-org", digest: ATTESTED }],
    [404, "Not Found", { ...NAMED, org: "nobody" }],
    [422, "Invalid request.", { ...NAMED, status: "inactive" }],
    [422, "Invalid request.", { ...NAMED, registry_url: "http://reg.example.com" }],
    [422, "Invalid request.", { ...NAMED, name: undefined }],
    [400, "Problems parsing JSON", { data: "{" }],
  ])("%i %s: %j", async (status, message, given, token = "local-token") => {
    expect(await rejection(create(given, token))).toMatchObject({ status, response: { data: { message } } });
    expect(github.stored).toEqual([]);
  });

  test("without a token", async () => {
    const { rest } = octokitOf();
    expect(await rejection(rest.orgs.createArtifactStorageRecord({ org: "octo-org", ...NAMED }))).toMatchObject({
      status: 401,
      response: { data: { message: "Requires authentication" } },
      hint: expect.stringContaining("auth"),
    });
  });

  test("listing takes the permission to read", async () => {
    const list = (auth: string) =>
      octokitOf(auth).rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: DIGEST });
    expect((await list("reading-token")).data).toEqual({ total_count: 0, storage_records: [] });
    expect(await rejection(list("powerless-token"))).toMatchObject({ status: 403 });
  });

  test("other routes are not found", async () => {
    expect(await rejection(octokitOf("local-token").request("GET /user"))).toMatchObject({ status: 404 });
    const url = "/orgs/octo-org/artifacts/metadata/storage-record";
    expect(await rejection(octokitOf("local-token").request(`GET ${url}`))).toMatchObject({ status: 404 });
  });
});
