import { isUtf8 } from "node:buffer";
import { wrongUsage } from "../stop.ts";
import type { Line } from "./line.ts";

/** Whole lines of the input, as many as were read at once. */
export interface Block {
  bytes: Buffer;
  /** The number of the first of them, from 1. */
  first: number;
  /** The numbers of those that are not UTF-8. */
  broken: number[];
}

const LINE_FEED = 10;
/** No record comes near it; what does is no file of lines, and would fill the memory. */
const LONGEST_LINE = 1024 * 1024;

export const NOT_UTF8 = "is not UTF-8. Save the file as UTF-8.";

/** Reads whole lines of UTF-8. Lines that are not are listed as broken. */
export async function* readBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  let first = 1;
  let rest: Buffer[] = [];
  let restLength = 0;
  const take = (bytes: Buffer): Block => {
    const block = { bytes, first, broken: isUtf8(bytes) ? [] : findBroken(bytes, first) };
    first += countLineFeeds(bytes);
    return block;
  };
  for await (const chunk of chunks) {
    const firstEnd = chunk.indexOf(LINE_FEED);
    if (restLength + (firstEnd < 0 ? chunk.length : firstEnd) > LONGEST_LINE) {
      throw wrongUsage(`Line ${first} is longer than 1 MiB, which no record is.`);
    }
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield take(Buffer.concat([...rest, chunk.subarray(0, end)]));
      rest = [];
      restLength = 0;
    }
    rest.push(chunk.subarray(end));
    restLength += chunk.length - end;
  }
  if (restLength > 0) yield take(Buffer.concat(rest));
}

/** Reads each line by itself, trimmed, in batches: an iteration for each would take longer than the reading. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  read: (text: string, line: number) => Line | undefined,
): AsyncGenerator<Line[]> {
  for await (const { bytes, first, broken } of readBlocks(chunks)) {
    const text = bytes.toString("utf8");
    const lines: Line[] = [];
    for (let start = 0, line = first; start < text.length; line += 1) {
      const feed = text.indexOf("\n", start);
      const end = feed < 0 ? text.length : feed;
      const content = text.slice(start, end).trim();
      start = end + 1;
      if (!content) continue;
      const one = broken.includes(line) ? { line, problem: NOT_UTF8, text: content } : read(content, line);
      if (one) lines.push(one);
    }
    yield lines;
  }
}

export function countLineFeeds(bytes: Buffer, start = 0, end = bytes.length): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, start); at >= 0 && at < end; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** The numbers of the lines that are not UTF-8. */
export function findBroken(bytes: Buffer, first: number): number[] {
  const broken: number[] = [];
  for (let start = 0, line = first; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) broken.push(line);
    start = end;
  }
  return broken;
}
