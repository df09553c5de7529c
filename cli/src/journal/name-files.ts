import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { wrongUsage } from "../stop.ts";

/** Where a run keeps what it has to. */
export interface Paths {
  /** What the names of its other files begin with. */
  prefix: string;
  journal: string;
  rejected: string;
}

interface Naming {
  journal?: string | undefined;
  /** What runs on one list must not share: a shard, or another command. */
  part?: string | undefined;
  dryRun?: boolean | undefined;
}

const RETIRE = "retire";

/** Beside the list. What a shell made for one run has no place beside it. */
export function nameFiles(list: string, { journal, part, dryRun }: Naming): Paths {
  const isDevice = /^\/(dev|proc)\//.test(list);
  if (isDevice && journal === undefined && !dryRun) {
    throw wrongUsage(
      `${list} is no file, so nothing can be kept beside it. Give --journal PATH, where to keep track of what was sent.`,
    );
  }
  const base = isDevice && journal !== undefined ? toList(journal) : list;
  const prefix = part === undefined ? base : `${base}.${part}`;
  return { prefix, journal: journal ?? toJournal(prefix), rejected: `${prefix}.rejected.ndjson` };
}

export const nameRetireFiles = (list: string, naming: Naming): Paths => nameFiles(list, { ...naming, part: RETIRE });

/** `records.csv` → `records.csv.journal.ndjson` */
export const toJournal = (list: string): string => `${list}.journal.ndjson`;

/** The list that a journal is of: `records.csv.journal.ndjson` → `records.csv` */
export const toList = (journal: string): string => journal.replace(/(\.journal)?\.ndjson$/, "");

/** The journal of what was retired of a list. */
export const toRetireJournal = (list: string): string => toJournal(`${list}.${RETIRE}`);

/** The journals of a list's imports that are there: of the whole, and of its shards. */
export async function findImportJournals(list: string): Promise<string[]> {
  const [folder, base] = [dirname(list), basename(list)];
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${base}.`) && /^\.(\d+-of-\d+\.)?journal\.ndjson$/.test(name.slice(base.length)))
    .map((name) => join(folder, name));
}
