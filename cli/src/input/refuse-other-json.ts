import { LINE_NAMES } from "../parameters.ts";
import { wrongUsage } from "../stop.ts";
import { findName } from "./find-name.ts";
import { RECIPES } from "./recipes.ts";
import { recognizeJson } from "./recognize-json.ts";
import { sketchJson } from "./sketch-json.ts";
import { isObject } from "./to-line.ts";

/** Refuses JSON whose first object cannot be meant as a record, so that it is said once, and not of each. */
export function refuseOtherJson(head: Buffer, name: string): void {
  const value = sketchJson(head.subarray(0, LOOKED_AT));
  const known = recognizeJson(value);
  if (known) throw wrongUsage(`${name} looks like ${known.looks}. ${known.advice}`);
  const [first]: unknown[] = Array.isArray(value) ? value : [value];
  const keys = isObject(first) ? Object.keys(first) : [];
  if (keys.length === 0 || keys.some((key) => key.startsWith("_") || findName(key) !== undefined)) return;
  throw wrongUsage(
    `${name} is JSON, but not of records: its first object has ${keys
      .slice(0, KEYS_SHOWN)
      .map((key) => JSON.stringify(key))
      .join(", ")}, and a record has ` + `${LINE_NAMES.join(", ")}. For much else there is a recipe: ${RECIPES}`,
  );
}

/** The whole of a long line is not needed to know what it is. */
const LOOKED_AT = 64 * 1024;
const KEYS_SHOWN = 10;
