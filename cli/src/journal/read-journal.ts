import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { isKey, type Keys } from "../plan/keys.ts";
import { Stop, wrongUsage } from "../stop.ts";
import { createPast, type Entry, type NotedPast, STATUSES } from "./past.ts";
import { explainFileError } from "./to-write-stop.ts";

/** The first line holds it, so that a later command can read, or refuse, what this one wrote. */
const FORMAT = 3;
/** The first line of a journal. */
export const toFirst = (api: string) => ({ format: FORMAT, api });
const LINE_FEED = 10;
const CHUNK_BYTES = 256 * 1024;
/** No line is as long, 16 MiB, so that a file of other data is not kept in memory. */
const MAX_LINE_CHUNKS = 64;

export interface ReadPast extends NotedPast {
  /** Up to this byte the file is in order. */
  readonly soundBytes: number;
  /** Whether a line that a loss of power or a full disk left incomplete follows. */
  readonly isTorn: boolean;
}

/** Reads what earlier runs did. Changes nothing: a dry run reads, too, and while another run writes. */
export async function readJournal(path: string, keys: Keys, { apiUrl }: { apiUrl: string }): Promise<ReadPast> {
  const past = createPast(keys);
  let line = 0;
  let soundBytes = 0;
  let unreadable: number | undefined;

  function take(bytes: Buffer): void {
    const text = bytes.toString();
    line += 1;
    // Only the last line may be torn.
    if (unreadable !== undefined) throw notAJournal(path, unreadable);
    if (line === 1) checkFirst(text, path, apiUrl);
    else {
      const entry = parse(text);
      if (!isEntry(entry)) {
        unreadable = line;
        return;
      }
      past.note(entry);
    }
    soundBytes += bytes.length + 1;
  }

  /** Of a line whose end is still to come. */
  let parts: Buffer[] = [];
  for await (const chunk of readChunks(path)) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const part = chunk.subarray(start, end);
      take(parts.length === 0 ? part : Buffer.concat([...parts, part]));
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
    if (parts.length > MAX_LINE_CHUNKS) throw notAJournal(path, line + 1);
  }
  if (line === 0) checkTorn(Buffer.concat(parts), path, apiUrl);
  return Object.assign(past, { soundBytes, isTorn: parts.length > 0 || unreadable !== undefined });
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
  try {
    // Reading a pipe could wait for ever.
    if (!(await stat(path)).isFile()) throw wrongUsage(`${path} (--journal) is not a file. Give another path.`);
    const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    yield* chunks;
  } catch (error) {
    if (Object(error).code === "ENOENT") return;
    if (error instanceof Stop) throw error;
    throw wrongUsage(`${path} cannot be read: ${explainFileError(error)}, or give another --journal.`, {
      cause: error,
    });
  }
}

/** Nothing but a journal is ever cut: after a loss of power, a new one holds the beginning of its first line, and zeros. */
function checkTorn(rest: Buffer, path: string, apiUrl: string): void {
  const text = rest.toString().replace(/\0+$/, "");
  if (!JSON.stringify(toFirst(apiUrl)).startsWith(text)) throw notAJournal(path, 1);
}

function checkFirst(text: string, path: string, apiUrl: string): void {
  // How journals began before they had a format.
  if (text.startsWith('{"run"'))
    throw wrongUsage(
      `${path} was written by an older version, which noted too little for storing nothing twice. Give another --journal, or move this file away: then what it names as stored is stored again.`,
    );
  const { format, api } = Object(parse(text));
  if (typeof format !== "number" || typeof api !== "string") throw notAJournal(path, 1);
  if (format !== FORMAT)
    throw wrongUsage(
      `${path} is in format ${format}, and this version reads format ${FORMAT} alone. Use the version that wrote it, or give another --journal.`,
    );
  if (api !== apiUrl)
    throw wrongUsage(`${path} belongs to another GitHub, ${api}. Give another --journal for ${apiUrl}.`);
}

const notAJournal = (path: string, line: number) =>
  wrongUsage(
    `${path}, line ${line}: this is not the journal of an import. Give another --journal, or move this file away.`,
  );

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { run, input, fresh, key, state, since, record, status, ids } = Object(value);
  if (typeof run !== "string") return false;
  if (input !== undefined) return typeof input === "string" && typeof fresh === "boolean";
  if (!isKey(key)) return false;
  if (state === "sending") return typeof since === "string" && typeof record?.digest === "string";
  if (!STATUSES.includes(status)) return false;
  return state === "stored" ? Array.isArray(ids) : ["missing", "unsent", "refused", "failed"].includes(state);
}
