import { carryOut, carryOutDry } from "../carry-out.ts";
import type { ExitCode } from "../exit-code.ts";
import { readProxies } from "../github/choose-fetch.ts";
import { createPace } from "../github/create-pace.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { readDefaults } from "../input/read-defaults.ts";
import { readPlan } from "../input/read-plan.ts";
import { openSource } from "../input/source.ts";
import { joinPasts } from "../journal/join-pasts.ts";
import { lockJournal } from "../journal/lock-journal.ts";
import { findLeftoverJournals, findRetireJournals, nameFiles } from "../journal/name-files.ts";
import type { Past } from "../journal/past.ts";
import { readJournal } from "../journal/read-journal.ts";
import { createChecker } from "../plan/checker.ts";
import { createKeys } from "../plan/keys.ts";
import { checkReading, showProblems } from "../report/show-problems.ts";
import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";
import type { ImportFlags } from "./flags.ts";

/** `artifact-storage-record import`: stores every record that a list gives. */
export async function runImport(file: string, flags: ImportFlags, runtime: Runtime): Promise<ExitCode> {
  const { env, output } = runtime;
  const { dryRun = false, json = false, perMinute } = flags;
  if (flags.plan !== undefined && !dryRun) throw wrongUsage("--plan goes with --dry-run: it keeps what would be done.");

  // What can fail at once does, before a million lines are read.
  const apiUrl = readApiUrl(env);
  const checker = createChecker(apiUrl);
  const defaults = readDefaults(checker, flags.org, flags.set, env);
  const credentials = dryRun ? undefined : readCredentials(env);
  if (!dryRun) readProxies(env);
  await using source = await openSource(file, runtime);
  const { shard, journal } = flags;
  const part = shard && `${shard.index}-of-${shard.count}`;
  const paths = nameFiles(source.name, { journal, part, dryRun });
  await using lock = dryRun ? undefined : await lockJournal(paths.journal, runtime);
  const keys = createKeys();
  const own = await readJournal(paths.journal, keys, { apiUrl });
  if (flags.fresh) own.forget();
  // What was retired since is not active any more, and what was left may be stored, whatever this list's own journal says.
  const others: Past[] = [];
  if (!flags.fresh) {
    const beside = [...findRetireJournals(source.name, paths.journal), ...(await findLeftoverJournals(paths.prefix))];
    for (const path of beside) others.push(await readJournal(path, keys, { apiUrl }));
  }
  const past = joinPasts(own, others);
  await using pace = dryRun ? undefined : await createPace(perMinute, flags.redis, runtime);

  const { skipInvalid = false, allowEmpty = false } = flags;
  const options = { ...flags, skipInvalid, allowEmpty, checker, defaults, keys, paths };
  await using read = await readPlan(source, options);
  showProblems(output, read.warnings);
  const plan = checkReading(read, { name: source.name, json }, output);
  const { invalid, otherShard, hash: input } = read;
  const { repeated, superseded } = plan;
  const planned = { what: `${source.name}, read as ${read.what}`, invalid, otherShard, repeated, superseded };
  const work = { planned, plan, past, keys, input, paths, flags, apiUrl, checker, runtime };
  // Awaited here: what is open closes with this function.
  if (credentials && pace && lock) return await carryOut(work, { credentials, pace, lock });
  return await carryOutDry(work);
}
