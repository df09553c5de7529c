import { isUtf8 } from "node:buffer";
import { Tokenizer, TokenizerError, TokenParser, TokenParserError, TokenType } from "@streamparser/json";
import { wrongUsage } from "../stop.ts";
import type { Line } from "./line.ts";
import { countLineFeeds, findBroken, NOT_UTF8 } from "./read-lines.ts";
import { toLine } from "./to-line.ts";

/** What is longer is no record, and would fill the memory. */
const LONGEST_RECORD = 1024 * 1024;

/** Reads each object of JSON: one after the other, however they are laid out, and those in arrays at the top. */
export async function* readJson(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let lines: Line[] = [];
  const reader = createReader((line) => lines.push(line));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = findLastCharacter(bytes);
    rest = bytes.subarray(end);
    reader.write(bytes.subarray(0, end));
    yield lines;
    lines = [];
  }
  reader.write(rest);
  reader.end();
  yield lines;
}

/** Where the last character begins that is not ASCII, if it is among the last bytes and so may not be whole. */
function findLastCharacter(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= 0 && at > bytes.length - 4; at -= 1) if (Number(bytes[at]) >= 0xc0) return at;
  return bytes.length;
}

function createReader(add: (line: Line) => void) {
  const lineCounter = createLineCounter();
  const tokenizer = new Tokenizer();
  // It gets what stands at the top, one after the other; arrays there are taken apart before.
  const parser = new TokenParser({ paths: ["$"], separator: "" });
  let array: "none" | "begun" | "after a comma" | "after a value" = "none";
  let depth = 0;
  let first = { line: 1, offset: 0 };
  let keys: string[] = [];
  let lastText = "";
  let lastOffset = 0;
  let length = 0;

  parser.onValue = ({ value }) => {
    add(toLine(first.line, { value, keyCount: keys.length, listKeys: () => keys, text: () => JSON.stringify(value) }));
  };

  tokenizer.onToken = (info) => {
    const { token, value, offset } = info;
    const before = lastText;
    lastText = `${value}`;
    lastOffset = offset;
    if (depth === 0) {
      if (array === "none" && token === TokenType.LEFT_BRACKET) {
        array = "begun";
        return;
      }
      if (token === TokenType.RIGHT_BRACKET && (array === "begun" || array === "after a value")) {
        array = "none";
        return;
      }
      if (array === "after a value") {
        if (token !== TokenType.COMMA) throw unexpected(lastText, offset);
        array = "after a comma";
        return;
      }
      first = { line: lineCounter.lineAt(offset), offset };
      keys = [];
      if (array !== "none") array = "after a value";
    }
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1;
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1;
    else if (token === TokenType.COLON) keys.push(before);
    checkLength(first, offset);
    parser.write(info);
  };

  const checkLength = ({ line, offset }: { line: number; offset: number }, end: number) => {
    if (end - offset > LONGEST_RECORD) {
      throw wrongUsage(`What begins on line ${line} is longer than 1 MiB, which no record is.`);
    }
  };
  const unexpected = (text: string, offset: number) =>
    wrongUsage(
      `Line ${lineCounter.lineAt(offset)} is not JSON: ${JSON.stringify(text)} was not expected there. Nothing after it can be read.`,
    );
  const explain = (error: unknown): unknown => {
    if (error instanceof TokenParserError) return unexpected(lastText, lastOffset);
    if (!(error instanceof TokenizerError)) return error;
    const [, text, offset] = /^Unexpected "(.*)" at .*\(absolute position "(\d+)"\)/s.exec(error.message) ?? [];
    return unexpected(text ?? error.message, Number(offset ?? lastOffset));
  };
  return {
    write(chunk: Buffer): void {
      lineCounter.add(chunk);
      if (!isUtf8(chunk)) {
        const [line = 1] = findBroken(chunk, lineCounter.lineAt(length));
        throw wrongUsage(`Line ${line} ${NOT_UTF8}`);
      }
      try {
        tokenizer.write(chunk);
      } catch (error) {
        throw explain(error);
      }
      length += chunk.length;
      checkLength(depth > 0 ? first : { line: lineCounter.lineAt(lastOffset), offset: lastOffset }, length);
    },
    end(): void {
      try {
        tokenizer.end();
        if (depth === 0 && array === "none") return;
      } catch (error) {
        if (!(error instanceof TokenizerError)) throw error;
      }
      const what = depth > 0 ? `the record that begins on line ${first.line}` : "an array, or a value,";
      throw wrongUsage(`The JSON ends before ${what} does. The file may have been cut off.`);
    },
  };
}

/** Counts line feeds up to offsets that only grow. */
function createLineCounter() {
  let line = 1;
  let chunk: Buffer = Buffer.alloc(0);
  let chunkStart = 0;
  let counted = 0;
  const count = (end: number) => {
    if (end <= counted) return;
    line += countLineFeeds(chunk, counted, end);
    counted = end;
  };
  return {
    add(next: Buffer): void {
      count(chunk.length);
      chunkStart += chunk.length;
      chunk = next;
      counted = 0;
    },
    lineAt(offset: number): number {
      count(Math.min(offset - chunkStart, chunk.length));
      return line;
    },
  };
}
