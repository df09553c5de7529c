import { hash } from "node:crypto";
import { PARAMETER_NAMES } from "../parameters.ts";
import type { SendableRecord } from "./record.ts";

/** 96 bits: among a million records, two share a key with a probability of 1 to 10^17. */
const LENGTH = 16;

const NAMES = PARAMETER_NAMES.filter((name) => name !== "status" && name !== "return_records").sort();

/**
 * A short name for a record, by its content without its status, which may change: the same in another order of keys, on
 * another line, on another machine.
 */
export function toKey(record: Partial<SendableRecord>): string {
  const content: string[] = [];
  for (const name of NAMES) {
    const value = record[name];
    // Logins are the same in any case.
    if (value !== undefined) content.push(name, name === "org" ? value.toLowerCase() : value);
  }
  return hash("sha256", JSON.stringify(content), "base64url").slice(0, LENGTH);
}
