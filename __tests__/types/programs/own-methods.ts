import type { ArtifactStorageMethods } from "octokit-plugin-artifact-storage";
import { MyOctokit, MyOctokitClass } from "../octokit.js";
import { pin } from "./pin.js";

// This host has no type of the methods itself, so that those on the instance are as strict as those made by hand.
const { createArtifactStorageRecord, listArtifactStorageRecords } = new MyOctokit().rest.orgs;
pin<typeof createArtifactStorageRecord, ArtifactStorageMethods["createArtifactStorageRecord"]>();
pin<typeof listArtifactStorageRecords, ArtifactStorageMethods["listArtifactStorageRecords"]>();

const ofClass = new MyOctokitClass().rest.orgs;
pin<typeof ofClass.createArtifactStorageRecord, typeof createArtifactStorageRecord>();
