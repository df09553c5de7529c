import { open, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { statusOf } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import { Stop, wrongUsage } from "../stop.ts";
import type { Journal } from "./journal.ts";
import type { Lock } from "./lock-journal.ts";
import type { Entry } from "./past.ts";
import { type ReadPast, toFirst } from "./read-journal.ts";
import { explainFileError, toWriteStop } from "./to-write-stop.ts";

/** Of a file, what a journal needs: `open` of `node:fs/promises` gives it. */
export type OpenFile = (path: string, flags: string, mode?: number) => Promise<JournalFile>;
export interface JournalFile {
  appendFile(text: string): Promise<void>;
  truncate(bytes: number): Promise<void>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<{ size: number; nlink: number }>;
  close(): Promise<void>;
}

interface Options {
  apiUrl: string;
  lock: Lock;
  runtime: Pick<Runtime, "clock" | "ending">;
  openFile?: OpenFile;
}

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Opens a journal that was read to append to it, and cuts what a loss of power left incomplete. Entries are written in
 * groups: while one is written to disk, the next gathers, so that one sync serves all its waiters.
 */
export async function openJournal(path: string, past: ReadPast, options: Options): Promise<Journal> {
  const { apiUrl, lock, runtime, openFile = open } = options;
  const { clock, ending } = runtime;
  const { run } = lock;
  const file = await openSound(path, past, openFile);
  // Some file systems count no names.
  const { nlink: names } = await file.stat();
  let bytes = past.soundBytes;
  let text = "";
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let failure: { error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error };
    ending.abort(error);
  }

  /** A process may sleep at any time, and wake when another has its journal. */
  async function checkLock(): Promise<void> {
    if (!(await lock.isOurs())) throw lock.lost;
  }

  /** Another process may remove it, or cut it, as one that tidies up does. */
  async function checkThere(): Promise<void> {
    const { size, nlink } = await file.stat();
    if (size < bytes || (nlink === 0 && names > 0)) throw new Stop("lost-journal", `${path} ${GONE}`);
  }

  async function write(group: string, isAwaited: boolean): Promise<void> {
    await checkLock();
    try {
      await file.appendFile(group);
      bytes += Buffer.byteLength(group);
      if (isAwaited) await file.datasync();
    } catch (error) {
      throw toWriteStop(path, error);
    }
    if (!isAwaited) return;
    await checkLock();
    await checkThere();
  }

  async function writeAll(): Promise<void> {
    while (text) {
      const [group, waiters] = [text, waiting];
      text = "";
      waiting = [];
      if (!failure) await write(group, waiters.length > 0).catch(fail);
      for (const { resolve, reject } of waiters) failure ? reject(failure.error) : resolve();
    }
    writing = undefined;
  }

  /** Writes an entry some time. A loss of power may take it. */
  function add(entry: object): void {
    text += `${JSON.stringify(entry)}\n`;
    // Not at once, so that all who are ready now go together.
    writing ??= Promise.resolve().then(writeAll);
  }

  function note(entry: Entry): void {
    past.note(entry);
    add(entry);
  }

  /** Resolves once the disk has all that was added before. */
  const synced = () => new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));

  return {
    async begin({ input, records, fresh }) {
      if (past.soundBytes === 0) add(toFirst(apiUrl));
      note({ run, input, records, fresh, at: new Date(clock.now()).toISOString() });
      await synced();
      try {
        await syncFolder(path, openFile);
      } catch (error) {
        fail(toWriteStop(path, error));
        throw failure?.error;
      }
    },
    async sending(records, since) {
      if (records.length === 0) return;
      for (const { key, line, record } of records) note({ run, key, line, state: "sending", since, record });
      await synced();
    },
    stored({ key, record }, ids) {
      note({ run, key, status: statusOf(record), state: "stored", ids });
    },
    missing({ key, record }) {
      note({ run, key, status: statusOf(record), state: "missing" });
    },
    notStored({ key, record }, state, message) {
      note({ run, key, status: statusOf(record), state, message });
    },
    async [Symbol.asyncDispose]() {
      await writing;
      try {
        if (!failure) {
          await file.datasync();
          await checkThere();
        }
      } catch (error) {
        fail(error instanceof Stop ? error : toWriteStop(path, error));
      }
      await file.close().catch((error) => fail(toWriteStop(path, error)));
    },
  };
}

const GONE =
  "was removed or cut by another process, so that the next run would not know what this one stored. Put it back, or see with " +
  "`verify` what is stored, before you run it again.";

async function openSound(path: string, { isTorn, soundBytes }: ReadPast, openFile: OpenFile): Promise<JournalFile> {
  try {
    if (isTorn) {
      // Windows truncates no file that is open for appending.
      const torn = await openFile(path, "r+");
      await torn.truncate(soundBytes).finally(() => torn.close());
    }
    return await openFile(path, "a", 0o600);
  } catch (error) {
    throw wrongUsage(`${path} cannot be written: ${explainFileError(error)}, or give another --journal.`, {
      cause: error,
    });
  }
}

/** A new file's name is kept by its folder, which is not the one of a link to it. */
async function syncFolder(path: string, openFile: OpenFile): Promise<void> {
  const file = await realpath(path).catch(() => path);
  // Windows opens no folders, and some file systems sync none: they keep the name by themselves.
  const folder = await openFile(dirname(file), "r").catch(() => undefined);
  const synced = folder?.sync().catch((error) => {
    if (!["EINVAL", "ENOTSUP", "EPERM"].includes(Object(error).code)) throw error;
  });
  await synced?.finally(() => folder?.close());
}
