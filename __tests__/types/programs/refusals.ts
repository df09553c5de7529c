import { MyOctokit } from "../octokit.js";

const { createArtifactStorageRecord, listArtifactStorageRecords } = new MyOctokit().rest.orgs;
const record = { name: "libfoo", digest: "sha256:…", registry_url: "https://reg.example.com/" };

// @ts-expect-error An argument is required.
createArtifactStorageRecord();
// @ts-expect-error An argument is required.
listArtifactStorageRecords();
// @ts-expect-error `org` is missing.
createArtifactStorageRecord(record);
// @ts-expect-error `subject_digest` is missing.
listArtifactStorageRecords({ org: "octo-org" });
// @ts-expect-error GitHub's prose names the status `inactive`, but GitHub does not take it.
createArtifactStorageRecord({ ...record, org: "octo-org", status: "inactive" });
// @ts-expect-error `digest` and `registry_url` are given neither in advance nor in the call.
createArtifactStorageRecord.defaults({ org: "octo-org" })({ name: "libfoo" });
// @ts-expect-error There is no such method.
new MyOctokit().rest.orgs.deleteArtifactStorageRecord;
