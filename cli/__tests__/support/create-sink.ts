import { Writable } from "node:stream";

/** A stream that keeps what is written to it. */
export function createSink(more: { isTTY?: boolean; columns?: number } = {}) {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      kept.text += chunk;
      done();
    },
  });
  const kept = Object.assign(sink, { text: "" }, more);
  return kept;
}
