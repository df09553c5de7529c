import { summarizeInWorkflow, toCell } from "./annotate.ts";
import type { Checked } from "./check-rows.ts";
import { EXIT, type ExitCode, RESULTS } from "./exit-codes.ts";
import { formatDuration } from "./format-time.ts";
import { printJson, say, style } from "./output.ts";
import { formatNumber } from "./show-progress.ts";
import type { Stop } from "./stop.ts";
import { countDone, type Tally } from "./tally.ts";
import { wrapText } from "./wrap-text.ts";

interface Ended {
  tally: Tally;
  checked: Checked;
  files: { journal_file: string; refused_file: string | undefined; rejected_file: string | undefined };
  /** Why the run ended early, if it did. */
  reason: Stop | undefined;
  tookMs: number;
  json: boolean;
  env: NodeJS.ProcessEnv;
}

const REASONS_SHOWN = 3;

/** Says what became of the records, for people, for a machine and for a workflow, and what the exit code is. */
export async function summarize({ tally, checked, files, reason, tookMs, json, env }: Ended): Promise<ExitCode> {
  const code = chooseCode(tally, reason);
  const left = tally.total - countDone(tally);
  const lines: [number, string][] = [
    [tally.stored, "stored"],
    [tally.storedBefore, "already stored"],
    [tally.duplicates, "duplicates of earlier lines, sent only once"],
    [tally.refused, `refused by GitHub: see ${files.refused_file}`],
    [tally.failed, `not stored because GitHub failed: see ${files.refused_file}`],
    [tally.unknown, "may or may not be stored: the next run looks them up"],
    [checked.invalid, `invalid and skipped: see ${files.rejected_file}`],
    [left, "not sent"],
  ];
  const shown = lines.filter(([count], index) => count > 0 || index === 0);
  const width = Math.max(...shown.map(([count]) => formatNumber(count).length));
  const title = reason ? "Stopped early" : code === EXIT.stored ? "All stored" : "Done, but not all stored";
  say(`\n${style(code === EXIT.stored ? "green" : "yellow", title)}, after ${formatDuration(tookMs)}:`);
  for (const [count, what] of shown) say(`  ${formatNumber(count).padStart(width)}  ${what}`);
  if (reason) say(`\n${reason.message}`);
  else sayReasons(tally);
  if (left > 0 || tally.unknown + tally.failed > 0) say("Run the same command again to resume.");

  if (json) {
    const { total, storedBefore, reasons: _said, ...counts } = tally;
    const message = reason && { message: reason.message };
    printJson({
      result: RESULTS[code],
      records: total,
      ...counts,
      stored_before: storedBefore,
      left,
      invalid: checked.invalid,
      ...files,
      ...message,
    });
  }
  const rows = shown.map(([count, what]) => `| ${formatNumber(count)} | ${toCell(what)} |`);
  await summarizeInWorkflow(
    `### Storage records: ${title.toLowerCase()}\n\n| records | |\n| ---: | :--- |\n${rows.join("\n")}`,
    env,
  );
  return code;
}

/** Says why records are not stored: the most common reasons, with advice. */
function sayReasons({ reasons }: Tally): void {
  const common = [...reasons].sort(([, a], [, b]) => b - a).slice(0, REASONS_SHOWN);
  for (const [message, count] of common) {
    const indent = `${formatNumber(count)} × `.length;
    say(`\n${formatNumber(count)} × ${wrapText(message, indent, process.stderr.columns)}`);
  }
}

function chooseCode({ refused, failed, unknown }: Tally, reason: Stop | undefined): ExitCode {
  if (reason) return reason.exitCode;
  if (unknown > 0) return EXIT.unknown;
  if (failed > 0) return EXIT.interrupted;
  return refused > 0 ? EXIT.refused : EXIT.stored;
}
