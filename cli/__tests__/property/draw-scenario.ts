import { createHash } from "node:crypto";
import { ANY_FAULT } from "../../../local-github/random-faults.js";
import { createRandom, type Random } from "./random.ts";
import type { Format, Given, Happening, Line, Scenario, Server, Source, Step } from "./scenario.ts";
import { toKey } from "./to-plan.ts";

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const BASE = { org: "octo-org", registry_url: "https://reg.example.com/", github_repository: "libfoo" };

/** Somebody else's record. A redirection leads to its list, which has a `total_count`. */
export const THEIRS: Given = { ...BASE, name: "theirs", digest: digestOf("theirs") };
const ELSEWHERE = `/orgs/octo-org/artifacts/${THEIRS.digest}/metadata/storage-records`;

/** What a twin has otherwise; of a list of checksums or images, what such a list can hold. */
const TWINS: Record<Scenario["kind"], [Partial<Given>, ...Partial<Given>[]]> = {
  table: [
    { version: "2.0.0" },
    { path: "twin/path" },
    { github_repository: "hello-world" },
    { artifact_url: "https://reg.example.com/twin" },
    { repository: "twin" },
    { registry_url: "https://twin.example.com/" },
    { name: "twin" },
    { digest: digestOf("twin") },
    { org: "other-org" },
  ],
  checksums: [{ name: "twin" }, { digest: digestOf("twin") }],
  images: [{ name: "ghcr.io/octo-org/twin" }, { digest: digestOf("twin") }, { version: "2.0.0" }],
};
const STATUSES = ["active", "eol", "deleted"] as const;
const BROKEN = ['{"name":"libfoo","digest":', '{"name":"libfoo","digest":"sha512:abc"}', "12"] as const;

const KINDS = ["table", "table", "table", "table", "checksums", "images"] as const;
const FORMATS: Record<Scenario["kind"], readonly [Format, ...Format[]]> = {
  table: ["ndjson", "ndjson", "csv", "json", "concatenated"],
  checksums: ["checksums"],
  images: ["images"],
};
const SOURCES = ["file", "file", "file", "fifo", "pipe", "redirection", "substitution"] as const;

const UNANSWERED = ANY_FAULT.filter(([fault]) => fault === "silence");
const REWRITTEN = ANY_FAULT.filter(([fault]) => fault === "rewrite");
// That nothing is listed, GitHub says by a 404.
const ZERO: Server["faults"] = [["zero", {}, "POST"]];
const ANSWERED = [
  ...ANY_FAULT.filter((fault) => ![...UNANSWERED, ...REWRITTEN].includes(fault) && fault[0] !== "zero"),
  ...ZERO,
];
const LIMITED: Server["faults"] = ANSWERED.filter(([fault]) => fault.endsWith("Limit"));
const UNCLEAR: Server["faults"] = [
  ["serverError", { status: 502, stored: true }],
  ["serverError", { status: 502 }],
  ["cut", { stored: true }],
  ["cut", {}],
  ["cutAnswer"],
];
const REFUSED: Server["faults"] = [
  ["refusal", { status: 403, message: "Resource not accessible by integration" }, "POST"],
  ["refusal", { status: 404, message: "no artifacts found" }, "POST"],
  ["refusal", { status: 422, message: "Invalid /name" }, "POST"],
  ["refusal", { status: 401, message: "Bad credentials" }, "POST"],
  ...ZERO,
];
const REDIRECTED: Server["faults"] = [
  ...ANSWERED.filter(([fault]) => fault === "redirect"),
  ...[301, 302, 303].flatMap((status): Server["faults"] => [
    ["redirect", { status, to: ELSEWHERE }, "POST"],
    ["redirect", { status, to: ELSEWHERE, stored: true }, "POST"],
  ]),
];

/** What this seed stands for. */
export function drawScenario(seed: number): Scenario {
  const random = createRandom(seed);
  const kind = random.pick(KINDS);
  // Twins matter most among themselves, and where more than one is unclear.
  const isOfTwins = random.chance(0.3);
  const drawn = drawLines(random, kind, isOfTwins);
  // Each failure is waited for.
  const server = drawServer(random, drawn.length > 40 ? 0.1 : drawn.length > 10 ? 0.3 : 1);
  if (isOfTwins && random.chance(0.6)) Object.assign(server, { share: random.pick([0.3, 0.6]), faults: UNCLEAR });
  const lines = server.updates ? withoutTwins(drawn) : drawn;
  const older = random
    .shuffled(lines.filter((line) => typeof line !== "string"))
    .slice(0, random.int(0, 3))
    .map((line) => ({ ...line, ...(random.chance(0.5) && { artifact_url: "https://reg.example.com/older" }) }));
  const isCreate = random.chance(0.1);
  const steps = isCreate ? drawCreates(random, lines, server) : drawSteps(random, kind, lines, server);
  const scenario = { seed, kind, lines, older: [THEIRS, ...older], server, steps, inside: false };
  return random.chance(0.7) ? moveInside(scenario) : withoutMinutes(scenario);
}

