import type { ArtifactStorageMethods, CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";
import { MyOctokit } from "../octokit.js";
import { pin } from "./pin.js";

declare const record: CreateArtifactStorageRecordParameters;
const { orgs } = new MyOctokit().rest;

// This host has a type of the methods itself, and what is on the instance has both, as overloads in an order that is the
// compiler's. The host's has all of the answer optional, takes any parameter, and need not be given one.
const created = await orgs.createArtifactStorageRecord(record);
pin<typeof created.status, 200>();
pin<Exclude<typeof created.data.total_count, undefined>, number>();
await orgs.createArtifactStorageRecord();
await orgs.createArtifactStorageRecord({ ...record, versoin: "1.2.3" });
// @ts-expect-error `org` is missing.
await orgs.createArtifactStorageRecord({ ...record, org: undefined });
// @ts-expect-error GitHub's page names the status `inactive`, but GitHub does not take it.
await orgs.createArtifactStorageRecord({ ...record, status: "inactive" });

// `check` is ours alone.
orgs.createArtifactStorageRecord.check(record);
orgs satisfies ArtifactStorageMethods;
