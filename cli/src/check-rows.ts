import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { checkRow } from "./check-row.ts";
import type { Methods } from "./create-client.ts";
import type { Gate } from "./gate.ts";
import type { GivenRecord } from "./parameters.ts";
import { type Input, readRows } from "./read-rows.ts";
import { isInShard, type Shard } from "./read-shard.ts";
import type { Row } from "./row.ts";
import { toKey } from "./to-record.ts";

/** What a look at every line says. */
export interface Checked {
  /** Lines that hold something. */
  lines: number;
  invalid: number;
  /** Records of this shard. */
  records: number;
  /** The first problems, each with its line. */
  problems: { line: number; message: string }[];
  /** The first record, to show. */
  example?: GivenRecord;
  /** A hash of the whole input, to notice that it has changed. */
  hash: string;
}

export interface CheckOptions {
  defaults: GivenRecord;
  shard: Shard | undefined;
  /** Where lines that are wrong are written, with what is wrong. */
  rejectedPath: string | undefined;
}

const SHOWN = 20;

/** Checks every line, in the same memory however many there are. */
export async function checkRows(methods: Methods, input: Input, gate: Gate, options: CheckOptions): Promise<Checked> {
  const { defaults, shard, rejectedPath } = options;
  const hash = createHash("sha256");
  const checked: Checked = { lines: 0, invalid: 0, records: 0, problems: [], hash: "" };
  const rejected = rejectedPath === undefined ? undefined : createWriteStream(rejectedPath);
  if (rejected) await once(rejected, "open");
  for await (const rows of readRows(input, hash)) {
    if (gate.reason) throw gate.reason;
    let reject = "";
    for (const row of rows) {
      checked.lines += 1;
      const { record, problems } = checkRow(methods, row, defaults);
      if (record) {
        if (shard && !isInShard(toKey(record), shard)) continue;
        checked.records += 1;
        checked.example ??= record;
        continue;
      }
      checked.invalid += 1;
      for (const message of problems)
        if (checked.problems.length < SHOWN) checked.problems.push({ line: row.line, message });
      if (rejected) reject += toRejected(row, problems);
    }
    if (reject && rejected && !rejected.write(reject)) await once(rejected, "drain");
  }
  if (rejected) await once(rejected.end(), "close");
  return { ...checked, hash: hash.digest("hex") };
}

/** A line of the rejected file: what was given, and its problems under names that an import ignores. */
function toRejected(row: Row, problems: string[]): string {
  const given = "given" in row ? row.given : { _text: row.text.slice(0, 1000) };
  return `${JSON.stringify({ ...given, _line: row.line, _problems: problems })}\n`;
}
