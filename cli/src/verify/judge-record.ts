import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { type SendableRecord, statusOf } from "../plan/record.ts";

/** What GitHub shows of a record. */
export type Verdict =
  | { state: "stored" }
  /** `elsewhere`: under what other name or registry GitHub has the newest record of its digest. */
  | { state: "missing"; elsewhere?: Pick<ArtifactStorageRecord, "name" | "registry_url"> }
  /** It is there with other members: what was given, and what GitHub has. */
  | { state: "otherwise"; differences: Difference[] };

export interface Difference {
  member: "artifact_url" | "repository" | "status";
  given: string | null;
  stored: string | null;
}

/** What GitHub shows of a record, and what it does not. */
export const NOT_SHOWN = ["version", "path", "github_repository"] as const;

/**
 * Compares a record with what GitHub lists of its digest. A record is known by its name and registry, then by its URL and
 * repository; of several, the newest counts.
 */
export function judgeRecord(record: SendableRecord, listed: readonly ArtifactStorageRecord[]): Verdict {
  const own = listed
    .filter(({ name, registry_url }) => name === record.name && registry_url === record.registry_url)
    .sort(byAge);
  const closest =
    own.find((stored) => findDifferences(record, stored).every(({ member }) => member === "status")) ?? own[0];
  if (!closest) {
    const [other] = [...listed].sort(byAge);
    return { state: "missing", ...(other && { elsewhere: { name: other.name, registry_url: other.registry_url } }) };
  }
  const differences = findDifferences(record, closest);
  return differences.length === 0 ? { state: "stored" } : { state: "otherwise", differences };
}

/** The newest first. GitHub's numbers grow, and its times are whole seconds. */
function byAge(a: ArtifactStorageRecord, b: ArtifactStorageRecord): number {
  const [timeA, timeB] = [a, b].map(({ updated_at, created_at }) => updated_at ?? created_at ?? "");
  if (timeA !== timeB) return `${timeA}` > `${timeB}` ? -1 : 1;
  return (b.id ?? 0) - (a.id ?? 0);
}

function findDifferences(record: SendableRecord, stored: ArtifactStorageRecord): Difference[] {
  const differences: Difference[] = [
    { member: "artifact_url", given: record.artifact_url ?? null, stored: stored.artifact_url ?? null },
    { member: "repository", given: record.repository ?? null, stored: stored.repository ?? null },
    { member: "status", given: statusOf(record), stored: stored.status ?? "active" },
  ];
  return differences.filter(({ given, stored: other }) => given !== other);
}
