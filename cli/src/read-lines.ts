import { isUtf8 } from "node:buffer";
import { wrongUsage } from "./stop.ts";

/** Whole lines of a file, as many as were read at once. */
export interface Lines {
  text: string;
  /** The number of the first of them, from 1. */
  first: number;
  /** The numbers of those that are not UTF-8. */
  broken: number[];
}

const LINE_FEED = 10;
/** No record comes near it; what does is no file of lines, and would fill the memory. */
const LONGEST_LINE = 1024 * 1024;

/** Reads whole lines of UTF-8, without a byte order mark. Lines that are not UTF-8 are listed as broken. */
export async function* readLines(input: AsyncIterable<Buffer>): AsyncGenerator<Lines> {
  let first = 1;
  let rest: Buffer[] = [];
  let restLength = 0;
  let isStart = true;
  const take = (bytes: Buffer): Lines => {
    const whole = isStart ? withoutMark(bytes) : bytes;
    isStart = false;
    const lines = { text: whole.toString("utf8"), first, broken: isUtf8(whole) ? [] : findBroken(whole, first) };
    for (let at = whole.indexOf(LINE_FEED); at >= 0; at = whole.indexOf(LINE_FEED, at + 1)) first += 1;
    return lines;
  };
  for await (const chunk of input) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield take(Buffer.concat([...rest, chunk.subarray(0, end)]));
      rest = [];
      restLength = 0;
    }
    rest.push(chunk.subarray(end));
    restLength += chunk.length - end;
    if (restLength > LONGEST_LINE) {
      throw wrongUsage(`Line ${first} is longer than ${LONGEST_LINE} bytes. Write one record per line.`);
    }
  }
  if (restLength > 0) yield take(Buffer.concat(rest));
}

function withoutMark(bytes: Buffer): Buffer {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw wrongUsage("The file is UTF-16. Save it as UTF-8; in PowerShell, with Out-File -Encoding utf8.");
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function findBroken(bytes: Buffer, first: number): number[] {
  const broken: number[] = [];
  for (let start = 0, line = first; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) broken.push(line);
    start = end;
  }
  return broken;
}
