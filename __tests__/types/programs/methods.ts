import {
  type ArtifactStorageRecord,
  artifactStorage,
  type CreateArtifactStorageRecordParameters,
  type CreatedArtifactStorageRecords,
  type ListArtifactStorageRecordsParameters,
  type ListedArtifactStorageRecords,
  type ParameterProblem,
} from "octokit-plugin-artifact-storage";
import { MyOctokit } from "../octokit.js";
import { pin } from "./pin.js";

// By hand the methods have these types on every host, whatever types of them it has itself.
const { createArtifactStorageRecord, listArtifactStorageRecords } = artifactStorage(new MyOctokit()).rest.orgs;

const record: CreateArtifactStorageRecordParameters = {
  org: "octo-org",
  name: "libfoo",
  digest: "sha256:…",
  registry_url: "https://reg.example.com/",
};
const created = await createArtifactStorageRecord(record);
pin<typeof created.status, 200>();
pin<typeof created.data, CreatedArtifactStorageRecords>();
pin<typeof created.data.total_count, number>();
pin<typeof created.data.storage_records, ArtifactStorageRecord[] | undefined>();

// Octokit's own options go with the parameters, those that a plugin knows among them.
await createArtifactStorageRecord({
  ...record,
  status: "eol",
  return_records: false,
  baseUrl: "https://api.octocorp.ghe.com",
  headers: { "x-trace": "1" },
  mediaType: { format: "json" },
  request: { signal: new AbortController().signal, retries: 0 },
});

const { name, digest, registry_url } = record;
const inOrg = createArtifactStorageRecord.defaults({ org: "octo-org", request: { retries: 0 } });
pin<Awaited<ReturnType<typeof inOrg>>, typeof created>();
await inOrg({ name, digest, registry_url });
await inOrg.defaults({ name, digest })({ registry_url, org: "another-org" });
pin<typeof inOrg.endpoint.DEFAULTS.org, string>();

// A dry run checks what nobody has looked at.
pin<ReturnType<typeof inOrg.check>, ParameterProblem[]>();
inOrg.check(undefined as unknown);
const description = createArtifactStorageRecord.endpoint({ org: "octo-org" });
pin<typeof description.url, string>();

// A parameter that GitHub added later takes a cast.
await createArtifactStorageRecord({ ...record, future: 1 } as CreateArtifactStorageRecordParameters);

const artifact: ListArtifactStorageRecordsParameters = { org: "octo-org", subject_digest: digest };
const listed = await listArtifactStorageRecords(artifact);
pin<typeof listed.status, 200>();
pin<typeof listed.data, ListedArtifactStorageRecords>();
pin<typeof listed.data.total_count, number | undefined>();
