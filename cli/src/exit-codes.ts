/** What the command's exit code says; documented in `--help`, so that a script can tell what to do next. */
export const EXIT = {
  stored: 0,
  refused: 1,
  usage: 2,
  unknown: 3,
  /** EX_TEMPFAIL of sysexits.h: the same command, run again later, goes on. */
  interrupted: 75,
  /** 128 and the number of SIGINT, as shells have it. */
  stoppedByUser: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A name for each, for `--json`. */
export const RESULTS: Record<ExitCode, string> = {
  0: "stored",
  1: "refused",
  2: "rejected",
  3: "unknown",
  75: "interrupted",
  130: "stopped",
};
