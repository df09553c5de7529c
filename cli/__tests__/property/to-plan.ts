import type { Given, Line, Scenario, Status, Step } from "./scenario.ts";
import { writeInput } from "./write-input.ts";

/** What a run is asked for, as the issue has it: of one record the status that is given last. */
export interface Plan {
  /** The status of each record, by its content without the status. */
  wanted: Map<string, Status>;
  /** Lines that cannot be records. */
  broken: number;
}

export function toPlan(lines: Line[], { command, status: given }: Step): Plan {
  // What an earlier run left has its status.
  const status = /refused|unknown|plan/.test(command) ? undefined : given;
  const wanted = new Map<string, Status>();
  let broken = 0;
  for (const line of lines) {
    if (typeof line === "string") broken += 1;
    else if (command === "create") wanted.set(toKey(line), status ?? line.status ?? "active");
    else wanted.set(toKey(line), line.status ?? status ?? "active");
  }
  return { wanted, broken };
}

/** The lines as far as they were given: of NDJSON, which alone is cut, whatever ends before the cut. */
export function readLines(scenario: Scenario, step: Step): Line[] {
  const lines = step.lines.flatMap((index) => scenario.lines[index] ?? []);
  if (step.cutAt === undefined) return lines;
  const text = writeInput(scenario, step).slice(0, step.cutAt);
  const whole = text.split("\n").length - 1;
  const rest = text.slice(text.lastIndexOf("\n") + 1);
  if (rest === "") return lines.slice(0, whole);
  return [...lines.slice(0, whole), rest.endsWith("}") ? (lines[whole] ?? rest) : rest];
}

/** A record without its status. */
export function toKey({ status: _status, ...rest }: Given & { return_records?: boolean }): string {
  const entries = Object.entries(rest).filter(([name]) => name !== "return_records");
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
