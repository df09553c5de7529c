import type { GivenRecord } from "../parameters.ts";
import type { Line } from "./line.ts";

/** A value of JSON, and all keys that its text has. */
export interface Value {
  value: unknown;
  keyCount: number;
  /** In their order. Asked for only where a key is repeated. */
  listKeys(): string[];
  text(): string;
}

/** A record of JSON as a line of the input. Of a repeated key every parser keeps another value, so it is an error. */
export function toLine(line: number, { value, keyCount, listKeys, text }: Value): Line {
  if (!isObject(value)) return { line, problem: "is not a JSON object.", text: text() };
  if (keyCount > countKeys(value)) {
    const repeated = findRepeated(value, listKeys());
    if (repeated !== undefined)
      return { line, problem: `gives ${JSON.stringify(repeated)} twice. Remove one.`, text: text() };
  }
  const { digest } = value;
  // As in-toto writes it.
  if (isObject(digest) && typeof digest.sha256 === "string") value.digest = `sha256:${digest.sha256}`;
  return { line, given: value };
}

export const isObject = (value: unknown): value is GivenRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function countKeys(value: unknown): number {
  let count = 0;
  if (Array.isArray(value)) for (const one of value) count += typeof one === "object" ? countKeys(one) : 0;
  else if (isObject(value))
    for (const key in value) count += 1 + (typeof value[key] === "object" ? countKeys(value[key]) : 0);
  return count;
}

/** The first key that the text has more often than the value. */
function findRepeated(value: unknown, keys: string[]): string | undefined {
  const left = new Map<string, number>();
  const count = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(count);
    else if (isObject(one)) {
      for (const [key, member] of Object.entries(one)) {
        left.set(key, (left.get(key) ?? 0) + 1);
        count(member);
      }
    }
  };
  count(value);
  return keys.find((key) => {
    const more = left.get(key) ?? 0;
    left.set(key, more - 1);
    return more === 0;
  });
}
