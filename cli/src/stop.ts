/** How a run ends early. The exit code is computed from it, and from the counts, in `exit-code.ts` alone. */
export type End =
  /** Wrong usage, or something known to be wrong before the first request: nothing was sent. */
  | "usage"
  /** GitHub refused, and the rest would be refused, too. */
  | "refused"
  /** Running the same command again can help. */
  | "interrupted"
  /** A file that the next run depends on cannot be written. */
  | "unwritable"
  /** The journal is gone, or some of it: the next run would not know what this one stored. */
  | "lost-journal"
  /** Another run has the journal: this one knows nothing of it any more. */
  | "lost-lock"
  /** A signal. */
  | "stopped";

/** Ends the command, with a message that says what is wrong, and how to mend it: what to run then is said where the run ends. It is the reason of the run's AbortSignal, too. */
export class Stop extends Error {
  override readonly name = "Stop";

  constructor(
    readonly end: End,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const wrongUsage = (message: string, options?: ErrorOptions): Stop => new Stop("usage", message, options);

/** Why the run is to end, if it is. */
export function stopOf(signal: AbortSignal): Stop | undefined {
  if (!signal.aborted) return undefined;
  const { reason } = signal;
  return reason instanceof Stop
    ? reason
    : new Stop("interrupted", String(reason?.message ?? reason), { cause: reason });
}
