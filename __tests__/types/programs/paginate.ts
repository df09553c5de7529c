import { MyOctokit } from "../octokit.js";

const octokit = new MyOctokit();
const artifact = { org: "octo-org", subject_digest: "sha256:…" };
await octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, artifact);
for await (const { status } of octokit.paginate.iterator(octokit.rest.orgs.listArtifactStorageRecords, artifact)) {
  status satisfies 200;
}
