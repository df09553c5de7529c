import { type FileHandle, open, rm } from "node:fs/promises";
import type { GivenRecord } from "./parameters.ts";
import { toWriteStop } from "./to-write-stop.ts";

export type RefusedFile = Awaited<ReturnType<typeof createRefusedFile>>;

/**
 * Collects the records not known to be stored, as given, to be imported again; why, in keys that an import ignores.
 * An earlier run's file is removed: its records are retried.
 */
export async function createRefusedFile(path: string) {
  await rm(path, { force: true });
  let file: Promise<FileHandle> | undefined;
  return {
    path,
    async add(record: GivenRecord): Promise<void> {
      file ??= open(path, "a");
      try {
        await (await file).appendFile(`${JSON.stringify(record)}\n`);
      } catch (error) {
        throw toWriteStop(path, error);
      }
    },
    get isEmpty() {
      return file === undefined;
    },
    async close(): Promise<void> {
      await (await file)?.close();
    },
  };
}
