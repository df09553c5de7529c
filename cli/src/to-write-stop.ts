import { EXIT } from "./exit-codes.ts";
import { Stop } from "./stop.ts";

/** Ends a run whose file cannot be written. What was sent is known, or looked up by the next run. */
export function toWriteStop(path: string, cause: unknown): Stop {
  const { code, message } = Object(cause);
  const why = code === "ENOSPC" || code === "EDQUOT" ? "the disk is full. Free some space" : `${message}. Fix that`;
  const advice = "and run the same command again: it resumes where this run stopped.";
  return new Stop(EXIT.interrupted, `${path} cannot be written: ${why}, ${advice}`, { cause });
}
