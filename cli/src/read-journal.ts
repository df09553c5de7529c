import { createReadStream } from "node:fs";
import { stat, truncate } from "node:fs/promises";
import { wrongUsage } from "./stop.ts";

/** What the journal says of a record, by its key. */
export type Fate =
  /** It was about to be sent: it is looked up before it is sent again. */
  | "sending"
  | "stored"
  /** It is not stored: refused, failed or never sent. */
  | "open";

export interface PastRuns {
  fates: Map<string, Fate>;
  /** GitHub's numbers of the records stored. */
  ids: Set<number>;
  /** The input of the last run. */
  inputHash?: string;
  api?: string;
}

export type Entry =
  | { run: { api: string; input: string; records: number; at: string } }
  | { key: string; line: number; state: "sending" }
  | { key: string; state: "stored"; ids: number[] }
  | { key: string; state: "refused" | "failed"; message: string }
  | { key: string; state: "unsent" };

const LINE_FEED = 10;
/** How a journal begins. */
const FIRST = '{"run"';

/** Reads what earlier runs did. A last line left incomplete by a power failure is removed. */
export async function readJournal(path: string): Promise<PastRuns> {
  const past: PastRuns = { fates: new Map(), ids: new Set() };
  let rest = Buffer.alloc(0);
  let number = 0;
  /** Up to where the file is in order. */
  let sound = 0;
  let unreadable: number | undefined;
  let beginning: string | undefined;
  const take = (text: string, bytes: number) => {
    number += 1;
    if (unreadable !== undefined) throw notAJournal(path, unreadable);
    const entry = parse(text);
    if (entry && (number > 1 || "run" in entry)) {
      note(past, entry);
      sound += bytes;
    } else unreadable = number;
  };
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return past;
  if (!stats.isFile()) throw wrongUsage(`${path} (--journal) is not a file. Give another path.`);
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([rest, chunk]);
    beginning ??= bytes.toString("utf8", 0, FIRST.length);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      take(bytes.toString("utf8", start, end), end + 1 - start);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  const isTorn = rest.length > 0 || unreadable !== undefined;
  // Nothing but a journal is ever cut. After a loss of power, a new one may hold zeros.
  if (isTorn && sound === 0 && !FIRST.startsWith(`${beginning}`) && !beginning?.startsWith("\0"))
    throw notAJournal(path, 1);
  if (isTorn) await truncate(path, sound);
  return past;
}

const notAJournal = (path: string, line: number) =>
  wrongUsage(
    `${path}, line ${line}: this is not the journal of an import. Give another --journal, or move this file away.`,
  );

function parse(text: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { run, key, state, ids } = Object(value);
  if (run !== undefined) return typeof run?.api === "string" && typeof run.input === "string";
  return typeof key === "string" && typeof state === "string" && (state !== "stored" || Array.isArray(ids));
}

function note(past: PastRuns, entry: Entry): void {
  if ("run" in entry) {
    past.inputHash = entry.run.input;
    past.api = entry.run.api;
    return;
  }
  const fate = entry.state === "sending" || entry.state === "stored" ? entry.state : "open";
  past.fates.set(entry.key, fate);
  if (entry.state === "stored") for (const id of entry.ids) past.ids.add(id);
}
