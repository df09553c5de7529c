import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { openStream } from "../input/source.ts";
import { wrongUsage } from "../stop.ts";

/** The digest of a file as GitHub takes it, read as a stream: a large file needs no more memory than a small one. */
export async function digestFile(path: string, signal: AbortSignal): Promise<string> {
  const given = `--file ${JSON.stringify(path)}`;
  const hash = createHash("sha256");
  try {
    const stream = openStream(path);
    if (!stream) throw wrongUsage(`${given} is a folder. Give the files in it.`);
    await pipeline(stream, hash, { signal });
  } catch (error) {
    // Of the file system: an error of ours, or the end of the run, says enough.
    if (Object(error).syscall === undefined) throw error;
    if (Object(error).code !== "ENOENT") {
      throw wrongUsage(`${given} cannot be read: ${Object(error).message}.`, { cause: error });
    }
    const hint = /[*?[]/.test(path) ? " No file has such a name." : "";
    throw wrongUsage(`${given} does not exist.${hint}`, { cause: error });
  }
  return `sha256:${hash.digest("hex")}`;
}