/** A GitHub that takes twins for one record has no record of each. */
function withoutTwins(lines: Line[]): Line[] {
  const first = new Map<string, string>();
  return lines.filter((line) => {
    if (typeof line === "string") return true;
    const same = JSON.stringify([line.org, line.digest, line.name, line.registry_url]);
    const key = toKey(line);
    if (!first.has(same)) first.set(same, key);
    return first.get(same) === key;
  });
}

/**
 * Within this process nothing is waited for. A process waits a minute for each answer that never comes, unless it is killed, and
 * for a limit that follows a limit.
 */
function withoutMinutes(scenario: Scenario): Scenario {
  const { server } = scenario;
  const steps = scenario.steps.map((step): Step => {
    if (step.calm) return step;
    if (isSilent(server) && !step.happening) return { ...step, calm: true };
    return isLimited(server) ? { ...step, maxWait: step.maxWait ?? "5s" } : step;
  });
  return { ...scenario, steps };
}

/** Without what only a process has: other sources, kills, runs at once, streams that are closed. */
function moveInside(scenario: Scenario): Scenario {
  const steps = scenario.steps.map(({ beside: _none, happening, ...step }): Step => {
    const isFew = happening && /^(?:interrupted|terminated|input.*)$/.test(happening.what);
    return { ...step, source: "file", ...(isFew && { happening }) };
  });
  return { ...scenario, steps, inside: true };
}

function drawLines(random: Random, kind: Scenario["kind"], isOfTwins: boolean): Line[] {
  const distinct = isOfTwins ? random.int(1, 2) : random.chance(0.1) ? random.int(50, 250) : random.int(1, 16);
  const records = Array.from({ length: distinct }, (_, index) => drawRecord(random, kind, `libfoo-${index}`));
  const more: Line[] = [];
  for (const record of random.shuffled(records).slice(0, isOfTwins ? 2 : random.int(0, 6))) {
    if (isOfTwins || random.chance(0.6)) more.push(...drawTwins(random, kind, record, isOfTwins ? 5 : 1));
    if (random.chance(0.3)) more.push(record);
    if (random.chance(0.3) && kind === "table") more.push({ ...record, status: random.pick(STATUSES) });
  }
  const lines = [...records, ...more];
  if (random.chance(0.05) && kind === "table") lines.push(...BROKEN.slice(random.int(0, 2)));
  return random.chance(0.5) ? random.shuffled(lines) : lines;
}

function drawRecord(random: Random, kind: Scenario["kind"], name: string): Given {
  const digest = digestOf(name);
  if (kind === "checksums") return { ...BASE, name, digest };
  if (kind === "images") {
    const version = random.chance(0.5) && { version: "1.0.0" };
    return { ...BASE, name: `ghcr.io/octo-org/${name}`, digest, registry_url: "https://ghcr.io", ...version };
  }
  return {
    ...BASE,
    name,
    digest,
    ...(random.chance(0.3) && { version: "1.0.0" }),
    ...(random.chance(0.3) && { artifact_url: `https://reg.example.com/${name}` }),
    ...(random.chance(0.2) && { path: "some/path, with a comma" }),
    ...(random.chance(0.2) && { repository: 'the "repository"' }),
    ...(random.chance(0.2) && { status: random.pick(STATUSES) }),
  };
}

function drawTwins(random: Random, kind: Scenario["kind"], record: Given, count: number): Given[] {
  const others = random.shuffled(TWINS[kind]).slice(0, count);
  return others.map((other) => ({ ...record, ...other }));
}

function drawServer(random: Random, most: number): Server {
  const faults = random.pick([
    UNCLEAR,
    UNCLEAR,
    ANSWERED,
    [...ANSWERED, ...REDIRECTED, ...REFUSED],
    [...UNCLEAR, ...REFUSED],
    LIMITED,
    REDIRECTED,
    [...UNCLEAR, ...UNANSWERED],
    [...UNCLEAR, ...REWRITTEN],
  ]);
  return {
    share: Math.min(most, random.pick([0, 0.03, 0.03, 0.1, 0.1, 0.3, 0.6])),
    faults,
    latencyMs: random.pick([0, 3, 20]),
    aheadSeconds: random.pick([0, 0, 0, 600, -600, 86_400, -3]),
    updates: random.chance(0.1),
  };
}

const isSilent = ({ faults }: Server) => faults.some(([fault]) => fault === "silence");
const isLimited = ({ faults }: Server) => faults.some(([fault]) => fault.endsWith("Limit"));

const MISHAPS = ["killed", "killed", "killed", "interrupted", "terminated"] as const;
const HAPPENINGS = [
  ...MISHAPS,
  "interrupted twice",
  "suspended",
  "suspended",
  "stdout closed",
  "stderr closed",
  "input cut",
  "input replaced",
  "input removed",
] as const;

