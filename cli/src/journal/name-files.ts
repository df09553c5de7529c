import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
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

/** Whether a shell made it, for one run. */
export const isDevice = (list: string): boolean => /^\/(dev|proc)\//.test(list);

/** Beside the list, or beside the journal that is given. What a shell made for one run has no place beside it. */
export function nameFiles(list: string, { journal, part, dryRun }: Naming): Paths {
  if (isDevice(list) && journal === undefined && !dryRun) {
    throw wrongUsage(
      `${list} is no file, so nothing can be kept beside it. Give --journal PATH, where to keep track of what was sent.`,
    );
  }
  // Runs with other journals do other work, be it on one list.
  const base = journal === undefined ? list : toList(journal);
  const prefix = part === undefined ? base : `${base}.${part}`;
  return { prefix, journal: journal ?? toJournal(prefix), rejected: `${prefix}.rejected.ndjson` };
}

export const nameRetireFiles = (list: string, naming: Naming): Paths =>
  nameFiles(list, { ...naming, ...(naming.journal === undefined && { part: RETIRE }) });

/** `records.csv` → `records.csv.journal.ndjson` */
export const toJournal = (list: string): string => `${list}.journal.ndjson`;

/** The list that a journal is of, whole or a shard's: `records.csv.2-of-4.journal.ndjson` → `records.csv` */
export const toList = (journal: string): string => journal.replace(/((\.\d+-of-\d+)?\.journal)?\.ndjson$/, "");

/** Where everything that was retired of a list is noted, for its imports. */
export const toRetireJournal = (list: string): string => toJournal(`${list}.${RETIRE}`);

/** What may note retirements of what an import records: it may have been given as the list, or as the import's journal. */
export const findRetireJournals = (list: string, journal: string): Set<string> =>
  new Set([list, toList(journal)].map((base) => resolve(toRetireJournal(base))));

/** The journals of a list's imports that are there: of the whole, of its shards, and of what these left. */
export const findImportJournals = (list: string): Promise<string[]> =>
  findBeside(list, /^(\.\d+-of-\d+)?(\.(refused|unknown)\.ndjson)*\.journal\.ndjson$/);

/** The journals of imports of what runs left in their files: of the refused, of the unknown, and of what these left again. */
export const findLeftoverJournals = (prefix: string): Promise<string[]> =>
  findBeside(prefix, /^(\.(refused|unknown)\.ndjson)+\.journal\.ndjson$/);

async function findBeside(path: string, ending: RegExp): Promise<string[]> {
  const [folder, base] = [dirname(path), basename(path)];
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith(base) && ending.test(name.slice(base.length)))
    .map((name) => join(folder, name));
}
