import { once } from "node:events";
import { open } from "node:fs/promises";
import type { Past } from "../journal/past.ts";
import type { Keys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
import { statusOf } from "../plan/record.ts";
import { findPending, isStored } from "../send/compare.ts";
import { wrongUsage } from "../stop.ts";

interface Left {
  plan: Plan;
  past: Past;
  keys: Keys;
  fresh: boolean;
}

/**
 * Keeps what is left to do as NDJSON, which an import takes: what may be stored has `_since`, and is looked up by it. Overwrites
 * nothing but a plan. Returns how many records only the journal can look up, and so are not in it.
 */
export async function writePlan(path: string, { plan, past, keys, fresh }: Left): Promise<number> {
  await refuseOther(path);
  let leftOut = 0;
  try {
    const file = await open(path, "w", 0o600);
    const stream = file.createWriteStream();
    let mark: object = { _plan: 1 };
    for await (const batch of plan.records()) {
      let text = "";
      for (const planned of batch) {
        const pending = findPending(planned, past, keys, fresh);
        const own = pending.find(({ status }) => status === statusOf(planned.record));
        if (pending.length > (own ? 1 : 0)) leftOut += 1;
        else if (own || !isStored(planned, past, keys)) {
          const since = own && { _since: own.since };
          text += `${JSON.stringify({ ...mark, ...planned.record, _line: planned.line, ...since })}\n`;
          mark = {};
        }
      }
      if (!stream.write(text)) await once(stream, "drain");
    }
    stream.end();
    await once(stream, "close");
  } catch (error) {
    throw wrongUsage(`--plan ${path} cannot be written: ${Object(error).message}.`, { cause: error });
  }
  return leftOut;
}

async function refuseOther(path: string): Promise<void> {
  let beginning: string;
  try {
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(MARK.length) });
    beginning = buffer.toString("utf8", 0, bytesRead);
  } catch (error) {
    if (Object(error).code === "ENOENT") return;
    throw wrongUsage(`--plan ${path} cannot be written: ${Object(error).message}.`, { cause: error });
  }
  if (beginning && beginning !== MARK)
    throw wrongUsage(`--plan ${path} is there already, and is no plan. Give another path.`);
}

const MARK = '{"_plan":1,';
