import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { type SendableRecord, statusOf } from "../plan/record.ts";
import { Stop } from "../stop.ts";
import type { GitHub } from "./github.ts";
import { readFailure } from "./read-failure.ts";

/** What tells the record that was sent from those that only look like it. */
export interface Search {
  /** When it was sent first, by GitHub's clock. */
  since: Date;
  /** Whether a stored record, by GitHub's number, is known to be that of another sending. */
  known: (id: number) => boolean;
  /** Whether a stored record is that of another line. */
  another: (stored: ArtifactStorageRecord) => boolean | Promise<boolean>;
}

export type Finding =
  | { state: "found"; record: ArtifactStorageRecord }
  | { state: "missing" }
  | { state: "unknown"; message: string };

/** GitHub's times are whole seconds, and its servers' clocks differ. */
const LEEWAY_MS = 2000;

/** What GitHub lists of a record. It lists neither `version` nor `path` nor `github_repository`. */
const SAME = ["digest", "name"] as const;
const MAY_BE_REWRITTEN = ["registry_url", "artifact_url", "repository"] as const;

/**
 * Looks up whether a record that was sent is stored. GitHub does not say what makes two records the same: what equals it in
 * everything that is listed, and is as new as its sending, is taken for it; of several the oldest. What differs a little, and is
 * that of no other line, may be it, in other words.
 */
export async function findRecord(
  github: Pick<GitHub, "list">,
  { record, since, known, another }: Search & { record: SendableRecord },
): Promise<Finding> {
  let listed: ArtifactStorageRecord[];
  try {
    listed = await github.list(record.org, record.digest);
  } catch (error) {
    const why = error instanceof Stop ? error.message : readFailure(error).message;
    return { state: "unknown", message: `The lookup failed: ${why}` };
  }
  if (listed.length > 0 && listed.every(({ digest }) => digest !== record.digest)) {
    return { state: "unknown", message: "The answer to the lookup is about another artifact." };
  }
  const from = since.getTime() - LEEWAY_MS;
  const alike = listed.filter(
    (stored) =>
      SAME.every((name) => stored[name] === record[name]) &&
      (stored.status ?? "active") === statusOf(record) &&
      !(newest(stored) < from) &&
      // One that was there before, and was changed since, may be known.
      !(stored.id !== undefined && known(stored.id) && !(created(stored) < from)),
  );
  const [own] = alike.filter((stored) => isListedAs(stored, record)).sort(byAge);
  if (own) {
    if (!Number.isNaN(newest(own))) return { state: "found", record: own };
    return { state: "unknown", message: "GitHub lists such a record, but does not say since when." };
  }
  for (const stored of alike) {
    if (await another(stored)) continue;
    const differing = MAY_BE_REWRITTEN.find((name) => (stored[name] ?? null) !== (record[name] ?? null));
    const message = `GitHub lists a record that is as new and differs only in \`${differing}\`: ${JSON.stringify(stored[differing ?? "registry_url"] ?? null)}. It may be this one.`;
    return { state: "unknown", message };
  }
  return { state: "missing" };
}

/** Whether a stored record is what GitHub lists of one that was sent. */
export const isListedAs = (stored: ArtifactStorageRecord, record: SendableRecord): boolean =>
  (stored.status ?? "active") === statusOf(record) &&
  [...SAME, ...MAY_BE_REWRITTEN].every((name) => (stored[name] ?? null) === (record[name] ?? null));

/** NaN where GitHub does not say. */
const created = ({ created_at }: ArtifactStorageRecord): number => Date.parse(created_at ?? "");

/** When it was created or changed last. */
function newest(stored: ArtifactStorageRecord): number {
  const times = [created(stored), Date.parse(stored.updated_at ?? "")].filter((time) => !Number.isNaN(time));
  return times.length === 0 ? Number.NaN : Math.max(...times);
}

const byAge = (a: ArtifactStorageRecord, b: ArtifactStorageRecord): number =>
  newest(a) - newest(b) || (a.id ?? 0) - (b.id ?? 0);
