import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { findNearest } from "./find-nearest.ts";
import { isParameterName, PARAMETERS } from "./parameters.ts";
import type { Lines } from "./read-lines.ts";
import { NOT_UTF8, type Row } from "./row.ts";
import { wrongUsage } from "./stop.ts";

const AT_ONCE = 500;

/** Reads a record of each line of CSV below the header. An empty cell gives nothing. */
export async function* readCsv(input: AsyncIterable<Lines>): AsyncGenerator<Row[]> {
  const broken = new Set<number>();
  async function* texts() {
    for await (const lines of input) {
      for (const line of lines.broken) broken.add(line);
      yield lines.text;
    }
  }
  const parser = parse({
    skip_empty_lines: true,
    relax_column_count: true,
    // The number of the line goes with the cells, as the last of them.
    on_record: (cells, { lines }) => [...cells, `${lines}`],
  });
  pipeline(Readable.from(texts()), parser).catch((error) => parser.destroy(error));
  let header: string[] | undefined;
  let rows: Row[] = [];
  try {
    for await (const cells of parser) {
      const line = Number(cells.pop());
      if (!header) header = checkHeader(cells);
      else
        rows.push(
          broken.delete(line) ? { line, problem: NOT_UTF8, text: cells.join(",") } : toRow(header, cells, line),
        );
      if (rows.length === AT_ONCE) {
        yield rows;
        rows = [];
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // What follows cannot be told apart any more.
    rows.push({
      line: Number(error.lines),
      problem: `is not CSV: ${error.message}. Nothing after it was read.`,
      text: "",
    });
  }
  yield rows;
}

function checkHeader(header: string[]): string[] {
  const problems = header.flatMap((name, index) => {
    if (!name) return [`column ${index + 1} has no name.`];
    if (header.indexOf(name) < index) return [`the column ${name} appears twice. Remove one.`];
    return isParameterName(name) || name.startsWith("_")
      ? []
      : [`the column ${JSON.stringify(name)} is unknown. ${findNearest(name)}`];
  });
  if (problems.length === 0) return header;
  const hint = header.length === 1 && /[;\t]/.test(`${header[0]}`) ? "\nSeparate columns with commas." : "";
  throw wrongUsage(`The header, line 1: ${problems.join("\n")}${hint}`);
}

function toRow(header: string[], cells: string[], line: number): Row {
  if (cells.length !== header.length) {
    const problem = `has ${cells.length} cells, but the header has ${header.length}. Put quotes around cells that contain commas.`;
    return { line, problem, text: cells.join(",") };
  }
  const given: Record<string, unknown> = {};
  for (const [index, name] of header.entries()) {
    const cell = cells[index];
    if (cell) given[name] = toValue(name, cell);
  }
  return { line, given };
}

/** A cell's value for the API. A boolean other than `true` or `false` stays text, for the check to reject. */
export function toValue(name: string, cell: string): unknown {
  const isBoolean = isParameterName(name) && "type" in PARAMETERS[name];
  return isBoolean && /^(true|false)$/i.test(cell) ? cell.toLowerCase() === "true" : cell;
}
