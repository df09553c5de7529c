import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { readDuration } from "./github/read-duration.ts";

/** The groups of flags in the help, in this order. */
export const GROUP = {
  what: "What to record:",
  lookUp: "What to look up:",
  where: "Where it is:",
  organization: "Which organization:",
  how: "How to run:",
} as const;

export const jsonFlag = () =>
  new Option("--json", "print the result as JSON to stdout, everything else to stderr").helpGroup(GROUP.how);

export const maxWaitFlag = () =>
  new Option("--max-wait <DURATION>", "how long to wait for a rate limit, such as 90s, 15m or 2h")
    .helpGroup(GROUP.how)
    .argParser(withReason(readDuration))
    .default(readDuration("15m"), "15m");

/** Lets commander name the flag of a value that cannot be read. */
export const withReason =
  <Value>(read: (text: string) => Value) =>
  (text: string): Value => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };

export function readInteger(text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new RangeError(
    most === Number.MAX_SAFE_INTEGER
      ? `Give a whole number from ${least}.`
      : `Give a whole number from ${least} to ${most}.`,
  );
}
