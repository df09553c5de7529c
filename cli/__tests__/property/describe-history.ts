import { judge } from "./judge.ts";
import type { History } from "./run-scenario.ts";
import { writeInput } from "./write-input.ts";

/** Enough to see what went wrong, and to do it again. */
export function describeHistory(history: History): string {
  const { scenario, runs, requests } = history;
  const { seed, server, steps, older } = scenario;
  const [first] = steps;
  const log = requests.map(({ method, url, body, status, stored, fault, headers }, index) => {
    const what = url === "/rate_limit" ? url : method === "POST" ? body : url.split("/").slice(2, 5).join("/");
    const outcome = `${status ?? "no answer"}${stored ? `, stored as ${stored}` : ""}${fault ? ` (${fault})` : ""}`;
    return `  ${index} ${headers.authorization?.split("-").at(-1)} ${method} ${what} → ${outcome}`;
  });
  const told = runs.map(({ args, step, code, signal, happened, whileSuspended, from, to, stdout, stderr }, index) =>
    [
      `run ${index + 1}: ${args.join(" ")} (requests ${from} to ${to})`,
      `  lines ${step.lines.join(" ")}${step.calm ? ", calm" : ""}${step.cutAt === undefined ? "" : `, cut at ${step.cutAt}`}, ${step.secondsLater} s later`,
      happened ? `  ${happened.what} after ${happened.requests} requests` : "",
      whileSuspended === undefined ? "" : "  while another is suspended",
      `  → ${code ?? signal}`,
      stdout.trim(),
      stderr.trim(),
    ].filter((line) => line !== ""),
  );
  return [
    ...judge(history),
    "",
    `PROPERTY_SEED=${seed} does it again, as far as moments can be had again; the smallest that failed:`,
    JSON.stringify(server),
    `stored by others: ${JSON.stringify(older)}`,
    "the input of the first run:",
    first ? writeInput(scenario, first) : "",
    ...told.flat(),
    "requests:",
    ...log,
    "journals:",
    ...history.journals,
  ].join("\n");
}
