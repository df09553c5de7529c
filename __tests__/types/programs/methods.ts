import type {
  ArtifactStorageRecord,
  ArtifactStorageRecords,
  CreateArtifactStorageRecordParameters,
  ListArtifactStorageRecordsParameters,
} from "octokit-plugin-artifact-storage";
import { MyOctokit, MyOctokitClass } from "../octokit.js";
import { pin } from "./pin.js";

const { createArtifactStorageRecord, listArtifactStorageRecords } = new MyOctokit().rest.orgs;

const record: CreateArtifactStorageRecordParameters = {
  org: "octo-org",
  name: "libfoo",
  digest: "sha256:…",
  registry_url: "https://reg.example.com/",
};
const created = await createArtifactStorageRecord(record);
pin<typeof created.status, 200>();
pin<typeof created.data, ArtifactStorageRecords>();
pin<typeof created.data.total_count, number>();
pin<typeof created.data.storage_records, ArtifactStorageRecord[] | undefined>();

// What stands in the call is inferred, and Octokit's own options go with it.
await createArtifactStorageRecord({ ...record, status: "eol", return_records: false, headers: { "x-trace": "1" } });
const { name, digest, registry_url } = record;
const inOrg = createArtifactStorageRecord.defaults({ org: "octo-org" });
pin<Awaited<ReturnType<typeof inOrg>>, typeof created>();
await inOrg({ name, digest, registry_url });

const artifact: ListArtifactStorageRecordsParameters = { org: "octo-org", subject_digest: digest };
const listed = await listArtifactStorageRecords(artifact);
pin<typeof listed.status, 200>();
pin<typeof listed.data, ArtifactStorageRecords>();

const ofClass = await new MyOctokitClass().rest.orgs.listArtifactStorageRecords(artifact);
pin<typeof ofClass, typeof listed>();
