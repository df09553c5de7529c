import { artifactStorage } from "octokit-plugin-artifact-storage";
import { MyOctokit } from "../octokit.js";

// What editors say of each is in editors/.
const { createArtifactStorageRecord, listArtifactStorageRecords } = artifactStorage(new MyOctokit()).rest.orgs;
const record = { org: "octo-org", name: "libfoo", digest: "sha256:…", registry_url: "https://reg.example.com/" };
const { name, digest, registry_url } = record;

// @ts-expect-error An argument is required.
createArtifactStorageRecord();
// @ts-expect-error An argument is required.
listArtifactStorageRecords();
// @ts-expect-error `org` is missing.
createArtifactStorageRecord({ name, digest, registry_url });
// @ts-expect-error `subject_digest` is missing.
listArtifactStorageRecords({ org: "octo-org" });
// @ts-expect-error `version` is misspelt.
createArtifactStorageRecord({ ...record, versoin: "1.2.3" });
// @ts-expect-error There is no parameter of this name.
createArtifactStorageRecord({ ...record, repo: "libfoo" });
// @ts-expect-error GitHub's page names the status `inactive`, but GitHub does not take it.
createArtifactStorageRecord({ ...record, status: "inactive" });
// @ts-expect-error A version is text.
createArtifactStorageRecord({ ...record, version: 1 });
// @ts-expect-error `org` is misspelt.
createArtifactStorageRecord.defaults({ organization: "octo-org" });
// @ts-expect-error `digest` and `registry_url` are given neither in advance nor in the call.
createArtifactStorageRecord.defaults({ org: "octo-org" })({ name: "libfoo" });
// @ts-expect-error `version` is misspelt.
createArtifactStorageRecord.defaults(record)({ versoin: "1.2.3" });
// @ts-expect-error There is no such method.
artifactStorage(new MyOctokit()).rest.orgs.deleteArtifactStorageRecord;
// @ts-expect-error This is no Octokit.
artifactStorage({});
