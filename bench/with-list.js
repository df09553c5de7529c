import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RECORD } from "./record.js";

/**
 * Calls `use` with an NDJSON file of `count` records, and removes it afterwards.
 *
 * @template T
 * @param {number} count
 * @param {(file: string) => Promise<T>} use
 */
export async function withList(count, use) {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    const file = join(folder, "records.ndjson");
    await pipeline(Readable.from(lines(count)), createWriteStream(file));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {number} count */
function* lines(count) {
  for (let number = 0; number < count; number++) yield `${JSON.stringify(recordOf(number))}\n`;
}

/** @param {number} number */
export const recordOf = (number) => ({
  ...RECORD,
  name: `libfoo-${number}`,
  digest: `sha256:${number.toString(16).padStart(64, "0")}`,
  github_repository: "libfoo",
});
