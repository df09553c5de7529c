import type { CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";
import type { Methods } from "./create-client.ts";
import type { GivenRecord } from "./parameters.ts";

/** A record that the plugin finds nothing wrong with. */
export type SendableRecord = GivenRecord & CreateArtifactStorageRecordParameters;

export const isSendable = (methods: Methods, record: GivenRecord): record is SendableRecord =>
  methods.createArtifactStorageRecord.check(record).length === 0;
