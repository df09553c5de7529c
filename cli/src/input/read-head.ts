const ENOUGH = 64 * 1024;
/** As long as a line may be. */
const AT_MOST = 1024 * 1024;

/** The beginning of the input. */
interface Head {
  bytes: Buffer;
  /** Whether it is all there is. */
  isWhole: boolean;
  /** All of the input, from its beginning. */
  chunks: AsyncGenerator<Buffer>;
  /** For an input of which no more is read: a generator that was not begun closes nothing. */
  close(): Promise<unknown>;
}

/** Reads as much as shows what the input is: 64 KiB, and its first line that is not empty. All chunks can still be read. */
export async function readHead(chunks: AsyncIterable<Buffer>): Promise<Head> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let length = 0;
  let isWhole = false;
  let hasLine = false;
  while (!isWhole && length < AT_MOST && !(hasLine && length >= ENOUGH)) {
    const { done, value } = await iterator.next();
    if (done) isWhole = true;
    else {
      taken.push(value);
      length += value.length;
      hasLine ||= value.includes("\n") && /\S[^\n]*\n/.test(Buffer.concat(taken).toString("latin1"));
    }
  }
  async function* all() {
    try {
      for (let chunk = taken.shift(); chunk; chunk = taken.shift()) yield chunk;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { bytes: Buffer.concat(taken), isWhole, chunks: all(), close: async () => iterator.return?.() };
}
