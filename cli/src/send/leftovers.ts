import { type FileHandle, open, rm } from "node:fs/promises";
import { toWriteStop } from "../journal/to-write-stop.ts";
import type { PlannedRecord } from "../plan/record.ts";
import { wrongUsage } from "../stop.ts";
import type { Unclear } from "./look-up.ts";

/**
 * The records that GitHub refused, to be corrected and imported, and those that may be stored, which an import looks up by
 * their `_since`. What failed is in neither: the next run sends it.
 */
export interface Leftovers extends AsyncDisposable {
  /** Removes an earlier run's files: this run tries their records again. Ends the run where they cannot be removed. */
  begin(): Promise<void>;
  addRefused(planned: PlannedRecord, refused: { message: string }): Promise<void>;
  addUnknown(planned: PlannedRecord, unclear: Unclear): Promise<void>;
  /** The paths of those that were written. */
  readonly files: { refused?: string; unknown?: string };
}

interface Options {
  /** What the names of the files begin with. */
  prefix: string;
  ending: AbortController;
  /** Whether this run may still write: another may have its journal. */
  isOurs(): Promise<boolean>;
}

/** What cannot be written is known at once, and not after a record was refused. An earlier run's files stay until `begin`. */
export async function createLeftovers({ prefix, ending, isOurs }: Options): Promise<Leftovers> {
  const refused = await createFile(`${prefix}.refused.ndjson`);
  const unknown = await createFile(`${prefix}.unknown.ndjson`);

  async function write(file: typeof refused, { record, line }: PlannedRecord, more: object): Promise<void> {
    if (!(await isOurs())) return;
    await file
      .append({ ...record, _line: line, ...more })
      .catch((error) => ending.abort(toWriteStop(file.path, error)));
  }

  return {
    async begin() {
      for (const { path, remove } of [refused, unknown]) {
        await remove().catch((error) => Promise.reject(toWriteStop(path, error)));
      }
    },
    addRefused: (planned, { message }) => write(refused, planned, { _reason: message }),
    // Whether another status is stored is not looked up by this record: the journal alone knows of it.
    addUnknown: async (planned, { message, since }) => {
      if (since !== undefined) await write(unknown, planned, { _since: since, _reason: message });
    },
    get files() {
      return {
        ...(refused.isWritten && { refused: refused.path }),
        ...(unknown.isWritten && { unknown: unknown.path }),
      };
    },
    async [Symbol.asyncDispose]() {
      await refused.close();
      await unknown.close();
    },
  };
}

async function createFile(path: string) {
  try {
    await checkWritable(path);
  } catch (error) {
    throw wrongUsage(`${path} cannot be written: ${Object(error).message}. Nothing was sent.`, { cause: error });
  }
  let opening: Promise<FileHandle> | undefined;
  return {
    path,
    remove: () => rm(path, { force: true }),
    get isWritten() {
      return opening !== undefined;
    },
    async append(value: object): Promise<void> {
      opening ??= open(path, "ax", 0o600);
      await (await opening).appendFile(`${JSON.stringify(value)}\n`);
    },
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
}

/** Without harm to a file that is there. */
async function checkWritable(path: string): Promise<void> {
  try {
    await (await open(path, "ax", 0o600)).close();
  } catch (error) {
    if (Object(error).code !== "EEXIST") throw error;
    return (await open(path, "a")).close();
  }
  await rm(path);
}
