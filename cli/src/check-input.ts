import { annotate } from "./annotate.ts";
import { type Checked, type CheckOptions, checkRows } from "./check-rows.ts";
import type { Methods } from "./create-client.ts";
import { EXIT } from "./exit-codes.ts";
import type { Gate } from "./gate.ts";
import type { ImportFlags } from "./import-records.ts";
import { printJson, say, style } from "./output.ts";
import type { Input } from "./read-rows.ts";
import { formatNumber } from "./show-progress.ts";
import { Stop } from "./stop.ts";
import { wrapText } from "./wrap-text.ts";

/** Checks every line, and lists invalid ones. Stops on these unless they are to be skipped. */
export async function checkInput(
  input: Input,
  checker: Methods,
  gate: Gate,
  options: CheckOptions,
  { skipInvalid, json }: ImportFlags,
  env: NodeJS.ProcessEnv,
): Promise<Checked> {
  const checked = await checkRows(checker, input, gate, options);
  const { lines, invalid, problems } = checked;
  if (invalid === 0) return checked;
  say(
    `${style("bold", `${formatNumber(invalid)} of ${formatNumber(lines)} lines ${invalid === 1 ? "is" : "are"} invalid:`)}\n`,
  );
  const width = `${problems.at(-1)?.line}`.length;
  let before: number | undefined;
  for (const { line, message } of problems) {
    const label = `line ${`${line}`.padStart(width)}`;
    const shown = line === before ? " ".repeat(label.length) : style("yellow", label);
    say(`  ${shown}  ${wrapText(message, label.length + 4, process.stderr.columns)}`);
    if (!skipInvalid) annotate(env, message, { file: input.name, line });
    before = line;
  }
  const last = problems.at(-1)?.line ?? 0;
  if (invalid > new Set(problems.map(({ line }) => line)).size) say(`  … and more after line ${last}.`);
  say("");
  if (skipInvalid) return checked;
  if (json) printJson({ result: "rejected", lines, invalid, problems });
  throw new Stop(EXIT.usage, "Nothing was sent. Fix these lines, or skip them with --skip-invalid.");
}
