import { Octokit } from "@octokit/core";
import { artifactStorage, ParameterError } from "octokit-plugin-artifact-storage";

const MyOctokit = Octokit.plugin(artifactStorage);

const record = {
  org: "octo-org",
  name: "libfoo",
  digest: "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72",
  registry_url: "https://reg.example.com:8443/artifactory/",
  github_repository: "libfoo",
};

/**
 * What every runtime does: creates a record, lists it, does not send a bad one, and explains a refusal.
 *
 * @param {string} baseUrl The local GitHub's.
 */
export async function scenario(baseUrl) {
  const { orgs } = new MyOctokit({ auth: "local-token", baseUrl }).rest;
  const created = await orgs.createArtifactStorageRecord(record);
  const listed = await orgs.listArtifactStorageRecords({ org: record.org, subject_digest: record.digest });
  const bad = { ...record, digest: "sha512:00" };
  const unsent = await orgs.createArtifactStorageRecord(bad).catch((error) => error);
  const refused = await orgs
    .createArtifactStorageRecord({ ...record, github_repository: "elsewhere" })
    .catch((error) => error);
  return {
    created: created.data,
    listed: listed.data,
    checked: orgs.createArtifactStorageRecord.check(bad),
    unsent: unsent instanceof ParameterError && unsent.problems,
    refused: { status: refused.status, hint: refused.hint },
  };
}
