import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { toPlainText } from "./to-plain-text.ts";

/** A stored record for people: a line for each member. */
export function showRecord(record: ArtifactStorageRecord): string {
  const members = Object.entries(record);
  const width = Math.max(...members.map(([name]) => name.length));
  return toPlainText(members.map(([name, value]) => `  ${name.padEnd(width)}  ${value ?? "-"}`).join("\n"));
}
