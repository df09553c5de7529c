import type { ExitCode } from "../exit-code.ts";
import { EXIT, RESULTS } from "../exit-code.ts";
import { formatDuration, formatNumber } from "../output/format-time.ts";
import type { Output } from "../output/output.ts";
import type { Outlook } from "../send/compare.ts";
import { countDone, type Tally } from "../send/tally.ts";
import type { End, Stop } from "../stop.ts";
import type { Planned } from "./planned.ts";
import { wrapText } from "./wrap-text.ts";

/** A run that has ended. */
export interface Ended {
  planned: Planned;
  outlook: Outlook;
  tally: Tally;
  code: ExitCode;
  /** Why it ended early, if it did. */
  stop: Stop | undefined;
  /** It began anew, and has noted so: with --fresh, the next one would, too. */
  isAfresh: boolean;
  tookMs: number;
  files: { journal: string; refused?: string; unknown?: string; rejected?: string };
}

const REASONS_SHOWN = 3;

/** Says what became of the records: for people, for a machine and for a workflow. */
export async function summarize(output: Output, ended: Ended, json: boolean): Promise<void> {
  const { planned, outlook, tally, code, stop, isAfresh, tookMs, files } = ended;
  const left = outlook.records - countDone(tally);
  const lines: [number, string][] = [
    [tally.stored, "stored"],
    [tally.storedBefore, "already stored"],
    // A run that lost its journal writes no file of them.
    [tally.refused, `refused by GitHub${files.refused ? `: see ${files.refused}` : ""}`],
    [tally.failed, "not stored, because GitHub failed: the next run sends them"],
    [
      tally.unknown,
      `may or may not be stored: the next run looks them up${files.unknown ? `; see ${files.unknown}` : ""}`,
    ],
    [left, "not sent"],
    [planned.invalid, `invalid and skipped: see ${files.rejected}`],
  ];
  const shown = lines.filter(([count], index) => count > 0 || index === 0);
  const width = Math.max(...shown.map(([count]) => formatNumber(count).length));
  const title = toTitle(ended, left);
  output.say("");
  output.say({ text: title, look: code === EXIT.success ? "green" : "yellow" }, `, after ${formatDuration(tookMs)}:`);
  for (const [count, what] of shown) output.say(`  ${formatNumber(count).padStart(width)}  ${what}`);
  const isEarly = stop !== undefined && title === STOPPED;
  if (isEarly) output.say(`\n${stop.message}`);
  sayReasons(output, tally, isEarly ? stop.message : undefined);
  const advice = adviseNextRun(stop?.end, isAfresh);
  if (advice && (left + tally.unknown + tally.failed > 0 || code === EXIT.interrupted)) output.say(advice);
  if (tally.unknown > 0) output.say(WAY_OUT);

  if (json) {
    output.printJson({
      result: RESULTS[code],
      ...planned.more,
      records: outlook.records,
      stored: tally.stored,
      stored_before: tally.storedBefore,
      refused: tally.refused,
      failed: tally.failed,
      unknown: tally.unknown,
      left,
      repeated: planned.repeated,
      superseded: planned.superseded,
      other_shard: planned.otherShard,
      invalid: planned.invalid,
      journal_file: files.journal,
      refused_file: files.refused,
      unknown_file: files.unknown,
      rejected_file: files.rejected,
      ...(isEarly && { message: stop.message }),
    });
  }
  await output.summarize({
    heading: `Storage records: ${title.toLowerCase()}`,
    table: [["records", ""], ...shown.map(([count, what]) => [formatNumber(count), what])],
  });
}

const STOPPED = "Stopped early";
const WAY_OUT =
  "Where it stays unknown, see what GitHub has with `list DIGEST`, and import what is missing there with --fresh.";

function toTitle({ outlook, tally, code, stop }: Ended, left: number): string {
  if (code === EXIT.success) return outlook.records === 0 ? "Nothing to store" : "All stored";
  // What an earlier run left unclear is looked up by a run that reaches it.
  return stop && (left + tally.unknown > 0 || code === EXIT.interrupted) ? STOPPED : "Done, but not all stored";
}

/** What to run next: said here alone, for a stop says only why. Nothing where running the same again cannot help. */
function adviseNextRun(end: End | undefined, isAfresh: boolean): string | undefined {
  if (end === "usage" || end === "lost-journal" || (end === "refused" && !isAfresh)) return undefined;
  const what = isAfresh ? "Run it again without --fresh" : "Run the same command again";
  const when = end === "lost-lock" ? " when no other run uses the journal" : "";
  return `${what}${when}: it resumes where this run stopped.`;
}

/** Says why records are not stored: the most common reasons, with advice, but for what was said already. */
function sayReasons(output: Output, { reasons }: Tally, said = ""): void {
  const others = [...reasons].filter(([message]) => !said.includes(message));
  const common = others.sort(([, a], [, b]) => b - a).slice(0, REASONS_SHOWN);
  for (const [message, count] of common) {
    const times = `${formatNumber(count)} × `;
    output.say(`\n${times}${wrapText(message, times.length, output.columns)}`);
  }
}
