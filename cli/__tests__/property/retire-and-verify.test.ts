// A retirement is never lost, an artifact that is present never retired, and verify calls stored only what the server has,
// whatever fails. PROPERTY_SEED=123 begins with another seed, PROPERTY_MINUTES=60 goes on for so long.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ANY_FAULT } from "../../../local-github/random-faults.js";
import { startLocalGitHub } from "../../../local-github/start-local-github.js";
import { digestOf, record } from "../support/run-command.ts";
import { runHere } from "../support/run-here.ts";
import { createIdleClock } from "./idle-clock.ts";
import { createRandom } from "./random.ts";

const { PROPERTY_MINUTES, PROPERTY_SEED } = process.env;
const minutes = Number(PROPERTY_MINUTES ?? (PROPERTY_SEED ? 0 : 0.15));
/** In CI the same, so that a failure is the same failure everywhere; elsewhere others, so that more is seen. */
const firstSeed = Number(PROPERTY_SEED ?? (process.env.CI ? 20_261_127 : Date.now() % 1_000_000_000));
const REST_MS = 300_000;
const MOST_RUNS = 12;

const REGISTRIES = ["https://reg.example.com/", "https://other.example.com"] as const;
/** An empty list is no fault of GitHub's: nobody could tell it from one without a record. */
const faults: typeof ANY_FAULT = ANY_FAULT.map(([fault, options = {}]) =>
  fault === "zero" ? [fault, options, "POST"] : [fault, options],
);

interface Known {
  name: string;
  digest: string;
  registry_url: string;
  status?: "eol";
}

