import type { Given, Line, Scenario, Step } from "./scenario.ts";

/** The input as it stands in a file. Members that the format cannot hold are the run's `--set`. */
export function writeInput({ lines }: Scenario, { format, lines: indexes }: Step): string {
  const chosen = indexes.flatMap((index) => lines[index] ?? []);
  const records = chosen.filter((line) => typeof line !== "string");
  switch (format) {
    case "ndjson":
      return chosen.map((line, index) => `${typeof line === "string" ? line : writeObject(line, index)}\n`).join("");
    case "csv":
      return writeCsv(chosen);
    case "json":
      return `${JSON.stringify(records, undefined, 2)}\n`;
    case "concatenated":
      return records.map((record) => `${JSON.stringify(record, undefined, 2)}\n`).join("");
    case "checksums":
      return records.map(({ digest, name }) => `${digest.replace("sha256:", "")}  ${name}\n`).join("");
    case "images":
      return records.map((record) => `${toImage(record)}\n`).join("");
  }
}

/** The same record in another order of keys, with what does not count. */
function writeObject(record: Given, index: number): string {
  const entries = Object.entries(record);
  if (index % 3 === 1) entries.reverse();
  if (index % 3 === 2) entries.push(["_note", "mine"]);
  return JSON.stringify(Object.fromEntries(entries));
}

function writeCsv(lines: Line[]): string {
  const names = [
    ...new Set(lines.flatMap((line) => (typeof line === "string" ? [] : (Object.keys(line) as (keyof Given)[])))),
  ];
  const rows = lines.map((line) =>
    typeof line === "string" ? line : names.map((name) => toCell(line[name])).join(","),
  );
  return [names.length ? names.join(",") : "name,digest", ...rows].map((row) => `${row}\r\n`).join("");
}

const toCell = (value = "") => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const toImage = ({ name, version, digest }: Given) => `${name}${version ? `:${version}` : ""}@${digest}`;
