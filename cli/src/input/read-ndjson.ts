import { Tokenizer, TokenType } from "@streamparser/json";
import type { Line } from "./line.ts";
import { readLines } from "./read-lines.ts";
import { toLine } from "./to-line.ts";

/** Reads a record of each line of JSON. */
export const readNdjson = (chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> => readLines(chunks, readLine);

function readLine(text: string, line: number): Line {
  try {
    const value: unknown = JSON.parse(text);
    // No key is without these; text that looks like a key is counted, too, and only costs a closer look.
    const keyCount = text.match(/"\s*:/g)?.length ?? 0;
    return toLine(line, { value, keyCount, listKeys: () => listKeys(text), text: () => text });
  } catch (error) {
    return { line, problem: `is not JSON: ${Object(error).message}.`, text };
  }
}

function listKeys(text: string): string[] {
  const keys: string[] = [];
  const tokenizer = new Tokenizer();
  let before = "";
  tokenizer.onToken = ({ token, value }) => {
    if (token === TokenType.COLON) keys.push(before);
    before = `${value}`;
  };
  tokenizer.write(text);
  return keys;
}
