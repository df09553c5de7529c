// Whatever happens, the command never says more than it did. By default for half a minute, and until what has begun ends; longer, and again:
//   PROPERTY_MINUTES=60 npm run jest -- --selectProjects command --testPathPatterns property
//   PROPERTY_SEED=123 npm run jest -- --selectProjects command --testPathPatterns property
import { expect, test } from "@jest/globals";
import { describeHistory } from "./describe-history.ts";
import { drawScenario } from "./draw-scenario.ts";
import { judge } from "./judge.ts";
import { type History, runScenario } from "./run-scenario.ts";
import { shrink } from "./shrink.ts";

const { PROPERTY_MINUTES, PROPERTY_SEED } = process.env;
const minutes = Number(PROPERTY_MINUTES ?? (PROPERTY_SEED ? 0 : 0.5));
/** In CI the same, so that a failure is the same failure everywhere; elsewhere others, so that more is seen. */
const firstSeed = Number(PROPERTY_SEED ?? (process.env.CI ? 20_261_127 : Date.now() % 1_000_000_000));
/** Most of the time they wait: for GitHub, and between attempts. */
const AT_ONCE = 16;
/** What it takes to end the scenarios that have begun, and to find a smaller one. */
const REST_MS = 600_000;

test(
  `stored means stored; the first seed is ${firstSeed}`,
  async () => {
    const until = Date.now() + minutes * 60_000;
    const counts = { scenarios: 0, runs: 0, records: 0, requests: 0, faults: 0, happenings: 0 };
    let seed = firstSeed;
    const failed: History[] = [];
    const work = async () => {
      do {
        const scenario = drawScenario(seed++);
        const history = await runScenario(scenario);
        count(counts, history);
        if (judge(history).length > 0) failed.push(history);
      } while (Date.now() < until && failed.length === 0);
    };
    await Promise.all(Array.from({ length: minutes > 0 ? AT_ONCE : 1 }, work));
    const numbers = Object.entries(counts).map(([what, number]) => `${number.toLocaleString("en-US")} ${what}`);
    process.stdout.write(`stored means stored: ${numbers.join(", ")}; seeds ${firstSeed} to ${seed - 1}\n`);
    const [first] = failed;
    expect(first && describeHistory(await shrink(first))).toBeUndefined();
  },
  minutes * 60_000 + REST_MS,
);

function count(counts: Record<string, number>, { runs, requests, scenario }: History): void {
  const add = (what: string, number: number) => {
    counts[what] = (counts[what] ?? 0) + number;
  };
  add("scenarios", 1);
  add("runs", runs.length);
  add("records", scenario.lines.length);
  add("requests", requests.length);
  add("faults", requests.filter(({ fault }) => fault && !/^(?:slow|none)/.test(fault)).length);
  add("happenings", runs.filter(({ happened }) => happened).length);
}
