import type { Lines } from "./read-lines.ts";
import { NOT_UTF8, type Row } from "./row.ts";

/** Reads a record of each line of JSON. Empty lines count, but give nothing. */
export async function* readNdjson(input: AsyncIterable<Lines>): AsyncGenerator<Row[]> {
  for await (const { text, first, broken } of input) {
    const rows: Row[] = [];
    for (let start = 0, line = first; start < text.length; line += 1) {
      const end = text.indexOf("\n", start);
      const content = text.slice(start, end < 0 ? text.length : end).trim();
      start = end < 0 ? text.length : end + 1;
      if (content)
        rows.push(broken.includes(line) ? { line, problem: NOT_UTF8, text: content } : readRow(line, content));
    }
    yield rows;
  }
}

function readRow(line: number, text: string): Row {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const isArray = line === 1 && text.startsWith("[");
    const advice = isArray ? " Convert an array to one record per line: jq -c '.[]' FILE" : "";
    return { line, problem: `is not JSON: ${Object(error).message}.${advice}`, text };
  }
  if (isObject(given)) return { line, given };
  const advice = Array.isArray(given) ? " Write one record per line: jq -c '.[]' FILE" : "";
  return { line, problem: `is not a JSON object.${advice}`, text };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
