import { checkRow } from "./check-row.ts";
import { EXIT } from "./exit-codes.ts";
import type { SendableRecord } from "./is-sendable.ts";
import type { GivenRecord } from "./parameters.ts";
import { type Input, readRows } from "./read-rows.ts";
import { isInShard } from "./read-shard.ts";
import type { Sending } from "./send-rows.ts";
import { Stop } from "./stop.ts";
import { toKey } from "./to-record.ts";

/** A record to be sent. */
export interface Job {
  line: number;
  key: string;
  given: GivenRecord;
  record: SendableRecord;
  lookUpFirst: boolean;
}

/** Leaves out what is not this shard's, what is stored, and what an earlier line gave. */
export async function* findJobs(
  input: Input,
  { methods, past, tally, defaults, shard, skipInvalid }: Sending,
): AsyncGenerator<Job> {
  const seen = new Set<string>();
  for await (const rows of readRows(input)) {
    for (const row of rows) {
      const { record } = checkRow(methods, row, defaults);
      if (!record || "problem" in row) {
        if (skipInvalid) continue;
        throw new Stop(EXIT.interrupted, `${input.name} changed while it was being read. Run the same command again.`);
      }
      const key = toKey(record);
      if (shard && !isInShard(key, shard)) continue;
      if (seen.has(key)) {
        tally.duplicates += 1;
        continue;
      }
      seen.add(key);
      const fate = past.fates.get(key);
      if (fate === "stored") tally.storedBefore += 1;
      else yield { line: row.line, key, given: row.given, record, lookUpFirst: fate === "sending" };
    }
  }
}
