import type { Format } from "../../src/input/choose-format.ts";
import type { Line } from "../../src/input/line.ts";
import { readInput } from "../../src/input/read-input.ts";

const HEX = "e4e4622ed6817b27c66745437a3d7f10194fcce5da627be83b104189d5b59c09";

/** A digest, and another. */
export const DIGEST = `sha256:${HEX}`;
export const OTHER = `sha256:${HEX.replaceAll("e4", "52")}`;
export const hexOf = (digest: string) => digest.slice("sha256:".length);

/** Reads an input whole, in chunks so small that everything is cut somewhere. */
export async function readAll(
  content: string | Buffer,
  name = "input",
  { format, chunk = 7 }: { format?: Format; chunk?: number } = {},
): Promise<{ what: string; lines: Line[] }> {
  const { what, lines } = await readInput(cut(Buffer.from(content), chunk), { name, format });
  const all: Line[] = [];
  for await (const batch of lines) all.push(...batch);
  return { what, lines: all };
}

/** The same, of which only what is given or wrong counts, with its line. */
export async function readLinesOf(...args: Parameters<typeof readAll>): Promise<unknown[][]> {
  const { lines } = await readAll(...args);
  return lines.map((line) => [line.line, "given" in line ? line.given : line.problem]);
}

/** The message with which the reading ends. */
export async function readFailing(...args: Parameters<typeof readAll>): Promise<string> {
  try {
    await readAll(...args);
  } catch (error) {
    const { end, message } = Object(error);
    if (end === "usage") return message;
    throw error;
  }
  throw new Error("It was read to its end.");
}

async function* cut(bytes: Buffer, chunk: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
}
