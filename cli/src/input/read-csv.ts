import { finished } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { wrongUsage } from "../stop.ts";
import { findName } from "./find-name.ts";
import type { Line } from "./line.ts";
import { NOT_UTF8, readBlocks } from "./read-lines.ts";
import { toValue } from "./to-value.ts";

export interface CsvLayout {
  delimiter: string;
  /** Whether a line stands above the header: Excel's `sep=;`, or PowerShell's `#TYPE`. */
  hasPreface: boolean;
}

/** What is longer was not meant to be one record: a quote is not closed. */
const LONGEST_RECORD = 1024 * 1024;

/** How a table is written, by its first lines. */
export function readLayout(head: string): CsvLayout {
  const [first = "", second = ""] = head.trimStart().split(/\r?\n/, 2);
  const [, given] = /^"?sep=([^"])"?$/i.exec(first) ?? [];
  if (given !== undefined) return { delimiter: given, hasPreface: true };
  const hasPreface = first.startsWith("#TYPE");
  const header = (hasPreface ? second : first).replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => header.split(delimiter).length;
  const [delimiter = ","] = [",", ";", "\t"].sort((a, b) => count(b) - count(a));
  return { delimiter, hasPreface };
}

/** Reads a record of each row below the header. An empty cell gives nothing; empty rows and columns are Excel's. */
export async function* readCsv(chunks: AsyncIterable<Buffer>, layout: CsvLayout): AsyncGenerator<Line[]> {
  let line = 1;
  let isPreface = layout.hasPreface;
  let header: string[] | undefined;
  let lines: Line[] = [];
  let broken: number[] = [];

  const take = (cells: string[]): void => {
    const first = line;
    line += 1;
    for (const cell of cells) if (cell.includes("\n")) line += cell.split("\n").length - 1;
    if (cells.every((cell) => !cell)) return;
    if (isPreface) isPreface = false;
    else if (!header) header = readHeader(cells, first);
    else if (broken.some((one) => first <= one && one < line)) {
      lines.push({ line: first, problem: NOT_UTF8, text: cells.join(layout.delimiter) });
    } else lines.push(readRow(header, cells, first, layout.delimiter));
  };

  const parser = parse({
    delimiter: layout.delimiter,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    // What it returns nothing for does not go through the stream, which would take most of the time.
    on_record: (cells: string[]) => {
      take(cells);
      return null;
    },
  });
  const end = finished(parser.resume());
  // It is awaited below, and not before.
  end.catch(() => undefined);
  try {
    for await (const block of readBlocks(chunks)) {
      broken = [...broken.filter((one) => one >= line), ...block.broken];
      await new Promise<void>((resolve, reject) => {
        parser.write(block.bytes, (error) => (error ? reject(error) : resolve()));
      });
      yield lines;
      lines = [];
    }
    parser.end();
    await end;
  } catch (error) {
    throw error instanceof CsvError ? wrongUsage(explain(error, line), { cause: error }) : error;
  } finally {
    parser.destroy();
  }
  yield lines;
}

function explain({ code, column }: CsvError, line: number): string {
  const cell = `cell ${Number(column) + 1}`;
  switch (code) {
    case "INVALID_OPENING_QUOTE":
      return `Line ${line}: ${cell} has a quote in it. Put quotes around the whole cell, and double the one within: "12"" disk".`;
    case "CSV_INVALID_CLOSING_QUOTE":
      return `Line ${line}: a quote opens in ${cell}, and closes where the cell does not end. Close it at the end of the cell, and double quotes within.`;
    default:
      return `Line ${line}: a quote opens in ${cell}, and is not closed. Close it, and double quotes within.`;
  }
}

function readHeader(cells: string[], line: number): string[] {
  const header = cells.map((cell) => cell.trim());
  if (header.some((name) => name.includes("\r"))) {
    throw wrongUsage(
      `Line ${line}: lines end in carriage returns alone, as on old Macs. Save the file with line feeds.`,
    );
  }
  const problems = header.flatMap((name, index) =>
    name && header.indexOf(name) < index ? [`the column ${JSON.stringify(name)} appears twice. Remove one.`] : [],
  );
  if (problems.length > 0) throw wrongUsage(`The header, line ${line}: ${problems.join("\n")}`);
  if (header.some((name) => name.startsWith("_") || findName(name) !== undefined)) return header;
  throw wrongUsage(
    `Line ${line}: the first line must hold the names of the columns, such as name,digest,registry_url; ` +
      `it holds ${header.map((name) => JSON.stringify(name)).join(", ")}.`,
  );
}

function readRow(header: string[], cells: string[], line: number, delimiter: string): Line {
  const given: Record<string, unknown> = {};
  const broken = (problem: string): Line => ({ line, problem, text: cells.join(delimiter) });
  const shape = `has ${cells.length === 1 ? "1 cell" : `${cells.length} cells`}, but the header has ${header.length}.`;
  if (cells.length < header.length) {
    const isComment = `${cells[0]}`.startsWith("#");
    return broken(
      `${shape} ${isComment ? "Remove the line: CSV has no comments." : "Leave a cell empty where there is no value."}`,
    );
  }
  for (const [index, cell] of cells.entries()) {
    if (!cell) continue;
    const name = header[index];
    if (name === undefined)
      return broken(`${shape} Put quotes around cells that contain ${NAMES[delimiter] ?? "the delimiter"}.`);
    if (name === "")
      return broken(`has a cell in column ${index + 1}, which has no name in the header. Name it, or empty the cell.`);
    given[name] = toValue(name, cell);
  }
  return { line, given };
}

const NAMES: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs" };
