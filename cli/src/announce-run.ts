import type { Checked } from "./check-rows.ts";
import { estimate } from "./estimate.ts";
import { say } from "./output.ts";
import type { PastRuns } from "./read-journal.ts";
import { formatNumber } from "./show-progress.ts";
import { wrongUsage } from "./stop.ts";

/** Says what a journal knows, and what is left to do. */
export function announceRun({ records, hash }: Checked, perMinute: number, { fates, inputHash }: PastRuns): void {
  const counts = { stored: 0, sending: 0, open: 0 };
  for (const fate of fates.values()) counts[fate] += 1;
  if (counts.stored > 0) say(`Skipping ${formatNumber(counts.stored)} already stored, according to the journal.`);
  if (counts.sending > 0) {
    say(`First looking up ${formatNumber(counts.sending)} that may have been sent, according to the journal.`);
  }
  const left = Math.max(0, records - counts.stored);
  // What the journal knows of may not be in a changed input any more.
  const amount = counts.stored > 0 && inputHash !== hash ? `At least ${formatNumber(left)}` : formatNumber(left);
  say(
    `${amount} of ${formatNumber(records)} ${records === 1 ? "record" : "records"} to send${estimate(left, perMinute)}.`,
  );
}

/** Says where an input was changed, and goes on with no journal of another GitHub. */
export function compareRuns(
  past: PastRuns,
  journalPath: string,
  { hash }: Checked,
  name: string,
  baseUrl: string,
): void {
  if (past.api !== undefined && past.api !== baseUrl) {
    throw wrongUsage(`${journalPath} belongs to another GitHub, ${past.api}. Give another --journal for ${baseUrl}.`);
  }
  if (past.inputHash !== undefined && past.inputHash !== hash) {
    say(`${name} has changed since the last run. Records are recognized by their content, whichever line they are on.`);
  }
}
