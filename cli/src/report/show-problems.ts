import { count, formatNumber } from "../output/format-time.ts";
import type { Output } from "../output/output.ts";
import { Stop } from "../stop.ts";
import { wrapText } from "./wrap-text.ts";

/** Something that is wrong with one line, or with many. */
export interface LineProblem {
  message: string;
  /** The first of its lines. */
  lines: number[];
  count: number;
}

const LINES_SHOWN = 5;

/** `line 4  version must …` or `60 ×  version must …, lines 2, 3, 4, 5, 6, …` */
export function showProblems(output: Output, problems: readonly LineProblem[]): void {
  const labels = problems.map(({ lines, count }) => (count === 1 ? `line ${lines[0]}` : `${formatNumber(count)} ×`));
  const width = Math.max(0, ...labels.map((label) => label.length));
  for (const [index, problem] of problems.entries()) {
    const label = (labels[index] ?? "").padStart(width);
    const text = wrapText(problem.message + sayLines(problem), width + 4, output.columns);
    output.say("  ", { text: label, look: "yellow" }, `  ${text}`);
  }
}

/** In brackets, for a message may be several sentences. */
function sayLines({ lines, count }: LineProblem): string {
  if (count === 1) return "";
  const shown = lines.slice(0, LINES_SHOWN);
  return ` (lines ${shown.map((line) => formatNumber(line)).join(", ")}${count > shown.length ? ", …" : ""})`;
}

interface Invalid {
  lines: number;
  invalid: number;
  problems: readonly LineProblem[];
}

/** Says which lines are invalid, and ends the run unless they are to be skipped. */
export function sayInvalid(
  { lines, invalid, problems }: Invalid,
  { name, skipInvalid, json }: { name: string; skipInvalid: boolean; json: boolean },
  output: Output,
): void {
  if (invalid === 0) return;
  const heading = `${formatNumber(invalid)} of ${count(lines, "line")} ${invalid === 1 ? "is" : "are"} invalid:`;
  output.say({ text: heading, look: "bold" }, "\n");
  showProblems(output, problems);
  output.say("");
  if (skipInvalid) return;
  for (const problem of problems)
    output.annotate(problem.message + sayLines(problem), { file: name, line: problem.lines[0] ?? 1 });
  if (json) output.printJson({ result: "rejected", lines, invalid, problems });
  throw new Stop("usage", "Nothing was sent. Fix these lines, or skip them with --skip-invalid.");
}
