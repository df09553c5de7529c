import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { wrongUsage } from "./stop.ts";

/** The digest of a file as GitHub takes it, read as a stream: a large file needs no more memory than a small one. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw wrongUsage(`--file ${JSON.stringify(path)} cannot be read: ${Object(error).message}.`, { cause: error });
  }
  return `sha256:${hash.digest("hex")}`;
}
