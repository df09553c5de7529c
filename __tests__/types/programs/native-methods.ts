import type {
  ArtifactStorageMethods,
  ArtifactStorageRecords,
  CreateArtifactStorageRecordParameters,
} from "octokit-plugin-artifact-storage";
import { MyOctokit } from "../octokit.js";
import { pin } from "./pin.js";

declare const record: CreateArtifactStorageRecordParameters;
const { orgs } = new MyOctokit().rest;

// The host's type of the method and ours are overloads, in an order that is the compiler's. The host's has all of the
// answer optional, and an argument that need not be given.
const created = await orgs.createArtifactStorageRecord(record);
pin<typeof created.status, 200>();
pin<Exclude<typeof created.data.total_count, undefined>, number>();
await orgs.createArtifactStorageRecord();
// @ts-expect-error `org` is missing.
await orgs.createArtifactStorageRecord({ ...record, org: undefined });
// @ts-expect-error GitHub's prose names the status `inactive`, but GitHub does not take it.
await orgs.createArtifactStorageRecord({ ...record, status: "inactive" });

// Under its own type, the method is as strict as on any other host.
const { createArtifactStorageRecord }: ArtifactStorageMethods = orgs;
const strictlyCreated = await createArtifactStorageRecord(record);
pin<typeof strictlyCreated.data, ArtifactStorageRecords>();
// @ts-expect-error An argument is required.
createArtifactStorageRecord();
