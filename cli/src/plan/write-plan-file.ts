import { lstat, open, rm, stat } from "node:fs/promises";
import { wrongUsage } from "../stop.ts";
import type { PlannedRecord } from "./record.ts";

/** How a file of a plan begins, and nothing else that has records. */
const MARK = '{"_plan":1,';

/**
 * Keeps records as NDJSON, which an import takes: what may be stored has `_since`, and is looked up by it. Overwrites nothing
 * but such a file. `flag` is what the path was given by.
 */
export async function writePlanFile(
  flag: string,
  path: string,
  records: AsyncIterable<PlannedRecord[]>,
): Promise<void> {
  const toStop = (error: unknown) =>
    wrongUsage(`${flag} ${path} cannot be written: ${Object(error).message}.`, { cause: error });
  const beginning = await readBeginning(path).catch((error) => Promise.reject(toStop(error)));
  if (beginning && beginning !== MARK)
    throw wrongUsage(`${flag} ${path} is there already, and is no plan. Give another path.`);
  try {
    await using file = await open(path, "w", 0o600);
    // One that was there, and empty, may be readable for all.
    await file.chmod(0o600);
    let mark: { _plan?: number } = { _plan: 1 };
    for await (const batch of records) {
      let text = "";
      for (const { line, record, since } of batch) {
        text += `${JSON.stringify({ ...mark, ...record, _line: line, ...(since !== undefined && { _since: since }) })}\n`;
        mark = {};
      }
      await file.appendFile(text);
    }
  } catch (error) {
    throw toStop(error);
  }
}

/** Sees, before there is anything to keep, that a plan can be written. What an earlier run kept there is gone. */
export const emptyPlanFile = (flag: string, path: string): Promise<void> => writePlanFile(flag, path, noRecords());

async function* noRecords(): AsyncGenerator<PlannedRecord[]> {}

/** Removes what was emptied, and stayed so. */
export async function removeEmptyFile(path: string): Promise<void> {
  try {
    const stats = await lstat(path);
    if (stats.isFile() && stats.size === 0) await rm(path);
  } catch {
    // Nothing is in it all the same.
  }
}

async function readBeginning(path: string): Promise<string> {
  try {
    // To open a pipe waits for its other end, and hears no signal meanwhile.
    if (!(await stat(path)).isFile()) return "no file";
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(MARK.length) });
    return buffer.toString("utf8", 0, bytesRead);
  } catch (error) {
    if (Object(error).code === "ENOENT") return "";
    throw error;
  }
}
