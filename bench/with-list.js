import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RECORD } from "./record.js";

/** @typedef {ReturnType<typeof recordOf>} ListedRecord */

/**
 * How a list is written in each format that `import` reads; it says nothing that the format has no place for.
 *
 * @type {Record<"ndjson" | "json" | "csv" | "checksums" | "images", { name: string, head?: string, between?: string, tail?: string, toText(record: ListedRecord): string }>}
 */
const FORMATS = {
  ndjson: { name: "records.ndjson", toText: (record) => JSON.stringify(record) },
  json: { name: "records.json", head: "[\n", between: ",\n", tail: "]\n", toText: (record) => JSON.stringify(record) },
  csv: {
    name: "records.csv",
    head: `${Object.keys(recordOf(0)).join(",")}\n`,
    toText: (record) => Object.values(record).join(","),
  },
  checksums: { name: "SHA256SUMS", toText: ({ digest, name }) => `${digest.slice("sha256:".length)}  ${name}.tgz` },
  images: {
    name: "images.txt",
    toText: ({ digest, name, version }) => `ghcr.io/octo-org/${name}:${version}@${digest}`,
  },
};

/**
 * Calls `use` with a file of `count` records, and removes it afterwards.
 *
 * @template T
 * @param {number} count
 * @param {(file: string) => Promise<T>} use
 * @param {keyof typeof FORMATS} [format]
 */
export async function withList(count, use, format = "ndjson") {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    const file = join(folder, FORMATS[format].name);
    await pipeline(Readable.from(pieces(count, format)), createWriteStream(file));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {number} count @param {keyof typeof FORMATS} format */
function* pieces(count, format) {
  const { head = "", between = "\n", tail = "\n", toText } = FORMATS[format];
  yield head;
  for (let number = 0; number < count; number++) yield `${number > 0 ? between : ""}${toText(recordOf(number))}`;
  yield tail;
}

/** Its digest differs from another's at its beginning, as those of artifacts do. @param {number} number */
function recordOf(number) {
  return {
    ...RECORD,
    name: `libfoo-${number}`,
    digest: `sha256:${number.toString(16).padStart(8, "0").repeat(8)}`,
    github_repository: "libfoo",
  };
}
