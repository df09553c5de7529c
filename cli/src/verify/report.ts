import { chooseExitCode, EXIT, type ExitCode, RESULTS } from "../exit-code.ts";
import { formatDuration, formatNumber } from "../output/format-time.ts";
import type { Output } from "../output/output.ts";
import { createColumn, type Keys } from "../plan/keys.ts";
import type { PlannedRecord } from "../plan/record.ts";
import type { Runtime } from "../runtime.ts";
import type { Stop } from "../stop.ts";
import type { Known } from "./look-up-plan.ts";

/** How many of those that are not stored the JSON and the summary list. */
export const LISTED = 1000;

interface Listed {
  line: number;
  name: string;
  digest: string;
  known: Known;
}

/** Collects what is known of records, and says of each that is not stored as given what it is. */
export function createReport(output: Output, keys: Keys, json: boolean) {
  const counts = { stored: 0, missing: 0, otherwise: 0, refused: 0, failed: 0 };
  const missing = createColumn();
  const listed: Listed[] = [];
  const reasons = new Set<string>();
  let elsewhere = 0;
  return {
    counts,
    /** How many of the missing GitHub has under another name or registry. */
    get elsewhere() {
      return elsewhere;
    },
    isMissing: ({ key }: PlannedRecord): boolean => missing.get(keys.find(key) ?? 0) === 1,
    tell(planned: PlannedRecord, known: Known): void {
      const { line, key } = planned;
      const { name, digest } = planned.record;
      counts[known.state] += 1;
      if (known.state === "stored") return;
      if (known.state === "missing") {
        missing.set(keys.add(key), 1);
        if (known.elsewhere) elsewhere += 1;
      }
      if ("message" in known && !reasons.has(known.message) && reasons.size < LISTED) {
        reasons.add(known.message);
        output.say(known.message);
      }
      if (!json) output.print(`line ${line}  ${name}  ${digest}  ${describe(known)}`);
      const why = "message" in known ? known.message : describe(known);
      output.annotate(`${digest}: ${why}`, { title: `Line ${line}, ${name}: ${known.state}` });
      if (listed.length < LISTED) listed.push({ line, name, digest, known });
    },
    listed,
  };
}

export type Report = ReturnType<typeof createReport>;

/** `stored otherwise: status is deleted, not active` */
function describe(known: Known): string {
  if (known.state === "missing") {
    if (!known.elsewhere) return "missing";
    const { name, registry_url } = known.elsewhere;
    return `missing: GitHub has its digest as ${name} at ${registry_url}`;
  }
  if (known.state !== "otherwise") return `unknown: ${known.state}`;
  const differences = known.differences.map(
    ({ member, given, stored }) => `${member} is ${stored ?? "not set"}, not ${given ?? "unset"}`,
  );
  return `stored otherwise: ${differences.join("; ")}`;
}

const toJson = ({ known: { state, ...more }, ...listed }: Listed) => ({ ...listed, result: state, ...more });

interface Ended {
  records: number;
  report: Report;
  stop: Stop | undefined;
  tookMs: number;
  /** Where the missing records were written. */
  missingFile: string | undefined;
}

/** Says what is known of all, and gives the exit code. */
export async function endReport(
  runtime: Pick<Runtime, "output" | "code">,
  { records, report, stop, tookMs, missingFile }: Ended,
  json: boolean,
) {
  const { output } = runtime;
  const { counts, listed } = report;
  const left = records - Object.values(counts).reduce((sum, number) => sum + number, 0);
  const { missing, otherwise, refused, failed } = counts;
  const code = chooseExitCode({ refused: missing + otherwise + refused, failed, unknown: 0, left }, stop?.end);
  runtime.code = code;
  const lines: [number, string][] = [
    [counts.stored, "stored, as far as GitHub shows"],
    [missing, missingFile ? `missing: see ${missingFile}` : "missing"],
    [otherwise, "stored otherwise"],
    [refused, "unknown, because GitHub refused the look-up"],
    [failed, "unknown, because GitHub gave no usable answer"],
    [left, "not looked up"],
  ];
  const shown = lines.filter(([number], index) => number > 0 || index === 0);
  const width = Math.max(...shown.map(([number]) => formatNumber(number).length));
  const title = toTitle(code, records, left);
  output.say("");
  output.say({ text: title, look: code === EXIT.success ? "green" : "yellow" }, `, after ${formatDuration(tookMs)}:`);
  for (const [number, what] of shown) output.say(`  ${formatNumber(number).padStart(width)}  ${what}`);
  if (isNothingFound(report, records)) output.say(`\n${NOTHING_FOUND}`);
  const isTold = stop !== undefined && (left > 0 || code === EXIT.usage);
  if (isTold) output.say(`\n${stop.message}`);
  if (json) {
    output.printJson({
      result: toResult(code, counts),
      records,
      ...counts,
      left,
      missing_file: missingFile,
      not_stored: listed.map(toJson),
      ...(isTold && { message: stop.message }),
    });
  }
  await output.summarize({
    heading: `Storage records: ${title.toLowerCase()}`,
    table: [["records", ""], ...shown.map(([number, what]) => [formatNumber(number), what])],
  });
  if (listed.length > 0) {
    const open = missing + otherwise + refused + failed;
    await output.summarize({
      heading: "Not known to be stored as the list says",
      ...(open > listed.length && { text: `The first ${formatNumber(listed.length)} of ${formatNumber(open)}:` }),
      table: [
        ["artifact", "digest", "result"],
        ...listed.map(({ name, digest, known }) => [name, digest, describe(known)]),
      ],
    });
  }
  return code;
}

/** As likely a wrong token or organization as a list of which nothing was ever recorded. */
export const isNothingFound = ({ counts, elsewhere }: Report, records: number): boolean =>
  records > 0 && counts.missing === records && elsewhere === 0;

const NOTHING_FOUND =
  "GitHub shows no record of any of them. If some are recorded, the token may lack access to their repositories, or --org may be " +
  "another organization: GitHub gives the same answer then. So no file of missing records is written.";

function toTitle(code: ExitCode, records: number, left: number): string {
  if (records === 0) return "Nothing to look up";
  if (code === EXIT.success) return "All stored";
  return left > 0 ? "Stopped early" : "Not all stored";
}

function toResult(code: ExitCode, { refused, missing, otherwise }: Report["counts"]): string {
  if (code !== EXIT.refused || refused > 0 || missing + otherwise === 0) return RESULTS[code];
  return missing > 0 ? "missing" : "otherwise";
}
