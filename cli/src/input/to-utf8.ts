import { wrongUsage } from "../stop.ts";

const LONGEST_MARK = 4;

/** Takes UTF-8, or UTF-16 with a byte order mark, and gives UTF-8 without one. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decode: ((chunk: Buffer) => Buffer) | undefined;
  let start: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (decode) {
      yield decode(chunk);
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < LONGEST_MARK) continue;
    decode = chooseDecoder(start);
    yield decode(start);
  }
  if (!decode) {
    decode = chooseDecoder(start);
    yield decode(start);
  }
  yield decode(Buffer.alloc(0));
}

function chooseDecoder(start: Buffer): (chunk: Buffer) => Buffer {
  const [a, b, c, d] = start;
  if (a === 0xff && b === 0xfe) return createUtf16Decoder("utf-16le");
  if (a === 0xfe && b === 0xff) return createUtf16Decoder("utf-16be");
  if ((b === 0 && d === 0) || (a === 0 && c === 0)) {
    throw wrongUsage("The input looks like UTF-16, but does not begin with a byte order mark. Save it as UTF-8.");
  }
  let mark = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  return (chunk) => {
    const content = chunk.subarray(mark);
    mark = 0;
    return content;
  };
}

/** An empty chunk ends it. */
function createUtf16Decoder(encoding: "utf-16le" | "utf-16be"): (chunk: Buffer) => Buffer {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  return (chunk) => {
    try {
      const text = decoder.decode(chunk, { stream: chunk.length > 0 });
      line += text.split("\n").length - 1;
      return Buffer.from(text);
    } catch (error) {
      throw wrongUsage(`The input is not valid UTF-16, on or after line ${line}. Save it as UTF-8.`, { cause: error });
    }
  };
}
