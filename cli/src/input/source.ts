import { closeSync, constants, createReadStream, fstatSync, openSync } from "node:fs";
import { Socket } from "node:net";
import { addAbortSignal, type Readable } from "node:stream";
import { isatty, ReadStream as TerminalStream } from "node:tty";
import type { Runtime } from "../runtime.ts";
import { Stop, stopOf, wrongUsage } from "../stop.ts";

/** The input, whatever it is. It is read once: most kinds cannot be read again, and a file may have changed by then. */
export interface Source extends AsyncDisposable {
  /** As the person named it. */
  name: string;
  /** What there is, to its end. Throws a `Stop` where that is not reached, and where the run is to end. */
  chunks: AsyncIterable<Buffer>;
}

const STDIN = /^(-|\/dev\/stdin|\/(dev|proc\/self)\/fd\/0)$/;

/** Opens the input. */
export async function openSource(
  file: string,
  { stdin, output, ending }: Pick<Runtime, "stdin" | "output" | "ending">,
): Promise<Source> {
  const isStdin = STDIN.test(file);
  const name = isStdin ? "stdin" : file;
  const stream = isStdin ? stdin : openGiven(file);
  if (isStdin && "isTTY" in stdin && stdin.isTTY) output.say("Reading from the terminal. End the input with Ctrl-D.");
  addAbortSignal(ending.signal, stream);
  return {
    name,
    chunks: readStream(stream, name, ending.signal),
    async [Symbol.asyncDispose]() {
      stream.destroy();
    },
  };
}

function openGiven(file: string): Readable {
  try {
    const stream = openStream(file);
    if (stream) return stream;
  } catch (error) {
    throw toStop(file, error);
  }
  throw wrongUsage(`${file} is a folder. Give a file, or - for stdin.`);
}

/**
 * Opens whatever it is but a folder. Nothing here waits: neither for the writer of a pipe nor for its bytes, so that the run can
 * end at any time.
 */
export function openStream(file: string): Readable | undefined {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const stats = fstatSync(fd);
  if (stats.isDirectory()) {
    closeSync(fd);
    return undefined;
  }
  // Until a pipe has had a writer, Linux does not call it ended, if it is waited for as a socket is.
  if (stats.isFIFO()) return new Socket({ fd, readable: true, writable: false });
  return isatty(fd) ? new TerminalStream(fd) : createReadStream(file, { fd });
}

async function* readStream(stream: Readable, name: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw stopOf(signal) ?? toStop(name, error);
  }
}

function toStop(name: string, error: unknown): Error {
  const { code, message } = Object(error);
  const reason = code === "ENOENT" ? "there is no such file" : message;
  return error instanceof Stop ? error : wrongUsage(`${name} cannot be read: ${reason}.`, { cause: error });
}
