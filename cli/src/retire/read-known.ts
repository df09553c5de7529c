import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { readNdjson } from "../input/read-ndjson.ts";
import type { Reading } from "../input/read-plan.ts";
import type { Source } from "../input/source.ts";
import type { Past } from "../journal/past.ts";
import type { Keys } from "../plan/keys.ts";
import { placePlan } from "../plan/place-plan.ts";
import { createPlan } from "../plan/plan.ts";
import type { SendableRecord } from "../plan/record.ts";

/** How the journal of an import begins. */
const JOURNAL = '{"format":';

/** Whether a path is that of a journal, rather than of a list. */
export async function isJournal(path: string): Promise<boolean> {
  try {
    await using file = await open(path, "r");
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(JOURNAL.length) });
    return buffer.toString("utf8", 0, bytesRead) === JOURNAL;
  } catch {
    // Whatever is wrong with it is said where it is read as a list.
    return false;
  }
}

/** Reads what a journal says is stored, with the status that was stored last, as if a list gave it. */
export async function readStored(source: Source, past: Past, keys: Keys): Promise<Reading> {
  const plan = await createPlan({ keys, ...placePlan(true, { journal: "" }) });
  const hash = createHash("sha256");
  let lines = 0;
  try {
    for await (const batch of readNdjson(source.chunks)) {
      for (const line of batch) {
        if (!("given" in line) || line.given.state !== "sending") continue;
        const { key, record } = line.given;
        const number = typeof key === "string" ? keys.find(key) : undefined;
        const status = number === undefined ? undefined : past.stored(number);
        if (status === undefined || !isRecord(record)) continue;
        lines += 1;
        hash.update(`${key}`);
        await plan.add({ line: line.line, key: `${key}`, record: { ...record, status } });
      }
    }
  } catch (error) {
    await plan[Symbol.asyncDispose]();
    throw error;
  }
  return {
    what: "the journal of an import",
    lines,
    invalid: 0,
    otherShard: 0,
    problems: [],
    moreProblems: 0,
    warnings: [],
    hash: hash.digest("hex"),
    first: undefined,
    plan,
    [Symbol.asyncDispose]: () => plan[Symbol.asyncDispose](),
  };
}

/** What a journal holds was checked before it was noted. */
const isRecord = (value: unknown): value is SendableRecord => typeof Object(value).digest === "string";
