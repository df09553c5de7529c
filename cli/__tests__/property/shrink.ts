import { judge } from "./judge.ts";
import { type History, runScenario } from "./run-scenario.ts";
import type { Scenario, Step } from "./scenario.ts";

const FOR_MS = 60_000;

/** What kind of fault it is, whichever run and records it befalls. */
export const toKind = (fault: string) => fault.replace(/: \[.*/s, "").replaceAll(/\d+/g, "N");

/** Looks for a smaller scenario that fails in the same way, for a while. */
export async function shrink(failed: History): Promise<History> {
  const until = Date.now() + FOR_MS;
  let smallest = failed;
  const [first = ""] = judge(failed).map(toKind);
  for (let isSmaller = true; isSmaller && Date.now() < until; ) {
    isSmaller = false;
    for (const scenario of smaller(smallest.scenario)) {
      if (Date.now() > until) break;
      const history = await runScenario(scenario);
      if (!judge(history).map(toKind).includes(first)) continue;
      smallest = history;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

function* smaller(scenario: Scenario): Generator<Scenario> {
  const { steps, lines, server, older } = scenario;
  for (let index = 0; index < steps.length - 1; index += 1) yield { ...scenario, steps: steps.toSpliced(index, 1) };
  if (server.share > 0) yield { ...scenario, server: { ...server, share: 0 } };
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let index = 0; index + size < lines.length + 1 && lines.length > 1; index += size) {
      yield without(scenario, index, size);
    }
  }
  if (server.faults.length > 1) {
    const half = Math.ceil(server.faults.length / 2);
    yield { ...scenario, server: { ...server, faults: server.faults.slice(0, half) } };
    yield { ...scenario, server: { ...server, faults: server.faults.slice(half) } };
  }
  if (older.length > 1) yield { ...scenario, older: older.slice(0, 1) };
  if (server.latencyMs > 0) yield { ...scenario, server: { ...server, latencyMs: 0 } };
  if (server.aheadSeconds !== 0) yield { ...scenario, server: { ...server, aheadSeconds: 0 } };
}

/** The scenario without some of its lines. */
function without(scenario: Scenario, from: number, size: number): Scenario {
  const move = (step: Step): Step => ({
    ...step,
    lines: step.lines.flatMap((line) => (line < from ? [line] : line < from + size ? [] : [line - size])),
    ...(step.beside && { beside: move(step.beside) }),
  });
  return { ...scenario, lines: scenario.lines.toSpliced(from, size), steps: scenario.steps.map(move) };
}
