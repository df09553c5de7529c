import { carryOut, carryOutDry } from "../carry-out.ts";
import type { ExitCode } from "../exit-code.ts";
import { createPace } from "../github/create-pace.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { readDefaults } from "../input/read-defaults.ts";
import { readPlan } from "../input/read-plan.ts";
import { openSource } from "../input/source.ts";
import { joinPasts } from "../journal/join-pasts.ts";
import { lockJournal } from "../journal/lock-journal.ts";
import { findImportJournals, nameRetireFiles, toJournal, toList } from "../journal/name-files.ts";
import type { Past } from "../journal/past.ts";
import { readJournal } from "../journal/read-journal.ts";
import { count, formatNumber } from "../output/format-time.ts";
import { createChecker } from "../plan/checker.ts";
import { createKeys } from "../plan/keys.ts";
import { placePlan } from "../plan/place-plan.ts";
import { createPlan } from "../plan/plan.ts";
import { checkReading, showProblems } from "../report/show-problems.ts";
import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";
import { choose, findDoubt } from "./choose.ts";
import type { RetireFlags } from "./flags.ts";
import { isJournal, readStored } from "./read-known.ts";
import { readPresent } from "./read-present.ts";

/** `artifact-storage-record retire`: records again, as deleted, what was recorded and is not present any more. */
export async function runRetire(known: string, flags: RetireFlags, runtime: Runtime): Promise<ExitCode> {
  const { env, output } = runtime;
  const { dryRun = false, json = false, perMinute, status, registry, name } = flags;
  if (flags.plan !== undefined && !dryRun) throw wrongUsage("--plan goes with --dry-run: it keeps what would be done.");

  const apiUrl = readApiUrl(env);
  const checker = createChecker(apiUrl);
  const defaults = readDefaults(checker, flags.org, flags.set, env);
  const credentials = dryRun ? undefined : readCredentials(env);
  await using source = await openSource(known, runtime);
  await using presentSource = await openSource(flags.present, runtime);
  if (source.name === presentSource.name)
    throw wrongUsage("KNOWN and PRESENT are the same. Give what the registry has now as --present.");
  const isOfJournal = await isJournal(known);
  const list = isOfJournal ? toList(known) : source.name;
  const paths = nameRetireFiles(list, { journal: flags.journal, dryRun });

  // An import of the same list must not run meanwhile: it would not know what is retired.
  await using _import = dryRun ? undefined : await lockJournal(isOfJournal ? known : toJournal(list), runtime);
  await using lock = dryRun ? undefined : await lockJournal(paths.journal, runtime);
  const keys = createKeys();
  const own = await readJournal(paths.journal, keys, { apiUrl });
  const imports: Past[] = [];
  for (const path of isOfJournal ? [known] : await findImportJournals(list)) {
    imports.push(await readJournal(path, keys, { apiUrl }));
  }
  const past = joinPasts(own, imports);
  await using pace = dryRun ? undefined : await createPace(perMinute, flags.redis, runtime);

  const options = { ...flags, dryRun: true, checker, defaults, keys, paths };
  await using read = isOfJournal ? await readStored(source, past, keys) : await readPlan(source, options);
  showProblems(output, read.warnings);
  const recorded = checkReading(read, { name: source.name, json }, output);
  const present = await readPresent(presentSource);
  await using plan = await createPlan({ keys, ...placePlan(dryRun, paths) });
  const chosen = await choose({ known: recorded, past, keys, present, registry, name }, ({ line, key, record }) =>
    plan.add({ line, key, record: { ...record, status } }),
  );
  output.say(`${source.name}, read as ${read.what}: ${count(chosen.known, "record")}.`);
  output.say(`${present.what}: ${count(present.size, "artifact")}.`);
  const { toRetire, ...numbers } = chosen;
  const more = { ...numbers, to_retire: toRetire };
  output.say(
    `${formatNumber(chosen.considered)} considered, ${formatNumber(chosen.present)} present, ${formatNumber(toRetire)} to retire.`,
  );
  const doubt = findDoubt(chosen, present.what, flags.allowMost ?? false);
  if (doubt) {
    if (json) output.printJson({ result: "rejected", message: doubt.message, ...more });
    throw doubt;
  }
  const { repeated, superseded } = plan;
  const planned = {
    what: `To record as ${status}`,
    invalid: 0,
    otherShard: 0,
    repeated,
    superseded,
    more,
  };
  const work = { planned, plan, past, keys, input: read.hash, paths, flags, apiUrl, checker, runtime };
  // Awaited here: what is open closes with this function.
  if (credentials && pace && lock) return await carryOut(work, { credentials, pace, lock });
  return await carryOutDry(work);
}
