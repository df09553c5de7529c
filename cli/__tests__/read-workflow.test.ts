import { expect, test } from "@jest/globals";
import { findRecordsUrl } from "../src/read-workflow.ts";

test.each([
  ["github.com", {}, "https://github.com/orgs/octo-org/artifacts"],
  ["GHE.com", { GITHUB_API_URL: "https://api.octocorp.ghe.com/" }, "https://octocorp.ghe.com/orgs/octo-org/artifacts"],
  [
    "the server of a workflow",
    { GITHUB_SERVER_URL: "https://octocorp.ghe.com", GITHUB_API_URL: "https://api.octocorp.ghe.com" },
    "https://octocorp.ghe.com/orgs/octo-org/artifacts",
  ],
])("the page that shows the records, on %s", (_where, env, url) => {
  expect(findRecordsUrl("octo-org", env)).toBe(url);
});
