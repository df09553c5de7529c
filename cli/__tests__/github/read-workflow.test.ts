import { expect, test } from "@jest/globals";
import { findRecordsUrl, readWorkflow } from "../../src/github/read-workflow.ts";

test.each([
  ["octo-org/libfoo", { org: "octo-org", github_repository: "libfoo" }],
  ["octo-org", {}],
  ["octo-org/libfoo/more", {}],
  ["/libfoo", {}],
  [undefined, {}],
])("GITHUB_REPOSITORY=%s", (GITHUB_REPOSITORY, workflow) => {
  expect(readWorkflow({ GITHUB_REPOSITORY })).toEqual(workflow);
});

const OCTOCORP = "https://octocorp.ghe.com/orgs/octo-org/artifacts";

test.each([
  ["github.com", {}, "https://github.com/orgs/octo-org/artifacts"],
  ["GHE.com", { GITHUB_API_URL: "https://api.octocorp.ghe.com/" }, OCTOCORP],
  ["the server of a workflow", { GITHUB_SERVER_URL: "https://octocorp.ghe.com/" }, OCTOCORP],
  [
    "a server that is no URL",
    { GITHUB_SERVER_URL: "octocorp.ghe.com", GITHUB_API_URL: "https://api.octocorp.ghe.com" },
    OCTOCORP,
  ],
  ["a server with a password, which is not shown", { GITHUB_SERVER_URL: "https://user:pw@octocorp.ghe.com" }, OCTOCORP],
])("the page that shows the records, on %s", (_where, env, url) => {
  expect(findRecordsUrl("octo-org", env)).toBe(url);
});
