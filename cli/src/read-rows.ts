import type { Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readCsv } from "./read-csv.ts";
import { readLines } from "./read-lines.ts";
import { readNdjson } from "./read-ndjson.ts";
import type { Row } from "./row.ts";
import { wrongUsage } from "./stop.ts";

export type Format = "ndjson" | "csv";

/** The input: a file, or what was spooled of stdin. */
export interface Input {
  /** As the person named it. */
  name: string;
  /** Where it can be read, twice. */
  path: string;
  format: Format;
}

const CHUNK = 64 * 1024;

/** Reads the input in batches: an iteration for each line would take longer than the reading. */
export async function* readRows({ name, path, format }: Input, hash?: Hash): AsyncGenerator<Row[]> {
  yield* (format === "csv" ? readCsv : readNdjson)(readLines(readChunks(name, path, hash)));
}

async function* readChunks(name: string, path: string, hash: Hash | undefined): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      hash?.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw wrongUsage(`${name} cannot be read: ${Object(error).message}.`, { cause: error });
  }
}

/** By `--format`, or by the file's extension. */
export function chooseFormat(name: string, given: Format | undefined): Format {
  if (given) return given;
  if (/\.csv$/i.test(name)) return "csv";
  if (name === "-" || /\.(ndjson|jsonl)$/i.test(name)) return "ndjson";
  throw wrongUsage(`${name}: its extension does not show its format. Add --format ndjson or --format csv.`);
}
