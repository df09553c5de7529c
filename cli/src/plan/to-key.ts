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
  // A value that is sent has no line break, so this is as clear as JSON, and takes half the time.
  let content = "";
  for (const name of NAMES) {
    const value = record[name];
    // Logins are the same in any case.
    if (value !== undefined) content += `${name}\n${name === "org" ? value.toLowerCase() : value}\n`;
  }
  return hash("sha256", content, "base64url").slice(0, LENGTH);
}