function drawSteps(random: Random, kind: Scenario["kind"], lines: Line[], server: Server): Step[] {
  const all = lines.map((_, index) => index);
  const isUnanswered = isSilent(server);
  /** Whether all runs have one journal, so that they may have other inputs and sources. */
  const journal = random.chance(0.6);
  const first = drawStep(random, kind, all, journal);
  const steps: Step[] = [];
  const count = random.int(1, 4);
  for (let index = 0; index < count; index += 1) {
    const step = journal ? drawStep(random, kind, all, journal) : { ...first };
    step.secondsLater = random.pick([0, 0, 1, 2, 3, 60, 7200]);
    if (random.chance(0.3)) step.lines = random.shuffled(all);
    if (random.chance(0.2) && journal) step.lines = all.slice(0, random.int(0, all.length));
    if (random.chance(0.15)) step.status = random.pick(STATUSES);
    if (random.chance(0.1)) step.fresh = true;
    // A limit that follows a limit is waited for a minute.
    if (isLimited(server)) step.maxWait = random.pick(["1s", "5s"]);
    if (lines.some((line) => typeof line === "string")) {
      step.format = "ndjson";
      if (random.chance(0.8)) step.skipInvalid = true;
    }
    if (random.chance(0.1)) step.allowEmpty = true;
    if (random.chance(0.05) && step.format === "ndjson") step.cutAt = random.int(0, 200 * step.lines.length);
    // Without one, a silent GitHub is waited for a minute.
    if (isUnanswered) step.happening = { what: "killed", ...drawMoment(random, lines.length) };
    else if (random.chance(0.6)) step.happening = drawHappening(random, step.source, lines.length);
    else if (random.chance(0.2) && canBeTwo(step)) step.beside = { ...step, source: "file" };
    if (step.happening?.what === "suspended" && canBeTwo(step)) {
      step.beside = { ...step, source: "file" };
      delete step.beside.happening;
    }
    steps.push(step);
  }
  // In the end GitHub is calm, and everybody gives what was meant.
  const last: Step = { ...(steps.at(-1) ?? first), lines: all, calm: true, secondsLater: random.pick([0, 1, 60]) };
  for (const name of ["happening", "beside", "fresh", "cutAt", "maxWait"] as const) delete last[name];
  const dry: Step = { ...last, command: "dry run" };
  // Where the runs have other inputs, these may have stored since what an earlier one left, or given it another status.
  const refused: Step = { ...last, command: journal ? "import" : "refused" };
  const unknown: Step = { ...last, command: journal ? "import" : "unknown", calm: random.chance(0.5) };
  return random.pick([
    () => [...steps, last, last],
    () => [...steps, dry, last, last],
    // What a run left is looked up by its `_since`, whichever journal there is, and the first journal still knows its own.
    () => [...steps, unknown, last],
    // The first journal's next run reads the journal of that, too.
    () => [...steps, refused, last],
    () => [...steps, { ...refused, calm: false }, refused, last],
    () => [...steps, dry, { ...last, command: "plan" as const, calm: false }, { ...last, command: "plan" as const }],
  ] satisfies [() => Step[], ...(() => Step[])[]])();
}

/** One record each, or several that differ in their digests alone. It has no journal: nothing is given again. */
function drawCreates(random: Random, lines: Line[], server: Server): Step[] {
  const isUnanswered = isSilent(server);
  const records = lines.flatMap((line, index) => (typeof line === "string" ? [] : [{ line, index }]));
  const different = records.filter(({ line }, at) => records.findIndex((one) => one.line.name === line.name) === at);
  return different.slice(0, 4).map(({ index }) => ({
    command: "create",
    source: "file",
    format: "ndjson",
    lines: [index],
    journal: false,
    secondsLater: 60,
    maxWait: "5s",
    ...(random.chance(0.2) && { status: random.pick(STATUSES) }),
    ...(isUnanswered
      ? { happening: { what: "killed" as const, ...drawMoment(random, 1) } }
      : random.chance(0.4) && { happening: { what: random.pick(MISHAPS), ...drawMoment(random, 2) } }),
  }));
}

/** Two runs that have one journal, and no input that only one of them can read. */
const canBeTwo = ({ source, journal }: Step) => journal || source === "file";

function drawStep(random: Random, kind: Scenario["kind"], lines: number[], journal: boolean): Step {
  // A process substitution has no name for a journal's.
  const source: Source = random.pick(journal ? SOURCES : ["file", "file", "fifo", "pipe"]);
  return { command: "import", source, format: random.pick(FORMATS[kind]), lines, journal, secondsLater: 0 };
}

function drawHappening(random: Random, source: Source, lines: number): Happening {
  const what = random.pick(HAPPENINGS);
  const moment = drawMoment(random, lines);
  // Only a file can change, and what was read before the first request counts.
  if (!what.startsWith("input")) return { what, ...moment };
  if (source !== "file") return { what: random.pick(MISHAPS), ...moment };
  return { what, ...moment, requests: Math.max(1, moment.requests) };
}

/** Before the first request, or somewhere among them. */
const drawMoment = (random: Random, lines: number) =>
  random.chance(0.2)
    ? { requests: 0, ms: random.int(0, 600) }
    : { requests: random.int(1, lines), ms: random.chance(0.5) ? 0 : random.int(0, 12) };
