import { basename, extname } from "node:path";
import { PARAMETER_NAMES } from "../parameters.ts";
import { wrongUsage } from "../stop.ts";
import { findName } from "./find-name.ts";
import type { Line } from "./line.ts";
import { ANEW, readChecksum, readChecksums } from "./read-checksums.ts";
import { readCsv, readLayout } from "./read-csv.ts";
import { readHead } from "./read-head.ts";
import { readImages } from "./read-images.ts";
import { readJson } from "./read-json.ts";
import { readNdjson } from "./read-ndjson.ts";
import { RECIPES } from "./recipes.ts";
import { recognizeJson } from "./recognize-json.ts";
import { recognizeText } from "./recognize-text.ts";
import { sketchJson } from "./sketch-json.ts";
import { isObject } from "./to-line.ts";
import { toUtf8 } from "./to-utf8.ts";

export const FORMATS = ["ndjson", "json", "csv", "checksums", "images"] as const;

export type Format = (typeof FORMATS)[number];

export interface InputOptions {
  /** As the person named it. */
  name: string;
  /** Decides where it is given; else the content does. */
  format?: Format | undefined;
}

/** What the input was read as, as it follows "Read as", and its lines. They can be read once. */
export interface ReadInput {
  what: string;
  lines: AsyncGenerator<Line[]>;
}

const WHATS: Record<Format, string> = {
  ndjson: "NDJSON",
  json: "JSON",
  csv: "CSV",
  checksums: "a list of checksums",
  images: "a list of images",
};

/** Reads records of whatever people have, in the memory of some chunks. Throws wrong usage where it cannot be read on. */
export async function readInput(input: AsyncIterable<Buffer>, { name, format }: InputOptions): Promise<ReadInput> {
  const { bytes, isWhole, chunks, close } = await readHead(toUtf8(input));
  const head: Head = { name, bytes, text: bytes.toString("utf8"), isWhole };
  try {
    const chosen = format ?? chooseFormat(head);
    if (!chosen) return { what: "an empty file", lines: readNdjson(chunks) };
    if (chosen === "json" || chosen === "ndjson") refuseOtherJson(head);
    return { what: WHATS[chosen], lines: readAs(chosen, chunks, head) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The beginning of the input, as far as it is looked at before it is read. */
interface Head {
  name: string;
  bytes: Buffer;
  text: string;
  isWhole: boolean;
}

function readAs(format: Format, chunks: AsyncGenerator<Buffer>, head: Head): AsyncGenerator<Line[]> {
  switch (format) {
    case "ndjson":
      return readNdjson(chunks);
    case "json":
      return readJson(chunks);
    case "csv":
      return readCsv(chunks, readLayout(head.text));
    case "checksums":
      return readChecksums(chunks, findFile(head));
    case "images":
      return readImages(chunks);
  }
}

/** By the content; where that leaves it open, by the extension. Undefined where there is none. */
function chooseFormat(head: Head): Format | undefined {
  const { name, text } = head;
  const lines = findLines(head);
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
  if (extension === ".csv" || extension === ".tsv" || (cells.length > 1 && cells.some((cell) => DIGEST.test(cell))))
    return "csv";
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
const findLines = ({ text }: Head): string[] =>
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

/** The file that a checksum without a name belongs to, if it is the only one: `libfoo.jar` of `libfoo.jar.sha256` */
function findFile(head: Head): string | undefined {
  const isAlone = head.isWhole && findLines(head).filter((line) => !line.startsWith("#")).length === 1;
  const [, file] = /^(.+)\.sha256(?:sum)?$/i.exec(basename(head.name)) ?? [];
  return isAlone ? file : undefined;
}

/** Refuses JSON whose first object cannot be meant as a record, so that it is said once, and not of each. */
function refuseOtherJson({ name, bytes }: Head): void {
  const value = sketchJson(bytes);
  const known = recognizeJson(value);
  if (known) throw wrongUsage(`${name} looks like ${known.looks}. ${known.advice}`);
  const [first]: unknown[] = Array.isArray(value) ? value : [value];
  const keys = isObject(first) ? Object.keys(first) : [];
  if (keys.length === 0 || keys.some((key) => key.startsWith("_") || findName(key) !== undefined)) return;
  throw wrongUsage(
    `${name} is JSON, but not of records: its first object has ${keys
      .slice(0, KEYS_SHOWN)
      .map((key) => JSON.stringify(key))
      .join(", ")}, and a record has ` +
      `${PARAMETER_NAMES.join(", ")}, or image. For much else there is a recipe: ${RECIPES}`,
  );
}

const KEYS_SHOWN = 10;
