import { hash } from "node:crypto";

const KEY_BYTES = 12;

/**
 * A short name for a record, by its content without its status, which may change: the same in another order of keys, on
 * another line, on another machine. 96 bits: among a million records, two share one with a probability of 1 to 10^17.
 */
export function toKey(record: object): string {
  const canonical = JSON.stringify(
    Object.entries(record)
      .filter(([name]) => name !== "status")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  // Not a slice of the whole hash, which would keep that in memory.
  return hash("sha256", canonical, "buffer").toString("base64url", 0, KEY_BYTES);
}
