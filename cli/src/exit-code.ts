import type { End } from "./stop.ts";

/** What the command's exit code says; documented in `help exit-codes`, so that a script can tell what to do next. */
export const EXIT = {
  success: 0,
  refused: 1,
  usage: 2,
  unknown: 3,
  /** EX_TEMPFAIL of sysexits.h: the same command, run again later, goes on. */
  interrupted: 75,
  /** 128 and the number of SIGINT, as shells have it. */
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How many records are not known to be stored, and why. */
export interface Open {
  refused: number;
  failed: number;
  unknown: number;
  /** Not sent. */
  left: number;
}

/** The exit code of a run that sent, or was to send, records: the worst of what is true wins. */
export function chooseExitCode({ refused, failed, unknown, left }: Open, end: End | undefined): ExitCode {
  if (end === "usage") return EXIT.usage;
  if (end === "lost-lock") return EXIT.interrupted;
  if (unknown > 0) return EXIT.unknown;
  if (left > 0 && end === "stopped") return EXIT.stopped;
  if (end === "unwritable" || end === "lost-journal" || failed > 0 || (left > 0 && end !== "refused"))
    return EXIT.interrupted;
  return refused + left > 0 ? EXIT.refused : EXIT.success;
}

/** A name for each, for `--json`. */
export const RESULTS = {
  0: "stored",
  1: "refused",
  2: "rejected",
  3: "unknown",
  75: "interrupted",
  130: "stopped",
} as const satisfies Record<ExitCode, string>;
