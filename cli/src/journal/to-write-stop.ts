import { Stop } from "../stop.ts";

const WHY: Record<string, string> = {
  ENOSPC: "the disk is full. Free some space",
  EDQUOT: "your quota of the disk is used up. Free some space",
  EACCES: "permission denied. Allow it",
  EPERM: "permission denied. Allow it",
  EROFS: "the file system is read-only. Make it writable",
  ENOENT: "there is no such folder. Create it",
  EIO: "the disk reports an error (EIO). Check the disk",
};

/** Why the system did not do what a file needed, and what to do. */
export function explainFileError(error: unknown): string {
  const { code, message } = Object(error);
  return WHY[code] ?? `${message}. Mend that`;
}

/** Ends a run whose file cannot be written. What was sent is known, or looked up by the next run. */
export function toWriteStop(path: string, cause: unknown): Stop {
  return new Stop("unwritable", `${path} cannot be written: ${explainFileError(cause)}.`, { cause });
}
