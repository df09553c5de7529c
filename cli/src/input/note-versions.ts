import type { SendableRecord } from "../plan/record.ts";

/** Fewer digests than these between two versions, and the second is noticed. */
export const KEPT = 10_000;

/** So many digits of a digest are a number, and tell a million digests apart. */
const DIGITS = { start: "sha256:".length, end: "sha256:".length + 13 };

/**
 * Notices that a digest is given with several versions. It remembers the last 10,000 to 20,000 digests: a million would take a
 * sixth of the memory that a run may have, and lists have the tags of an image side by side.
 */
export function noteVersions() {
  let recent = new Map<number, number>();
  let older = new Map<number, number>();
  return {
    /** Whether the record's digest had another version before. */
    isSecond({ digest, version }: SendableRecord): boolean {
      if (version === undefined) return false;
      const key = Number.parseInt(digest.slice(DIGITS.start, DIGITS.end), 16);
      const before = recent.get(key) ?? older.get(key);
      if (before !== undefined) return before !== toNumber(version);
      if (recent.size === KEPT) {
        older = recent;
        recent = new Map();
      }
      recent.set(key, toNumber(version));
      return false;
    },
  };
}

/** A hash that is kept in the place of the version, of 30 bits, which V8 keeps without an object. */
function toNumber(text: string): number {
  let number = 0;
  for (let at = 0; at < text.length; at += 1) number = (Math.imul(number, 31) + text.charCodeAt(at)) | 0;
  return number & 0x3fffffff;
}
