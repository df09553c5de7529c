import type { SendableRecord } from "../plan/record.ts";

/** Fewer digests than these between two versions, and the second is noticed. */
export const KEPT = 10_000;

/** Of a table, a power of two. Few of them are taken, so that a free one is near. */
const PLACES = 32_768;
/** A digest takes two words of 32 bits, which tell a million apart, and its version one. */
const WORDS = 3;
const DIGITS = 8;
const FIRST_DIGIT = "sha256:".length;

/**
 * Notices that a digest is given with several versions. It remembers the last 10,000 to 20,000 digests: a million would take a
 * sixth of the memory that a run may have, and lists have the tags of an image side by side. In a `Map`, checking a list takes
 * a twentieth longer.
 */
export function noteVersions() {
  let recent = createTable();
  let older = createTable();
  return {
    /** Whether the record's digest had another version before. */
    isSecond({ digest, version }: SendableRecord): boolean {
      if (version === undefined) return false;
      const first = readWord(digest, FIRST_DIGIT);
      const second = readWord(digest, FIRST_DIGIT + DIGITS);
      const given = toNumber(version);
      const before = recent.get(first, second) || older.get(first, second);
      if (before !== 0) return before !== given;
      if (recent.size === KEPT) {
        [recent, older] = [older, recent];
        recent.clear();
      }
      recent.add(first, second, given);
      return false;
    },
  };
}

function createTable() {
  const words = new Int32Array(PLACES * WORDS);
  let size = 0;
  /** Where the digest is, or where it can be put. */
  function find(first: number, second: number): number {
    for (let place = (first ^ Math.imul(second, 0x9e3779b1)) >>> 17; ; place = (place + 1) % PLACES) {
      const at = place * WORDS;
      if (words[at + 2] === 0 || (words[at] === first && words[at + 1] === second)) return at;
    }
  }
  return {
    get size() {
      return size;
    },
    clear(): void {
      words.fill(0);
      size = 0;
    },
    /** Its version, or 0. */
    get: (first: number, second: number): number => words[find(first, second) + 2] ?? 0,
    add(first: number, second: number, version: number): void {
      const at = find(first, second);
      words[at] = first;
      words[at + 1] = second;
      words[at + 2] = version;
      size += 1;
    },
  };
}

/** Eight digits of a digest. */
function readWord(digest: string, start: number): number {
  let word = 0;
  for (let at = start; at < start + DIGITS; at += 1) {
    const code = digest.charCodeAt(at);
    word = (word << 4) | (code > 57 ? code - 87 : code - 48);
  }
  return word;
}

/** A hash that is kept in the place of the version, and is never 0. */
function toNumber(text: string): number {
  let number = 1;
  for (let at = 0; at < text.length; at += 1) number = (Math.imul(number, 31) + text.charCodeAt(at)) | 0;
  return number || 1;
}
