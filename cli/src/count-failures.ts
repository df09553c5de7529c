import { EXIT } from "./exit-codes.ts";
import type { Gate } from "./gate.ts";
import { Stop } from "./stop.ts";
import type { Outcome } from "./store-record.ts";
import { toPlainText } from "./to-plain-text.ts";

/** Stops the run after `most` identical failures in a row: the rest would fail, too, and GitHub may ban the client. */
export function createFailureCounter(most: number, gate: Gate): (outcome: Outcome) => void {
  let last = "";
  let count = 0;
  return (outcome) => {
    const [first = ""] = outcome.state === "stored" ? [] : outcome.message.split("\n");
    count = first === last ? count + 1 : 1;
    last = first;
    // With such a token nothing else can succeed.
    const isHopeless = outcome.state === "refused" && outcome.status === 401;
    if (!first || (count < most && !isHopeless)) return;
    const code = { refused: EXIT.refused, failed: EXIT.interrupted, unknown: EXIT.unknown, stored: EXIT.stored }[
      outcome.state
    ];
    const why = isHopeless
      ? "GitHub did not accept the token"
      : `${count} records in a row failed for the same reason (--max-failures)`;
    const message = outcome.state === "stored" ? "" : toPlainText(outcome.message);
    gate.stop(new Stop(code, `${why}: ${message}`));
  };
}
