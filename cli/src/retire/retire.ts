import { resolve } from "node:path";
import { carryOut, carryOutDry } from "../carry-out.ts";
import type { ExitCode } from "../exit-code.ts";
import { createPace } from "../github/create-pace.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { readDefaults } from "../input/read-defaults.ts";
import { readPlan } from "../input/read-plan.ts";
import { openSource } from "../input/source.ts";
import { joinPasts } from "../journal/join-pasts.ts";
import { lockJournal, lockJournals } from "../journal/lock-journal.ts";
import {
  findImportJournals,
  isDevice,
  nameRetireFiles,
  toJournal,
  toList,
  toRetireJournal,
} from "../journal/name-files.ts";
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

const UNSEEN =
  "KNOWN is no file, so that no import of it knows what is retired here: one that is to take it back needs --fresh.";

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

  const imports = new Set(isOfJournal ? [known] : await findImportJournals(list));
  // An import of the same list must not run meanwhile: it would not know what is retired.
  const locked = isDevice(list) ? [] : isOfJournal ? imports : new Set([toJournal(list), ...imports]);
  await using _imports = dryRun ? undefined : await lockJournals(locked, runtime);
  await using lock = dryRun ? undefined : await lockJournal(paths.journal, runtime);
  // Imports look for what was retired in the journal that it has by default.
  const seen = toRetireJournal(list);
  const isSeen = isDevice(list) || resolve(seen) === resolve(paths.journal);
  await using seenLock = dryRun || isSeen ? undefined : await lockJournal(seen, runtime);
  const keys = createKeys();
  const own = await readJournal(paths.journal, keys, { apiUrl });
  const seenPast = isSeen ? undefined : await readJournal(seen, keys, { apiUrl });
  const others: Past[] = seenPast ? [seenPast] : [];
  for (const path of imports) others.push(await readJournal(path, keys, { apiUrl }));
  const past = joinPasts(own, others);
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
  const { toRetire, recognized: _, ...numbers } = chosen;
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
  if (credentials && pace && lock) {
    const also = seenPast && seenLock && { path: seen, past: seenPast, lock: seenLock };
    if (also && toRetire > 0) output.say(`It is noted in ${seen}, too, where an import looks for it: keep both.`);
    if (isDevice(list) && toRetire > 0) output.say(UNSEEN);
    return await carryOut(work, { credentials, pace, lock, also });
  }
  return await carryOutDry(work);
}
