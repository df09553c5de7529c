import { rm } from "node:fs/promises";
import { annotate } from "./annotate.ts";
import { type Checked, type CheckOptions, checkRows } from "./check-rows.ts";
import { createChecker, createClient, type Methods } from "./create-client.ts";
import { createPace } from "./create-pace.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { formatDuration } from "./format-time.ts";
import { createGate, type Gate } from "./gate.ts";
import { lockJournal } from "./lock-journal.ts";
import { openJournal } from "./open-journal.ts";
import { printJson, say, style } from "./output.ts";
import type { GivenRecord } from "./parameters.ts";
import { readCredentials } from "./read-credentials.ts";
import { readDefaults } from "./read-defaults.ts";
import { type PastRuns, readJournal } from "./read-journal.ts";
import { chooseFormat, type Format, type Input } from "./read-rows.ts";
import type { Shard } from "./read-shard.ts";
import { readApiUrl } from "./read-workflow.ts";
import { createRefusedFile } from "./refused-file.ts";
import { sendRows } from "./send-rows.ts";
import { format, showProgress } from "./show-progress.ts";
import { spoolStdin } from "./spool-stdin.ts";
import { Stop, wrongUsage } from "./stop.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { summarize } from "./summarize.ts";
import { createTally } from "./tally.ts";
import { wrapText } from "./wrap-text.ts";

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
    const checked = await check(
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
  // Shards of one file do not meet, not even on one machine.
  const files = shard ? `${input.name}.${shard.index}-of-${shard.count}` : input.name;
  const journalPath = flags.journal ?? `${files}.journal.ndjson`;
  // What can fail at once does, before a million lines are read.
  const credentials = readCredentials(env);
  cleanups.push(await lockJournal(journalPath, gate.stop));
  const pace = await createPace(perMinute, flags.redis, gate);
  const methods = await createClient(baseUrl, credentials, gate, pace, env);
  const rejectedPath = skipInvalid ? `${files}.rejected.ndjson` : undefined;
  const checked = await check(input, checker, gate, { defaults, shard, rejectedPath }, flags, env);

  const past = await readJournal(journalPath);
  if (flags.fresh) await rm(journalPath, { force: true });
  else resume(past, journalPath, checked, input.name, baseUrl);
  const known: PastRuns = flags.fresh ? { fates: new Map(), ids: new Set() } : past;

  const journal = await openJournal(journalPath, gate.stop);
  const refused = await createRefusedFile(`${files}.refused.ndjson`);
  const tally = createTally(checked.records);
  const started = Date.now();
  announce(checked, perMinute, known);
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

/** Checks every line. Where some are wrong, and are not to be skipped, lists them and stops. */
async function check(
  input: Input,
  checker: Methods,
  gate: Gate,
  options: CheckOptions,
  { skipInvalid, json }: ImportFlags,
  env: NodeJS.ProcessEnv,
): Promise<Checked> {
  const checked = await checkRows(checker, input, gate, options);
  const { lines, invalid, problems } = checked;
  if (invalid === 0) return checked;
  say(`${style("bold", `${format(invalid)} of ${format(lines)} lines ${invalid === 1 ? "is" : "are"} wrong:`)}\n`);
  const width = `${problems.at(-1)?.line}`.length;
  let before: number | undefined;
  for (const { line, message } of problems) {
    const label = `line ${`${line}`.padStart(width)}`;
    const shown = line === before ? " ".repeat(label.length) : style("yellow", label);
    say(`  ${shown}  ${wrapText(message, label.length + 4, process.stderr.columns)}`);
    if (!skipInvalid) annotate(env, message, { file: input.name, line });
    before = line;
  }
  const last = problems.at(-1)?.line ?? 0;
  if (invalid > new Set(problems.map(({ line }) => line)).size) say(`  … and more after line ${last}.`);
  say("");
  if (skipInvalid) return checked;
  if (json) printJson({ result: "rejected", lines, invalid, problems });
  throw new Stop(EXIT.usage, "Nothing was sent. Put the lines right, or go on without them: --skip-invalid.");
}

function showDryRun(
  { lines, invalid, records, example }: Checked,
  checker: Methods,
  { json, perMinute }: ImportFlags,
): ExitCode {
  const request = example && checker.createArtifactStorageRecord.endpoint(example);
  if (json) {
    const shown = request && { method: request.method, url: request.url, body: request.body };
    printJson({ result: "dry-run", lines, invalid, records, first_request: shown });
    return EXIT.stored;
  }
  say(
    `${format(records)} ${records === 1 ? "record" : "records"} would be sent${estimate(records, perMinute)}. Nothing was sent.`,
  );
  if (request) say(`The first:\n${request.method} ${request.url}\n${JSON.stringify(request.body, null, 2)}`);
  return EXIT.stored;
}

function announce({ records, hash }: Checked, perMinute: number, { fates, inputHash }: PastRuns): void {
  const counts = { stored: 0, sending: 0, open: 0 };
  for (const fate of fates.values()) counts[fate] += 1;
  if (counts.stored > 0) say(`The journal says that ${format(counts.stored)} are stored: they are skipped.`);
  if (counts.sending > 0) {
    say(`The journal does not say what became of ${format(counts.sending)}: they are looked up first.`);
  }
  const left = Math.max(0, records - counts.stored);
  // What the journal knows of may not be in a changed input any more.
  const amount = counts.stored > 0 && inputHash !== hash ? `At least ${format(left)}` : format(left);
  say(`${amount} of ${format(records)} ${records === 1 ? "record" : "records"} to send${estimate(left, perMinute)}.`);
}

const estimate = (records: number, perMinute: number): string =>
  perMinute > 0 && records > 1
    ? `, ${perMinute} a minute: ${formatDuration(((records - 1) * 60_000) / perMinute)}`
    : "";

function resume(past: PastRuns, journalPath: string, { hash }: Checked, name: string, baseUrl: string): void {
  if (past.api !== undefined && past.api !== baseUrl) {
    throw wrongUsage(`${journalPath} is of another GitHub, ${past.api}. Give another --journal for ${baseUrl}.`);
  }
  if (past.inputHash !== undefined && past.inputHash !== hash) {
    say(
      `${name} was changed since the last run. Its records are recognized by their content, on whichever line they stand.`,
    );
  }
}
