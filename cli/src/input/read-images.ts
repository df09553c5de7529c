import type { Line } from "./line.ts";
import { readLines } from "./read-lines.ts";

/** Reads a reference to an image of each line: `ghcr.io/octo-org/app:1.2@sha256:…`. Comments are skipped. */
export const readImages = (chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> =>
  readLines(chunks, (text, line) => (text.startsWith("#") ? undefined : { line, given: { image: text } }));
