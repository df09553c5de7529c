import { createHash } from "node:crypto";
import type { GivenRecord } from "../parameters.ts";
import type { Checker } from "../plan/checker.ts";
import { findDoubt } from "../plan/find-doubt.ts";
import type { Keys } from "../plan/keys.ts";
import { placePlan } from "../plan/place-plan.ts";
import { createPlan, type Plan } from "../plan/plan.ts";
import type { SendableRecord } from "../plan/record.ts";
import { toKey } from "../plan/to-key.ts";
import { type Stop, wrongUsage } from "../stop.ts";
import { checkLine } from "./check-line.ts";
import type { Format } from "./choose-format.ts";
import { collectProblems, type LineProblem } from "./collect-problems.ts";
import { noteVersions } from "./note-versions.ts";
import { noteFilledIn } from "./read-image.ts";
import { readInput } from "./read-input.ts";
import { isInShard, type Shard } from "./read-shard.ts";
import { openRejectedFile } from "./rejected-file.ts";
import type { Source } from "./source.ts";

interface ReadPlanOptions {
  format?: Format | undefined;
  shard?: Shard | undefined;
  /** Leaves invalid lines out, and keeps them in the file of rejected lines, unless nothing is to be sent. Not given where that cannot be asked for. */
  skipInvalid?: boolean | undefined;
  /** Likewise. */
  allowEmpty?: boolean | undefined;
  dryRun?: boolean | undefined;
  checker: Checker;
  defaults: GivenRecord;
  keys: Keys;
  paths: { journal: string; rejected: string };
}

/** What the whole input holds. */
interface Counted extends AsyncDisposable {
  /** What it was read as, such as "a list of checksums". */
  what: string;
  /** Lines, or records of JSON, that hold something. */
  lines: number;
  invalid: number;
  otherShard: number;
  /** What is wrong with invalid lines, and what was not listed of it. */
  problems: LineProblem[];
  moreProblems: number;
  /** What can be sent, but can hardly be meant. */
  warnings: LineProblem[];
  /** Of the bytes. */
  hash: string;
  /** The first record of the plan. */
  first: SendableRecord | undefined;
}

/** The plan, or why nothing of the input is to be sent. */
export type Reading = Counted & ({ plan: Plan; stop?: undefined } | { plan?: undefined; stop: Stop });

/** Reads the input once, to its end, and puts what it gives into a plan. */
export async function readPlan(source: Source, options: ReadPlanOptions): Promise<Reading> {
  const { format, shard, skipInvalid = false, dryRun = false, checker, defaults, keys, paths } = options;
  await using rejected = skipInvalid && !dryRun ? await openRejectedFile(paths.rejected) : undefined;
  const plan = await createPlan({ keys, ...placePlan(dryRun, paths) });
  try {
    const hash = createHash("sha256");
    const problems = collectProblems();
    const warnings = collectProblems();
    const versions = noteVersions();
    const counts = { lines: 0, invalid: 0, otherShard: 0 };
    let first: SendableRecord | undefined;
    const { what, lines } = await readInput(hashed(source.chunks, hash), { name: source.name, format });
    for await (const batch of lines) {
      for (const line of batch) {
        counts.lines += 1;
        const checked =
          "given" in line ? checkLine(line.given, defaults, checker) : { problems: [{ message: line.problem }] };
        if (checked.problems) {
          counts.invalid += 1;
          for (const { message } of checked.problems) problems.add(message, line.line);
          rejected?.add(line, checked.problems);
          continue;
        }
        const { record, since } = checked;
        const doubt = findDoubt(record);
        if (doubt) warnings.add(doubt, line.line);
        const filledIn = "given" in line && line.given.image ? noteFilledIn(`${line.given.image}`) : undefined;
        if (filledIn) warnings.add(filledIn, line.line);
        if (versions.isSecond(record)) warnings.add(SECOND_VERSION, line.line);
        const key = toKey(record);
        if (shard && !isInShard(key, shard)) {
          counts.otherShard += 1;
          continue;
        }
        first ??= record;
        const planned = { line: line.line, key, record };
        const full = plan.add(since === undefined ? planned : { ...planned, since });
        if (full) await full;
      }
      await rejected?.write();
    }
    const stop = findStop(counts, source.name, options);
    return {
      what,
      ...counts,
      problems: problems.list(),
      moreProblems: problems.more,
      warnings: warnings.list(),
      hash: hash.digest("hex"),
      first,
      ...(stop ? { stop } : { plan }),
      [Symbol.asyncDispose]: () => plan[Symbol.asyncDispose](),
    };
  } catch (error) {
    await plan[Symbol.asyncDispose]();
    throw error;
  }
}

const SECOND_VERSION =
  "digest was given with another version before. GitHub keeps one version of an artifact: the one that it receives first.";

function findStop(
  { lines, invalid }: { lines: number; invalid: number },
  name: string,
  { skipInvalid, allowEmpty }: ReadPlanOptions,
): Stop | undefined {
  if (invalid > 0 && !skipInvalid) {
    return wrongUsage(
      `Nothing was sent. Fix these lines${skipInvalid === undefined ? "" : ", or skip them with --skip-invalid"}.`,
    );
  }
  if (invalid > 0 && invalid === lines) return wrongUsage("Nothing was sent: every line is invalid.");
  if (lines === 0 && !allowEmpty) {
    return wrongUsage(
      `${name} holds no record.${allowEmpty === undefined ? "" : " If it may be empty, add --allow-empty."}`,
    );
  }
  return undefined;
}

async function* hashed(
  chunks: AsyncIterable<Buffer>,
  hash: { update(bytes: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
