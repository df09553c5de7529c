import type { Shard } from "../input/read-shard.ts";
import type { Source } from "../input/source.ts";
import { wrongUsage } from "../stop.ts";

/** Where a run keeps what it has to. */
export interface Paths {
  /** What the names of its other files begin with. */
  prefix: string;
  journal: string;
  rejected: string;
}

interface Flags {
  journal?: string | undefined;
  shard?: Shard | undefined;
  dryRun?: boolean | undefined;
}

/** Beside the input; shards on one machine must not share files. What a shell made for one run has no place beside it. */
export function nameFiles({ name }: Pick<Source, "name">, { journal, shard, dryRun }: Flags): Paths {
  const isDevice = /^\/(dev|proc)\//.test(name);
  if (isDevice && journal === undefined && !dryRun) {
    throw wrongUsage(
      `${name} is no file, so nothing can be kept beside it. Give --journal PATH, where to keep track of what was sent.`,
    );
  }
  const base = isDevice && journal !== undefined ? journal.replace(/(\.journal)?\.ndjson$/, "") : name;
  const prefix = shard ? `${base}.${shard.index}-of-${shard.count}` : base;
  return { prefix, journal: journal ?? `${prefix}.journal.ndjson`, rejected: `${prefix}.rejected.ndjson` };
}
