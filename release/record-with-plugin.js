// A user's first program, for the rehearsal.
import { Octokit } from "@octokit/core";
import { artifactStorage } from "octokit-plugin-artifact-storage";

const [digest = ""] = process.argv.slice(2);
const octokit = new (Octokit.plugin(artifactStorage))({
  auth: process.env.GITHUB_TOKEN,
  baseUrl: process.env.GITHUB_API_URL,
});
const { data } = await octokit.rest.orgs.createArtifactStorageRecord({
  org: "octo-org",
  name: "libfoo",
  digest,
  registry_url: "https://reg.example.com/artifactory/",
});
console.log(`Recorded with ${artifactStorage.VERSION}: ${JSON.stringify(data)}`);
