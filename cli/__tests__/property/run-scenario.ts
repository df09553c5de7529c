import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type LoggedRequest, startLocalGitHub } from "../../../local-github/start-local-github.js";
import type { Clock } from "../../src/runtime.ts";
import { createIdleClock } from "./idle-clock.ts";
import { countLeftovers, findLeftover, readLeftover } from "./leftovers.ts";
import type { Program } from "./program.ts";
import { runInside } from "./run-inside.ts";
import { runProcess } from "./run-process.ts";
import type { Given, Happening, Line, Scenario, Server, Step } from "./scenario.ts";
import { nameInput, toArguments } from "./to-arguments.ts";
import { readLines } from "./to-plan.ts";
import { writeInput } from "./write-input.ts";

const MOST_RUNS = 100;

/** What a run of the command was, as it can be seen from outside. */
export interface Run {
  step: Step;
  /** What its input holds. */
  lines: Line[];
  args: string[];
  /** By which GitHub tells its requests. */
  token: string;
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** How many requests GitHub had got when it started and when it had ended. */
  from: number;
  to: number;
  /** What happened to it, and how many requests of its own had come by then. */
  happened?: { what: Happening["what"]; requests: number };
  /** It ran while another one was suspended, which had sent so many requests. */
  whileSuspended?: { token: string; requests: number };
  /** How many lines the files have that it names. */
  leftovers: { refused: number; unknown: number };
}

export interface History {
  scenario: Scenario;
  runs: Run[];
  /** In the order in which they came. */
  requests: LoggedRequest[];
  /** What lies in the folder at the end. */
  files: string[];
  /** Which of these others may read. */
  readable: string[];
  journals: string[];
}

interface World {
  folder: string;
  github: Awaited<ReturnType<typeof startLocalGitHub>>;
  scenario: Scenario;
  clock: Clock;
  fetch: typeof fetch;
  runs: Run[];
}

