import { rm } from "node:fs/promises";
import { announceRun, compareRuns } from "./announce-run.ts";
import { checkInput } from "./check-input.ts";
import { createChecker, createClient, type Methods } from "./create-client.ts";
import { createPace } from "./create-pace.ts";
import type { ExitCode } from "./exit-codes.ts";
import { createGate, type Gate } from "./gate.ts";
import { lockJournal } from "./lock-journal.ts";
import { openJournal } from "./open-journal.ts";
import type { GivenRecord } from "./parameters.ts";
import { readCredentials } from "./read-credentials.ts";
import { readDefaults } from "./read-defaults.ts";
import { type PastRuns, readJournal } from "./read-journal.ts";
import { chooseFormat, type Format, type Input } from "./read-rows.ts";
import type { Shard } from "./read-shard.ts";
import { readApiUrl } from "./read-workflow.ts";
import { createRefusedFile } from "./refused-file.ts";
import { sendRows } from "./send-rows.ts";
import { showDryRun } from "./show-dry-run.ts";
import { showProgress } from "./show-progress.ts";
import { spoolStdin } from "./spool-stdin.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { summarize } from "./summarize.ts";
import { createTally } from "./tally.ts";

export interface ImportFlags {
  org?: string;
  set: string[];
  format?: Format;
  dryRun?: boolean;
  skipInvalid?: boolean;
  journal?: string;
  fresh?: boolean;
  perMinute: number;
  maxWait: number;
  maxFailures: number;
  shard?: Shard;
  redis?: string;
  json?: boolean;
}

/**
 * So many requests under way fill the pace, though an answer may take seconds; plugin-throttling lets no more than 10.
 * Small groups leave less to look up after a crash; large ones wait less for the disk.
 */
const PACED = { workers: 4, group: 10 };
const UNPACED = { workers: 10, group: 200 };

/** `artifact-storage-record import`: stores a record for each line of a file. */
export async function importRecords(file: string, flags: ImportFlags, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const baseUrl = readApiUrl(env);
  const checker = createChecker(baseUrl);
  const defaults = readDefaults(checker, flags.org, flags.set, env);
  const inputFormat = chooseFormat(file, flags.format);
  const gate = createGate(flags.maxWait);
  const cleanups: (() => unknown)[] = [stopOnSignals(gate)];
  try {
    const input: Input = { name: file, path: file, format: inputFormat };
    if (file === "-") {
      const spooled = await spoolStdin(gate);
      cleanups.push(spooled.remove);
      Object.assign(input, { name: "stdin", path: spooled.path });
    }
    if (!flags.dryRun) return await send(input, { flags, env, gate, baseUrl, checker, defaults, cleanups });
    const checked = await checkInput(
      input,
      checker,
      gate,
      { defaults, shard: flags.shard, rejectedPath: undefined },
      flags,
      env,
    );
    return showDryRun(checked, checker, flags);
  } finally {
    for (const cleanUp of cleanups.reverse()) await cleanUp();
  }
}

interface Run {
  flags: ImportFlags;
  env: NodeJS.ProcessEnv;
  gate: Gate;
  baseUrl: string;
  checker: Methods;
  defaults: GivenRecord;
  cleanups: (() => unknown)[];
}

async function send(input: Input, { flags, env, gate, baseUrl, checker, defaults, cleanups }: Run): Promise<ExitCode> {
  const { shard, perMinute, skipInvalid = false } = flags;
  // Shards on one machine must not share files.
  const prefix = shard ? `${input.name}.${shard.index}-of-${shard.count}` : input.name;
  const journalPath = flags.journal ?? `${prefix}.journal.ndjson`;
  // What can fail at once does, before a million lines are read.
  const credentials = readCredentials(env);
  cleanups.push(await lockJournal(journalPath, gate.stop));
  const pace = await createPace(perMinute, flags.redis, gate);
  const methods = await createClient(baseUrl, credentials, gate, pace, env);
  const rejectedPath = skipInvalid ? `${prefix}.rejected.ndjson` : undefined;
  const checked = await checkInput(input, checker, gate, { defaults, shard, rejectedPath }, flags, env);

  const past = await readJournal(journalPath);
  if (flags.fresh) await rm(journalPath, { force: true });
  else compareRuns(past, journalPath, checked, input.name, baseUrl);
  const known: PastRuns = flags.fresh ? { fates: new Map(), ids: new Set() } : past;

  const journal = await openJournal(journalPath, gate.stop);
  const refused = await createRefusedFile(`${prefix}.refused.ndjson`);
  const tally = createTally(checked.records);
  const started = Date.now();
  announceRun(checked, perMinute, known);
  await journal.keep([
    {
      run: { api: baseUrl, input: checked.hash, records: checked.records, at: new Date().toISOString() },
    },
  ]);
  const endProgress = showProgress(tally, gate);
  try {
    await sendRows(input, {
      methods,
      gate,
      journal,
      past: known,
      refused,
      tally,
      defaults,
      shard,
      skipInvalid,
      maxFailures: flags.maxFailures,
      ...(perMinute === 0 ? UNPACED : PACED),
      env,
    });
  } finally {
    endProgress();
    await journal.close();
    await refused.close();
  }
  const written = {
    journal_file: journalPath,
    refused_file: refused.isEmpty ? undefined : refused.path,
    rejected_file: checked.invalid > 0 ? rejectedPath : undefined,
  };
  return summarize({
    tally,
    checked,
    files: written,
    reason: gate.reason,
    tookMs: Date.now() - started,
    json: flags.json ?? false,
    env,
  });
}
