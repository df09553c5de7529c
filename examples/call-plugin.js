// Records where a file is stored, with the plugin. `npm run example` shows this call, and runs it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Octokit } from "@octokit/core";
import { artifactStorage } from "octokit-plugin-artifact-storage";

const { GITHUB_TOKEN, GITHUB_API_URL } = process.env;
const file = readFileSync(new URL("libfoo-1.2.3.txt", import.meta.url));

const MyOctokit = Octokit.plugin(artifactStorage);
const octokit = new MyOctokit({ auth: GITHUB_TOKEN, baseUrl: GITHUB_API_URL });
const { data } = await octokit.rest.orgs.createArtifactStorageRecord({
  org: "octo-org",
  name: "libfoo-1.2.3.txt",
  digest: `sha256:${createHash("sha256").update(file).digest("hex")}`,
  registry_url: "https://mirror.example.com/",
  github_repository: "libfoo",
});
for (const { id, digest } of data.storage_records ?? []) console.log({ id, digest });
