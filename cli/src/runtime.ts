import type { Readable } from "node:stream";
import type { ExitCode } from "./exit-code.ts";
import type { Output } from "./output/output.ts";

/** Everything that a command gets from its process, handed in so that a test needs a process only for what a process has. */
export interface Runtime {
  env: Readonly<Record<string, string | undefined>>;
  /** The one door for text. */
  output: Output;
  clock: Clock;
  /** Aborted with a `Stop` where the run is to end. The first reason counts. */
  ending: AbortController;
  stdin: Readable;
  /** Set when the first request leaves that may store something, so that nobody says "nothing was sent" after it. */
  mayHaveStored?: boolean;
  /** Set as soon as it is known: what fails in telling, or a signal meanwhile, changes nothing of it. */
  code?: ExitCode;
  /** In place of the one that the environment's proxies ask for. */
  fetch?: typeof fetch;
}

export interface Clock {
  /** In ms since 1970, by this machine. */
  now(): number;
  /** Rejects with the signal's reason where that is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