const ndjson = (lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const toId = ({ name, digest, registry_url }: Omit<Known, "status">) => `${registry_url} ${name} ${digest}`;

/** How the list was imported, and what retires: the list, or the import's journal. */
interface Imported {
  /** The flags of each import. */
  imports: string[][];
  given?: string;
}
const IMPORTS: [Imported, ...Imported[]] = [
  { imports: [] },
  { imports: [[]] },
  { imports: [[]], given: "known.ndjson.journal.ndjson" },
  { imports: [["--journal", "own.ndjson"]] },
  { imports: [["--journal", "own.ndjson"]], given: "own.ndjson" },
  {
    imports: [
      ["--shard", "1/2"],
      ["--shard", "2/2"],
    ],
  },
];
const RETIRE_JOURNALS: [string[], string[]] = [[], ["--journal", "retired.ndjson"]];

/** What was recorded, and which of it is present, in the registries that are listed. */
function draw(seed: number) {
  const random = createRandom(seed);
  const known: Known[] = Array.from({ length: random.int(4, 14) }, (_, number) => ({
    ...record(number),
    digest: digestOf(`${random.int(0, number)}`),
    registry_url: random.pick(REGISTRIES),
    ...(random.chance(0.2) && { status: "eol" as const }),
  }));
  const isListed = (one: Known) => one.registry_url === REGISTRIES[0];
  const present = known.filter((one) => isListed(one) && random.chance(0.6));
  const has = (one: Known) => present.some(({ digest }) => digest === one.digest);
  const gone = known.filter((one) => isListed(one) && !one.status && !has(one));
  return { known, present, gone, imported: random.pick(IMPORTS), journal: random.pick(RETIRE_JOURNALS) };
}

async function runScenario(seed: number): Promise<string[]> {
  const { known, present, gone, imported, journal } = draw(seed);
  if (present.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "retire-"));
  const github = await startLocalGitHub();
  const wrong: string[] = [];
  try {
    const [list, now] = [join(folder, "known.ndjson"), join(folder, "present.ndjson")];
    writeFileSync(list, ndjson(known));
    writeFileSync(now, ndjson(present.map(({ digest, registry_url }) => ({ digest, registry_url }))));
    const env = { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: "octo-org/libfoo", GH_TOKEN: "local-token" };
    let underWay = 0;
    const counting: typeof fetch = async (...request) => {
      underWay += 1;
      return fetch(...request).finally(() => {
        underWay -= 1;
      });
    };
    // A silent server is waited for, and nothing else happens meanwhile.
    const isSilent = () => github.requests.filter(({ status }) => status === undefined).length >= underWay;
    // One for all runs, for a journal knows by the time which run was later.
    const clock = createIdleClock(() => underWay === 0 || isSilent());
    const run = async (...args: string[]) => {
      const result = await runHere([...args, "--json", "--per-minute", "0"], env, { clock, fetch: counting });
      return { ...result, json: JSON.parse(result.stdout) };
    };

    const inFolder = (args: readonly string[]) =>
      args.map((arg) => (arg.endsWith(".ndjson") ? join(folder, arg) : arg));
    const importAll = async (): Promise<boolean> => {
      for (const flags of imported.imports) {
        let code: number | null = null;
        for (let count = 0; code !== 0 && count < MOST_RUNS; count += 1) {
          code = (await run("import", list, ...inFolder(flags))).code;
        }
        if (code !== 0) return false;
      }
      return true;
    };
    if (!(await importAll())) wrong.push("not imported, though nothing fails");
    const [storedBefore, requestsBefore] = [github.stored.length, github.requests.length];
    github.failAtRandom({ seed, share: 0.25, faults });

    const from = join(folder, imported.given ?? "known.ndjson");
    let code: number | null = null;
    for (let count = 0; code !== 0 && count < MOST_RUNS; count += 1) {
      const before = github.stored.length;
      const { json, ...ended } = await run("retire", from, "--present", now, "--allow-most", ...inFolder(journal));
      code = ended.code;
      const stored = github.stored.length - before;
      if (json.unknown === 0 && json.stored + json.stored_before > gone.length) wrong.push("more than there is");
      // Later runs leave alone what is retired.
      if (count === 0 && code === 0 && json.records !== new Set(gone.map(toId)).size)
        wrong.push(`${json.records} to retire`);
      if (json.stored > stored && count === 0) wrong.push(`said ${json.stored} stored, of ${stored}`);
    }
    const deleted = github.stored.slice(storedBefore);
    const retired = deleted.map(({ record }) => toId(Object(record)));
    for (const { record } of deleted) if (record.status !== "deleted") wrong.push(`stored as ${record.status}`);
    const requests = github.requests.slice(requestsBefore);
    const sent = requests.filter(({ method }) => method === "POST").map(({ body }) => toId(JSON.parse(body)));
    for (const one of known) {
      if (!gone.includes(one) && sent.includes(toId(one))) wrong.push(`sent though present or not active: ${one.name}`);
    }
    if (code === 0) {
      // GitHub may store a URL in other words.
      for (const { name, digest } of gone) {
        const times = deleted.filter(({ record }) => record.name === name && record.digest === digest).length;
        if (times !== 1) wrong.push(`${name} was retired ${times} times`);
      }
    }

    const expected = gone.map((one) => ({ ...one, status: "deleted" }));
    const check = join(folder, "check.ndjson");
    writeFileSync(check, ndjson(expected));
    if (expected.length > 0) {
      const { code: verified, json } = await run("verify", check);
      const isThere = (one: Omit<Known, "status">) => retired.includes(toId(one));
      if (verified === 0 && !expected.every(isThere)) wrong.push("verified, and not there");
      for (const { name, digest, result } of json.not_stored ?? []) {
        const [one] = expected.filter((other) => other.name === name && other.digest === digest);
        if (result === "missing" && one && isThere(one)) wrong.push(`${name} is called missing, and is there`);
      }
    }

    // Importing takes all of it back, and calls nothing stored that is not: known by its name, for each has its own.
    if (imported.imports.length > 0 && (await importAll())) {
      for (const { name, status = "active" } of known) {
        const last = github.stored.findLast(({ record }) => record.name === name)?.record.status;
        if (last !== status) wrong.push(`${name} is imported as ${status}, and is ${last}`);
      }
    }
  } finally {
    await github.close();
    rmSync(folder, { recursive: true });
  }
  return wrong;
}

test(
  `nothing present is retired, and no retirement is lost; the first seed is ${firstSeed}`,
  async () => {
    const until = Date.now() + minutes * 60_000;
    let seed = firstSeed;
    do {
      expect([seed, await runScenario(seed)]).toEqual([seed, []]);
      seed += 1;
    } while (Date.now() < until);
    process.stdout.write(`retire and verify: seeds ${firstSeed} to ${seed - 1}\n`);
  },
  minutes * 60_000 + REST_MS,
);
