import type { Outcome } from "../github/store-record.ts";
import { Stop } from "../stop.ts";

/**
 * Ends the run after `most` equal failures in a row: the rest would fail, too, and GitHub may ban the client.
 *
 * @param flag Where the person can set another number.
 */
export function createFailureCounter(
  most: number,
  ending: AbortController,
  flag = "--max-failures",
): (outcome: Outcome) => void {
  let last = "";
  let count = 0;
  return (outcome) => {
    if (outcome.state === "unsent") return;
    const message = outcome.state === "stored" ? "" : outcome.message;
    const [first = ""] = message.split("\n");
    count = first === last ? count + 1 : 1;
    last = first;
    // With such a token nothing else can succeed.
    const isHopeless = outcome.state === "refused" && outcome.status === 401;
    if (!first || (count < most && !isHopeless)) return;
    const why = isHopeless
      ? "GitHub did not accept the token"
      : `${count} records in a row failed for the same reason${flag && ` (${flag})`}`;
    ending.abort(new Stop(outcome.state === "refused" ? "refused" : "interrupted", `${why}: ${message}`));
  };
}
