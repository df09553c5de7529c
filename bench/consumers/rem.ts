import { Octokit } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";

const octokit = new (Octokit.plugin(restEndpointMethods))();
export const stored = octokit.rest.orgs.createArtifactStorageRecord({
  org: "octo-org",
  name: "libfoo",
  digest: "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72",
  registry_url: "https://reg.example.com/artifactory/",
});
