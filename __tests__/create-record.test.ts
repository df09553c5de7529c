import { afterEach, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import nock from "nock";
import { artifactStorage } from "../src/index.ts";

nock.disableNetConnect();

const record = {
  name: "libfoo",
  digest: "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72",
  registry_url: "https://reg.example.com/artifactory/",
};

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
});

test("the minimal call", async () => {
  nock("https://api.github.com", {
    reqheaders: { authorization: "token secret", accept: "application/vnd.github.v3+json" },
  })
    .post("/orgs/octo-org/artifacts/metadata/storage-record", record)
    .reply(200, { total_count: 1, storage_records: [] });
  const octokit = new (Octokit.plugin(artifactStorage))({ auth: "secret" });
  const { data } = await octokit.rest.orgs.createArtifactStorageRecord({ org: "octo-org", ...record });
  expect(data).toEqual({ total_count: 1, storage_records: [] });
});
