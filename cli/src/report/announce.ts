import { count, formatDuration, formatNumber } from "../output/format-time.ts";
import type { Output } from "../output/output.ts";
import type { Outlook } from "../send/compare.ts";
import type { Planned } from "./planned.ts";

/** Says what will be done, in numbers, before it is done. */
export function announce(output: Output, planned: Planned, outlook: Outlook, perMinute: number): void {
  const lines: [number, string][] = [
    [outlook.toSend, `to send${estimate(outlook.toSend, perMinute)}`],
    [outlook.toLookUp, "to look up first: an earlier run may have stored them"],
    [outlook.storedBefore, "already stored, according to the journal"],
    [planned.repeated, "given more than once: each is stored once"],
    [planned.superseded, "given again with another status: the last one counts"],
    [planned.otherShard, "of other shards"],
    [planned.invalid, "invalid: skipped"],
  ];
  const shown = lines.filter(([number], index) => number > 0 || index === 0);
  const width = Math.max(...shown.map(([number]) => formatNumber(number).length));
  output.say(`${planned.what}: ${count(outlook.records, "record")}.`);
  for (const [number, what] of shown) output.say(`  ${formatNumber(number).padStart(width)}  ${what}`);
}

/** How long so many records take at a pace. */
const estimate = (records: number, perMinute: number): string =>
  perMinute > 0 && records > 1
    ? `, ${perMinute} a minute: ${formatDuration(((records - 1) * 60_000) / perMinute)}`
    : "";
