import { open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Entry } from "./read-journal.ts";
import type { Stop } from "./stop.ts";
import { toWriteStop } from "./to-write-stop.ts";

export type Journal = Awaited<ReturnType<typeof openJournal>>;

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Opens the journal to append to it. Entries are written in groups: while one is written to disk, the next gathers, so
 * that one sync serves all its waiters.
 */
export async function openJournal(path: string, onFailure: (stop: Stop) => void) {
  const file = await open(path, "a");
  // A new file's name is kept by its folder.
  await syncFolder(dirname(path));
  let text = "";
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let failure: Stop | undefined;

  async function writeAll(): Promise<void> {
    while (text) {
      const [group, waiters] = [text, waiting];
      text = "";
      waiting = [];
      try {
        if (failure) throw failure;
        await file.appendFile(group);
        if (waiters.length > 0) await file.datasync();
        for (const { resolve } of waiters) resolve();
      } catch (error) {
        failure ??= toWriteStop(path, error);
        onFailure(failure);
        for (const { reject } of waiters) reject(failure);
      }
    }
    writing = undefined;
  }

  function add(entry: Entry): void {
    text += `${JSON.stringify(entry)}\n`;
    // Not at once, so that all who are ready now go together.
    writing ??= Promise.resolve().then(writeAll);
  }

  return {
    /** Writes an entry some time. A loss of power may take it. */
    add,
    /** Writes entries, and waits until the disk has them. */
    async keep(entries: Entry[]): Promise<void> {
      if (entries.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        waiting.push({ resolve, reject });
        for (const entry of entries) add(entry);
      });
    },
    async close(): Promise<void> {
      await writing;
      if (!failure) await file.datasync();
      await file.close();
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows opens no folders; its file systems keep the name by themselves.
  }
}
