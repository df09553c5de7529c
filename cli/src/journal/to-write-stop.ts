import { Stop } from "../stop.ts";

const WHY: Record<string, string> = {
  ENOSPC: "the disk is full. Free some space",
  EDQUOT: "your quota of the disk is used up. Free some space",
  EACCES: "permission denied. Allow it",
  EROFS: "the file system is read-only. Make it writable",
  EIO: "the disk reports an error (EIO). Check the disk",
};

/** Ends a run whose file cannot be written. What was sent is known, or looked up by the next run. */
export function toWriteStop(path: string, cause: unknown): Stop {
  const { code, message } = Object(cause);
  const why = WHY[code] ?? `${message}. Fix that`;
  const advice = "and run the same command again: it resumes where this run stopped.";
  return new Stop("unwritable", `${path} cannot be written: ${why}, ${advice}`, { cause });
}
