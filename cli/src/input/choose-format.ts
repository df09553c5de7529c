import { extname } from "node:path";
import { wrongUsage } from "../stop.ts";
import { findName } from "./find-name.ts";
import { ANEW, readChecksum } from "./read-checksums.ts";
import { readLayout } from "./read-csv.ts";
import { RECIPES } from "./recipes.ts";
import { recognizeText } from "./recognize-text.ts";
import { isObject } from "./to-line.ts";

export const FORMATS = ["ndjson", "json", "csv", "checksums", "images"] as const;

export type Format = (typeof FORMATS)[number];

/** By the content; where that leaves it open, by the extension. Undefined where there is none. */
export function chooseFormat(text: string, name: string): Format | undefined {
  const lines = findLines(text);
  const [first = "", second = ""] = lines;
  const extension = extname(name).toLowerCase();
  if (!first) return undefined;

  if (first.startsWith("[")) return "json";
  const isForLines = extension === ".ndjson" || extension === ".jsonl";
  if (isWholeObject(first) || (isForLines && second.startsWith("{"))) return "ndjson";
  if (first.startsWith("{")) return "json";

  const { delimiter, hasPreface } = readLayout(text);
  if (hasPreface) return "csv";
  const line = lines.find((one) => !one.startsWith("#")) ?? "";
  const checksum = readChecksum(line);
  if (checksum?.algorithm === "SHA-256") return "checksums";
  if (checksum)
    throw wrongUsage(
      `${name} looks like a list of checksums by ${checksum.algorithm}, and GitHub takes SHA-256 alone. ${ANEW}`,
    );
  if (IMAGE.test(line)) return "images";
  const cells = first.split(delimiter).map((cell) => cell.replace(/^"(.*)"$/, "$1"));
  if (cells.some((cell) => findName(cell) !== undefined)) return "csv";

  const other = recognizeText(text);
  if (other) throw wrongUsage(`${name} looks like ${other.looks}. ${other.advice}`);
  if (extension === ".csv" || extension === ".tsv" || cells.some((cell) => DIGEST.test(cell))) return "csv";
  if (isForLines) return "ndjson";
  if (extension === ".json") return "json";
  throw wrongUsage(
    `${name} begins with ${JSON.stringify(first.slice(0, SHOWN))}, and so is none of what can be read: NDJSON, JSON, CSV, ` +
      "a list of checksums as sha256sum writes it, a list of images as REF@sha256:HEX. If it is one of these, say which " +
      `with --format. For much else there is a recipe: ${RECIPES}`,
  );
}

const SHOWN = 60;
const DIGEST = /^(sha256:)?[0-9a-f]{64}$/i;
/** A reference to an image: with a digest, or a registry or owner and a tag, to which a digest was forgotten. */
const IMAGE = /^(?:\w+:\/\/)?[\w.-]+(?::\d+)?(?:\/[\w.-]+)*(?:(?::[\w.-]+)?@\w+:\w+|(?<=\/.*):[\w.-]+)$/;

/** The lines of the beginning that hold something. */
export const findLines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function isWholeObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
