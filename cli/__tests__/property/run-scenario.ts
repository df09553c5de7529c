import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type LoggedRequest, startLocalGitHub } from "../../../local-github/start-local-github.js";
import type { Given, Happening, Line, Scenario, Server, Step } from "./scenario.ts";
import { readLines } from "./to-plan.ts";
import { toFlags, writeInput } from "./write-input.ts";

export const COMMAND =
  process.env.PROPERTY_COMMAND ?? fileURLToPath(new URL("../../bin/artifact-storage-record.js", import.meta.url));
/** Longer than whatever the command may wait for; what has not ended by then never does. */
const ENDLESS_MS = 200_000;

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

/** Runs a scenario, and tells what was to be seen. */
export async function runScenario(scenario: Scenario): Promise<History> {
  const folder = mkdtempSync(join(tmpdir(), "property-"));
  mkdirSync(join(folder, "tmp"));
  let ahead = scenario.server.aheadSeconds * 1000;
  const github = await startLocalGitHub({
    tokens: Object.fromEntries(Array.from({ length: MOST_RUNS }, (_, index) => [`token-${index}`, "write"])),
    organizations: { "octo-org": ["libfoo", "hello-world"], "other-org": ["libfoo", "hello-world"] },
    attestations: {},
    now: () => Date.now() + ahead,
    updates: scenario.server.updates,
  });
  const world: World = { folder, github, scenario, runs: [] };
  for (const given of scenario.older) github.stored.push(toStored(given, github.stored.length + 1));
  try {
    for (const step of scenario.steps) {
      ahead += step.secondsLater * 1000;
      const { share } = scenario.server;
      github.failAtRandom({ seed: scenario.seed, share: 1, faults: weigh(scenario.server, step.calm ? 0 : share) });
      await runStep(world, step);
      if (world.runs.some(({ code, signal }) => code === null && signal === null)) break;
    }
    const files = readdirSync(folder, { recursive: true }).map(String);
    const readable = files.filter((file) => (statSync(join(folder, file)).mode & 0o077) !== 0);
    const journals = files
      .filter((file) => file.endsWith("journal.ndjson"))
      .map((file) => readFileSync(join(folder, file), "utf8"));
    return { scenario, runs: world.runs, requests: github.requests, files, readable, journals };
  } finally {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type GitHub = Awaited<ReturnType<typeof startLocalGitHub>>;

interface World {
  folder: string;
  github: GitHub;
  scenario: Scenario;
  runs: Run[];
}

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
  if (beside && !happening) {
    const other = start(world, beside);
    await Promise.all([one.ended, other.ended]);
    return;
  }
  if (happening) {
    const isRunning = await one.comesTo(happening);
    if (isRunning) {
      one.run.happened = { what: happening.what, requests: one.requests() };
      await happen(world, one, step, happening);
    }
  }
  await one.ended;
}

async function happen(world: World, { child, run, requests, ended }: Started, step: Step, { what }: Happening) {
  const input = join(world.folder, inputName(step));
  switch (what) {
    case "killed":
      child.kill("SIGKILL");
      return;
    case "interrupted":
      child.kill("SIGINT");
      return;
    case "interrupted twice":
      child.kill("SIGINT");
      await Promise.race([delay(20), ended]);
      child.kill("SIGINT");
      return;
    case "terminated":
      child.kill("SIGTERM");
      return;
    case "stdout closed":
      child.stdout?.destroy();
      return;
    case "stderr closed":
      child.stderr?.destroy();
      return;
    case "input cut":
      writeFileSync(input, readFileSync(input).subarray(0, 40));
      return;
    case "input replaced":
      rmSync(input);
      writeFileSync(input, '{"name":"another"}\n');
      return;
    case "input removed":
      rmSync(input);
      return;
    case "suspended": {
      child.kill("SIGSTOP");
      // All that it had sent before has come by then.
      await delay(20);
      const sent = requests();
      if (step.beside && run.code === null) {
        const other = start(world, step.beside);
        other.run.whileSuspended = { token: run.token, requests: sent };
        await other.ended;
      }
      child.kill("SIGCONT");
    }
  }
}

type Started = ReturnType<typeof start>;

/** Starts a run of the command. */
function start(world: World, step: Step) {
  const { folder, github, scenario, runs } = world;
  const token = `token-${runs.length}`;
  const leftover = findLeftover(folder, step);
  const lines = leftover ? readLeftover(join(folder, leftover)) : readLines(scenario, step);
  const text = writeInput(scenario, step).slice(0, step.cutAt);
  const name = inputName(step);
  if (/file|redirection|substitution/.test(step.source) && !leftover) writeFileSync(join(folder, name), text);
  const file = { file: name, fifo: name, pipe: "-", redirection: "/dev/stdin", substitution: "" }[step.source];
  const args =
    step.command === "create"
      ? toCreate(lines, step)
      : leftover
        ? ["import", leftover, "--per-minute", "0", "--json"]
        : ["import", ...(file ? [file] : []), ...toArguments(scenario, step)];
  const env = { PATH: process.env.PATH, GITHUB_API_URL: github.url, GITHUB_TOKEN: token, TMPDIR: join(folder, "tmp") };
  const [program, ...before] = {
    file: [process.execPath],
    pipe: [process.execPath],
    redirection: ["sh", "-c", 'exec "$0" "$@" < input', process.execPath],
    fifo: ["sh", "-c", `mkfifo "${name}" 2> /dev/null; exec "$0" "$@"`, process.execPath],
    substitution: ["bash", "--norc", "-c", 'exec "$0" "$@" <(cat input)', process.execPath],
  }[step.source];
  const child = spawn(program ?? "", [...before, COMMAND, ...args], { cwd: folder, env });
  const writer = step.source === "fifo" ? feed(folder, name, text) : undefined;
  child.stdin.on("error", () => undefined);
  if (step.source === "pipe") child.stdin.end(text);
  else child.stdin.end();

  const from = github.requests.length;
  const leftovers = { refused: 0, unknown: 0 };
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
    leftovers,
  };
  runs.push(run);
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    run.stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    run.stderr += chunk;
  });
  const ended = new Promise<void>((resolve) => {
    const endless = setTimeout(() => {
      run.stderr += "\n(it did not end)";
      child.kill("SIGKILL");
      resolve();
    }, ENDLESS_MS);
    child.once("close", (code, signal) => {
      clearTimeout(endless);
      writer?.kill("SIGKILL");
      run.code = code;
      run.signal = signal;
      run.to = github.requests.length;
      for (const kind of ["refused", "unknown"] as const) {
        const path = new RegExp(`"${kind}_file":"([^"]+)"`).exec(run.stdout)?.[1];
        if (path) run.leftovers[kind] = readLeftover(join(folder, path)).length;
      }
      resolve();
    });
  });
  const isOwn = ({ headers, url }: Pick<LoggedRequest, "headers" | "url">) =>
    (headers.authorization ?? "").endsWith(` ${token}`) && url !== "/rate_limit";
  const requests = () => github.requests.slice(from).filter(isOwn).length;

  /** Whether it comes to that moment before it ends. */
  async function comesTo({ requests: count, ms }: Happening): Promise<boolean> {
    let left = count;
    const come = new Promise<void>((resolve) => {
      const onRequest = (request: Pick<LoggedRequest, "headers" | "url">) => {
        if (!isOwn(request)) return;
        left -= 1;
        if (left === 0) resolve();
      };
      if (left === 0) resolve();
      else github.server.on("request", onRequest);
      void ended.then(() => github.server.off("request", onRequest));
    });
    // One that GitHub does not answer is not followed by others.
    const silent = async () => {
      while (child.exitCode === null && child.signalCode === null && !isSilent(github, token)) await delay(50);
    };
    const waits = scenario.server.faults.some(([fault]) => fault === "silence") ? [come, silent()] : [come];
    await Promise.race([...waits, ended]);
    await Promise.race([delay(ms), ended]);
    return child.exitCode === null && child.signalCode === null;
  }

  return { child, run, ended, requests, comesTo };
}

