import { createColumn, createKeys } from "../plan/keys.ts";
import type { SendableRecord } from "../plan/record.ts";

/** As much of a digest as tells a million apart. */
const DIGITS = { start: "sha256:".length, end: "sha256:".length + 16 };

/** Notices that a digest is given with several versions, in a few bytes a digest. */
export function noteVersions() {
  const digests = createKeys();
  const versions = createColumn();
  return {
    /** Whether the record's digest had another version before. */
    isSecond({ digest, version }: SendableRecord): boolean {
      if (version === undefined) return false;
      const number = digests.add(digest.slice(DIGITS.start, DIGITS.end));
      const before = versions.get(number);
      const now = toNumber(version);
      if (before === 0) versions.set(number, now);
      return before !== 0 && before !== now;
    },
  };
}

/** FNV-1a, and never 0. */
function toNumber(text: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
  return number >>> 0 || 1;
}
