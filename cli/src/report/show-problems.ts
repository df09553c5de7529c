import type { LineProblem } from "../input/collect-problems.ts";
import type { Reading } from "../input/read-plan.ts";
import { count, formatNumber } from "../output/format-time.ts";
import type { Output } from "../output/output.ts";
import type { Plan } from "../plan/plan.ts";
import { wrapText } from "./wrap-text.ts";

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

/** Says which lines are invalid, and gives the plan of the others. Ends the run if nothing is to be sent. */
export function checkReading(reading: Reading, { name, json }: { name: string; json: boolean }, output: Output): Plan {
  const { lines, invalid, problems, moreProblems, plan, stop } = reading;
  if (invalid > 0) {
    const heading = `${formatNumber(invalid)} of ${count(lines, "line")} ${invalid === 1 ? "is" : "are"} invalid:`;
    output.say({ text: heading, look: "bold" }, "\n");
    showProblems(output, problems);
    if (moreProblems > 0) output.say(`  … and ${count(moreProblems, "more problem")}.`);
    output.say("");
  }
  if (plan) return plan;
  for (const problem of problems) {
    output.annotate(problem.message + sayLines(problem), { file: name, line: problem.lines[0] ?? 1 });
  }
  if (json) output.printJson({ result: "rejected", message: stop.message, lines, invalid, problems });
  throw stop;
}