const isSilent = ({ requests }: GitHub, token: string) =>
  requests.some(({ headers, fault }) => fault?.startsWith("silence") && headers.authorization?.endsWith(` ${token}`));

/** Writes into a FIFO, which waits for a reader. */
function feed(folder: string, name: string, text: string): ChildProcess {
  const writer = spawn("sh", ["-c", `mkfifo "${name}" 2> /dev/null; exec cat > "${name}"`], { cwd: folder });
  writer.stdin.on("error", () => undefined).end(text);
  return writer;
}

/** The file of what an earlier run left, of the kind that a step takes. */
function findLeftover(folder: string, { command }: Step): string | undefined {
  return readdirSync(folder).find((name) => name.endsWith(`.${command}.ndjson`));
}

/** Its lines, without what is not sent. */
function readLeftover(path: string): Given[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line, (name, value) => (name.startsWith("_") ? undefined : value)));
}

/** Of one record, or of several that differ in their digests alone. */
function toCreate(lines: Line[], { status }: Step): string[] {
  const records = lines.filter((line) => typeof line !== "string");
  const { org = "", digest: _digest, ...more } = records[0] ?? {};
  const flags = { ...more, ...(status && { status }) };
  return [
    "create",
    "--json",
    "--org",
    org,
    "--digest",
    ...records.map(({ digest }) => digest),
    ...Object.entries(flags).flatMap(([name, value]) => [
      name === "version" ? "--artifact-version" : `--${name.replaceAll("_", "-")}`,
      value,
    ]),
  ];
}

function inputName({ source, format }: Step): string {
  const extension = {
    ndjson: "ndjson",
    csv: "csv",
    json: "json",
    concatenated: "json",
    checksums: "txt",
    images: "txt",
  };
  if (source === "redirection" || source === "substitution") return "input";
  return `${source}.${extension[format]}`;
}

function toArguments({ kind }: Scenario, step: Step): string[] {
  const format = step.format === "concatenated" ? "json" : step.format;
  return [
    "--per-minute",
    "0",
    "--json",
    ...(step.source === "file" && format !== "images" && format !== "checksums" ? [] : ["--format", format]),
    ...toFlags(kind, step.status),
    ...(step.journal ? ["--journal", "journal.ndjson"] : []),
    ...(step.fresh ? ["--fresh"] : []),
    ...(step.skipInvalid ? ["--skip-invalid"] : []),
    ...(step.allowEmpty ? ["--allow-empty"] : []),
    ...(step.maxWait ? ["--max-wait", step.maxWait] : []),
    ...(step.command === "dry run" ? ["--dry-run", "--plan", "left.plan.ndjson"] : []),
  ];
}
