import { hash } from "node:crypto";
import type { GivenRecord } from "./parameters.ts";

/** What is sent for a line: its own values over the defaults. `null`s and keys that begin with `_` are left out. */
export function toRecord(given: GivenRecord, defaults: GivenRecord): GivenRecord {
  const record: GivenRecord = { ...defaults };
  for (const name in given) {
    const value = given[name];
    if (value !== null && value !== undefined && !name.startsWith("_")) record[name] = value;
  }
  return record;
}

const KEY_BYTES = 12;

/**
 * A short name for a record, by its content: the same in another order of keys, on another line, on another machine.
 * 96 bits: among a million records, two share one with a probability of 1 to 10^17.
 */
export function toKey(record: GivenRecord): string {
  const canonical = JSON.stringify(
    Object.keys(record)
      .sort()
      .map((name) => [name, record[name]]),
  );
  // Not a slice of the whole hash, which would keep that in memory.
  return hash("sha256", canonical, "buffer").toString("hex", 0, KEY_BYTES);
}