/** Runs a scenario, and tells what was to be seen. */
export async function runScenario(scenario: Scenario): Promise<History> {
  const folder = mkdtempSync(join(tmpdir(), "property-"));
  mkdirSync(join(folder, "tmp"));
  const { server, steps, seed } = scenario;
  let ahead = server.aheadSeconds * 1000;
  let asked = 0;
  // Time is skipped where nobody waits for an answer that will come.
  const clock = createIdleClock(() => {
    const open = github.requests.filter(({ closed }) => !closed);
    const silent = open.filter(isSilent).length;
    return asked <= silent && open.length <= silent;
  });
  const github = await startLocalGitHub({
    tokens: Object.fromEntries(Array.from({ length: MOST_RUNS }, (_, index) => [`token-${index}`, "write"])),
    organizations: { "octo-org": ["libfoo", "hello-world"], "other-org": ["libfoo", "hello-world"] },
    attestations: {},
    now: () => clock.now() + ahead,
    updates: server.updates,
  });
  async function ask(...given: Parameters<typeof fetch>): Promise<Response> {
    asked += 1;
    try {
      return await fetch(...given);
    } finally {
      asked -= 1;
    }
  }
  const world: World = { folder, github, scenario, clock, fetch: ask, runs: [] };
  for (const given of scenario.older) github.stored.push(toStored(given, github.stored.length + 1));
  try {
    for (const step of steps) {
      ahead += step.secondsLater * 1000;
      github.failAtRandom({ seed, share: 1, faults: weigh(server, step.calm ? 0 : server.share) });
      await runStep(world, step);
      if (world.runs.some(({ code, signal }) => code === null && signal === null)) break;
    }
    const files = readdirSync(folder, { recursive: true }).map(String);
    const readable = files.filter((file) => (statSync(join(folder, file)).mode & 0o077) !== 0);
    const journals = files.filter((file) => file.endsWith("journal.ndjson"));
    return {
      scenario,
      runs: world.runs,
      requests: github.requests,
      files,
      readable,
      journals: journals.map((file) => readFileSync(join(folder, file), "utf8")),
    };
  } finally {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const isSilent = ({ fault }: LoggedRequest) => fault?.startsWith("silence") ?? false;

const LONG_AGO = "2026-01-20T14:45:00Z";

function toStored({ org, github_repository: _one, version: _two, path: _three, ...listed }: Given, id: number) {
  const record = { artifact_url: null, repository: null, status: "active", ...listed };
  return { org, record: { id, ...record, created_at: LONG_AGO, updated_at: LONG_AGO } };
}

/** Each request is slow, or fails: so many of a hundred fail. */
function weigh({ faults, latencyMs }: Server, share: number): Server["faults"] {
  const slow = Array.from({ length: 8 }, (_, index): Server["faults"][number] => [
    "slow",
    { ms: Math.round((latencyMs * index) / 7) },
  ]);
  const often = (from: Server["faults"], count: number) =>
    Array.from({ length: Math.ceil(count / from.length) }, () => from)
      .flat()
      .slice(0, count);
  const failing = Math.round(share * 2000);
  return [...often(faults, failing), ...often(latencyMs ? slow : [["none"]], 2000 - failing)];
}

async function runStep(world: World, step: Step): Promise<void> {
  const { happening, beside } = step;
  if (/refused|unknown|plan/.test(step.command) && !findLeftover(world.folder, step)) return;
  const one = start(world, step);
  const other = beside && !happening ? start(world, beside) : undefined;
  if (happening && (await comesTo(world, one, happening))) {
    one.run.happened = { what: happening.what, requests: countOwn(world, one.run) };
    await happen(world, one, step, happening);
  }
  await one.ended;
  await other?.ended;
}

interface Started {
  run: Run;
  program: Program;
  /** Its run is told whole by then. */
  ended: Promise<void>;
}

/** Starts a run of the command. */
function start(world: World, step: Step): Started {
  const { folder, github, scenario, clock, fetch, runs } = world;
  const leftover = findLeftover(folder, step);
  const lines = leftover ? readLeftover(folder, leftover) : readLines(scenario, step);
  const text = writeInput(scenario, step).slice(0, step.cutAt);
  const input = nameInput(step);
  if (/file|redirection|substitution/.test(step.source) && !leftover) writeFileSync(join(folder, input), text);
  const path = scenario.inside ? (name: string) => join(folder, name) : (name: string) => name;
  const args = toArguments(scenario, step, lines, leftover, path);
  const token = `token-${runs.length}`;
  const from = github.requests.length;
  const run: Run = {
    step,
    lines,
    args,
    token,
    code: null,
    signal: null,
    stdout: "",
    stderr: "",
    from,
    to: from,
    leftovers: { refused: 0, unknown: 0 },
  };
  runs.push(run);
  const options = {
    args,
    env: {
      PATH: process.env.PATH ?? "",
      TMPDIR: join(folder, "tmp"),
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN: token,
    },
    onStdout(text: string) {
      run.stdout += text;
    },
    onStderr(text: string) {
      run.stderr += text;
    },
  };
  const source = leftover ? "file" : step.source;
  const program = scenario.inside
    ? runInside({ ...options, clock, fetch })
    : runProcess({ ...options, folder, source, input, text, countRequests: () => countOwn(world, run) });
  const ended = program.ended.then(({ code, signal }) => {
    Object.assign(run, { code, signal, to: github.requests.length, leftovers: countLeftovers(folder, run.stdout) });
  });
  return { run, program, ended };
}

const isOf = ({ token }: Run, { headers, url = "" }: { headers: LoggedRequest["headers"]; url?: string }) =>
  headers.authorization?.endsWith(` ${token}`) === true && url !== "/rate_limit";

const countOwn = ({ github }: World, run: Run) =>
  github.requests.slice(run.from).filter((request) => isOf(run, request)).length;

/** Whether a run comes to that moment before it ends. */
async function comesTo({ github, scenario }: World, { run, program }: Started, happening: Happening) {
  let left = happening.requests;
  const come = new Promise<void>((resolve) => {
    const onRequest = (request: Parameters<typeof isOf>[1]) => {
      if (isOf(run, request)) left -= 1;
      if (left <= 0) resolve();
    };
    if (left === 0) resolve();
    else github.server.on("request", onRequest);
    void program.ended.then(() => github.server.off("request", onRequest));
  });
  // One that GitHub does not answer may not be followed by others.
  const silent = async () => {
    while (program.isRunning() && !github.requests.slice(run.from).some(isSilent)) await delay(50);
  };
  const canBeSilent = scenario.server.faults.some(([fault]) => fault === "silence");
  await Promise.race([come, ...(canBeSilent ? [silent()] : []), program.ended]);
  await Promise.race([delay(happening.ms), program.ended]);
  return program.isRunning();
}

async function happen(world: World, { program, run }: Started, step: Step, { what }: Happening): Promise<void> {
  const input = join(world.folder, nameInput(step));
  switch (what) {
    case "killed":
      return program.signal("SIGKILL");
    case "interrupted":
      return program.signal("SIGINT");
    case "interrupted twice":
      program.signal("SIGINT");
      await Promise.race([delay(20), program.ended]);
      return program.signal("SIGINT");
    case "terminated":
      return program.signal("SIGTERM");
    case "stdout closed":
      return program.close("stdout");
    case "stderr closed":
      return program.close("stderr");
    case "input cut":
      return writeFileSync(input, readFileSync(input).subarray(0, 40));
    case "input replaced":
      rmSync(input);
      return writeFileSync(input, '{"name":"another"}\n');
    case "input removed":
      return rmSync(input);
    case "suspended": {
      program.signal("SIGSTOP");
      // What it had sent before has come by then.
      await delay(20);
      const whileSuspended = { token: run.token, requests: countOwn(world, run) };
      if (step.beside && program.isRunning()) {
        const other = start(world, step.beside);
        other.run.whileSuspended = whileSuspended;
        await other.ended;
      }
      return program.signal("SIGCONT");
    }
  }
}
