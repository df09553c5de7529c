import { closeSync, constants, open as openFile, readFileSync } from "node:fs";
import { type FileHandle, link, open, rename } from "node:fs/promises";
import { wrongUsage } from "../stop.ts";

/** Which process has a journal, as a file beside it says while it has it, and a while after it was killed. */
export interface Owner {
  run: string;
  pid: number;
  host: string;
  since: string;
  /** The name that it holds while it lives: see `hold-name.ts`. */
  holds: string;
}

export const toText = (owner: Owner): string => `${JSON.stringify(owner)}\n`;

/** Who has it, and when the file was last written, by the clock of the file system. Undefined where nobody has it. */
export async function readOwner(path: string): Promise<{ owner: Owner; shownAt: number } | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    if (Object(error).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const stats = await file.stat();
    const owner = stats.isFile() ? parse(await file.readFile("utf8")) : undefined;
    if (owner) return { owner, shownAt: stats.mtimeMs };
  } finally {
    await file.close();
  }
  throw wrongUsage(`${path} was not written by this command. Move it away, or give another --journal.`);
}

/**
 * Whether the file has this text, and can be read. Each record waits for the answer. Opening it may take long, where the file
 * lies on another machine that does not answer; what follows takes less time than another thread to do it. Nothing of it waits
 * for the writer of a pipe, which somebody may have put in its place.
 */
export const hasText = (path: string, text: string): Promise<boolean> =>
  new Promise((resolve) => {
    openFile(path, constants.O_RDONLY | constants.O_NONBLOCK, (failure, file) => {
      if (failure) return resolve(false);
      try {
        resolve(readAndClose(file) === text);
      } catch {
        resolve(false);
      }
    });
  });

function readAndClose(file: number): string {
  try {
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function parse(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text);
    const { run, pid, host, since, holds } = Object(owner);
    const isOwner = typeof pid === "number" && [run, host, since, holds].every((value) => typeof value === "string");
    return isOwner ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Gives a file a second name, unless there is one of that name: no other can do so at the same time. */
export async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = Object(error);
    if (code === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EISDIR"].includes(code)) throw error;
  }
  // Some file systems have no links, FAT for one. Then two that begin at the same moment find out when they write.
  if (await readOwner(to)) return false;
  await rename(from, to);
  return true;
}
