import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";

/** A stored record for people: a line for each member. */
export function showRecord(record: ArtifactStorageRecord): string {
  const members = Object.entries(record);
  const width = Math.max(...members.map(([name]) => name.length));
  return members.map(([name, value]) => `  ${name.padEnd(width)}  ${value ?? "-"}`).join("\n");
}
