import { createWriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const API = "https://api.github.com";
const SINCE = "2026-01-31T12:00:00.000Z";

/**
 * Calls `use` while a list of NDJSON has the journal that an import of it has left, which stored all.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} use
 */
export async function withJournal(file, use) {
  const journal = `${file}.journal.ndjson`;
  try {
    await pipeline(Readable.from(entries(file)), createWriteStream(journal));
    return await use();
  } finally {
    await rm(journal, { force: true });
  }
}

/** @param {string} file */
async function* entries(file) {
  const { toFirst, toKey } = await importFromCommand();
  const records = (await readFile(file, "utf8")).trim().split("\n");
  const run = "0123456789ab";
  yield toText(toFirst(API), { run, input: "", records: records.length, fresh: false, at: SINCE });
  for (const [index, line] of records.entries()) {
    const record = JSON.parse(line);
    const entry = { run, key: toKey(record) };
    yield toText(
      { ...entry, line: index + 1, state: "sending", since: SINCE, record },
      { ...entry, status: "active", state: "stored", ids: [index + 1] },
    );
  }
}

/** @param {object[]} lines */
const toText = (...lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

/** How the command begins a journal, and names records in it. */
async function importFromCommand() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { toFirst } from "./journal/read-journal.ts"; export { toKey } from "./plan/to-key.ts";`,
      resolveDir: fileURLToPath(new URL("../cli/src", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  return await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
