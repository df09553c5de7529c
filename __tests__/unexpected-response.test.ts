import { describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { artifactStorage, UnexpectedResponseError } from "../src/index.ts";
import { ANSWER, CALL, DIGEST, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

const LIST = { org: "octo-org", subject_digest: DIGEST };

describe("an answer that is not the endpoint's is no success", () => {
  test.each<[what: string, data: unknown, init?: ResponseInit]>([
    ["nothing, as for a body that was cut off", ""],
    ["truncated JSON", '{"total_count": 1, "storage_re'],
    ["a page of HTML", "<html></html>", { headers: { "content-type": "text/html" } }],
    ["the bytes of something", "x", { headers: { "content-type": "application/octet-stream" } }],
    ["an organization, as after a redirect", { login: "octo-org", id: 1 }],
    ["a list", [ANSWER]],
    ["null", null],
    ["a number", 1],
    ["a count that is no number", { total_count: "1" }],
  ])("%s", async (_what, data, init = {}) => {
    const { rest } = stubbedOctokit(stubFetch(data, init));

    const created = await rejection(rest.orgs.createArtifactStorageRecord(CALL));
    const listed = await rejection(rest.orgs.listArtifactStorageRecords(LIST));

    expect(created).toBeInstanceOf(UnexpectedResponseError);
    expect(listed).toBeInstanceOf(UnexpectedResponseError);
  });

  test("204, without a body", async () => {
    const fetch = stubFetch();
    fetch.mockResolvedValue(Object.assign(new Response(null, { status: 204 })));
    const error = await rejection(stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", response: { status: 204, data: "" } });
  });

  test("a hook that answers nothing", async () => {
    const octokit = stubbedOctokit();
    octokit.hook.wrap("request", () => Object(Promise.resolve(undefined)));
    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", response: undefined });
  });

  test("it says what is unknown, and how to find out", async () => {
    const { rest } = stubbedOctokit(stubFetch("<html></html>", { headers: { "content-type": "text/html" } }));

    const created = await rejection(rest.orgs.createArtifactStorageRecord(CALL));
    const listed = await rejection(rest.orgs.listArtifactStorageRecords(LIST));

    expect(created).toMatchObject({
      name: "UnexpectedResponseError",
      method: "orgs.createArtifactStorageRecord",
      message:
        "orgs.createArtifactStorageRecord: not the endpoint's answer, but one that was cut off, redirected, or a proxy's. Whether the record was stored is unknown: look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.",
      response: { status: 200, data: "<html></html>", headers: { "content-type": "text/html" } },
    });
    expect(created).not.toHaveProperty("status");
    expect(listed).toMatchObject({
      method: "orgs.listArtifactStorageRecords",
      message:
        "orgs.listArtifactStorageRecords: not the endpoint's answer, but one that was cut off, redirected, or a proxy's. What is stored is unknown: call listArtifactStorageRecords again.",
    });
  });

  test("plugin-retry does not send it again on its own", async () => {
    const fetch = stubFetch("");
    const octokit = new (Octokit.plugin(artifactStorage, retry))({ request: { fetch } });

    await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));

    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

test("the count alone is enough", async () => {
  const { data } = await stubbedOctokit(stubFetch({ total_count: 0 })).rest.orgs.listArtifactStorageRecords(LIST);
  expect(data).toEqual({ total_count: 0 });
});
