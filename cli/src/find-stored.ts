import type { ArtifactStorageRecord, CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";
import type { Methods } from "./create-client.ts";
import type { Gate } from "./gate.ts";
import { readFailure } from "./read-failure.ts";

/**
 * Looks up a record by digest, name and registry, because GitHub does not say what makes two records the same, and by
 * status, because an artifact to be marked as `deleted` already has a record.
 */
export async function findStored(
  methods: Methods,
  gate: Gate,
  { org, digest, name, registry_url, status = "active" }: CreateArtifactStorageRecordParameters,
): Promise<ArtifactStorageRecord[]> {
  try {
    const { data } = await gate.send((hooks) =>
      methods.listArtifactStorageRecords({ org, subject_digest: digest, request: hooks }),
    );
    return (data.storage_records ?? []).filter(
      (stored) =>
        stored.digest === digest &&
        stored.name === name &&
        stored.registry_url === registry_url &&
        (stored.status ?? "active") === status,
    );
  } catch (error) {
    const failure = readFailure(error);
    // So GitHub says of a digest that has no record yet.
    if (failure.kind === "refused" && failure.status === 404 && /no artifacts found/i.test(failure.message)) return [];
    throw error;
  }
}
