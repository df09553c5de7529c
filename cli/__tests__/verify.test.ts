import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { FAULTS } from "../../local-github/start-local-github.js";
import { createKeys } from "../src/plan/keys.ts";
import { Stop, stopOf } from "../src/stop.ts";
import { judgeRecord } from "../src/verify/judge-record.ts";
import { countDigests, lookUpPlan } from "../src/verify/look-up-plan.ts";
import { createReport, endReport } from "../src/verify/report.ts";
import { createFakeOutput } from "./support/fake-output.ts";
import { createFakeRuntime, planOf, sendable } from "./support/fake-world.ts";
import { prepareHere } from "./support/prepare-here.ts";
import { digestOf, record } from "./support/run-command.ts";

const command = prepareHere();

const ndjson = (lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const importing = (lines: object[]) =>
  command.run(["import", command.write("import.ndjson", ndjson(lines)), "--per-minute", "0", "--fresh"]);
const verify = (lines: object[], ...more: string[]) =>
  command.run(["verify", command.write("list.ndjson", ndjson(lines)), "--per-minute", "0", ...more]);

const stored = (more: object = {}) => ({
  id: 1,
  name: "libfoo-1",
  digest: digestOf("1"),
  artifact_url: null,
  registry_url: "https://reg.example.com/",
  repository: null,
  status: "active",
  created_at: "2026-01-20T14:45:00Z",
  updated_at: "2026-01-20T14:45:00Z",
  ...more,
});
const elsewhere = (more: object) => ({
  state: "missing",
  elsewhere: { name: "libfoo-1", registry_url: "https://reg.example.com/", ...more },
});
const URL_1 = "https://reg.example.com/1";

test.each([
  ["nothing", sendable(1), [], { state: "missing" }],
  ["it", sendable(1), [stored()], { state: "stored" }],
  ["it, with what GitHub does not show", sendable(1, { version: "1", path: "p" }), [stored()], { state: "stored" }],
  ["another name", sendable(1), [stored({ name: "libbar" })], elsewhere({ name: "libbar" })],
  [
    "another registry",
    sendable(1),
    [stored({ registry_url: "https://ghcr.io" })],
    elsewhere({ registry_url: "https://ghcr.io" }),
  ],
  ["no status", sendable(1), [stored({ status: undefined })], { state: "stored" }],
  [
    "another URL, repository and status",
    sendable(1, { artifact_url: URL_1, status: "deleted" }),
    [stored({ repository: "r" })],
    {
      state: "otherwise",
      differences: [
        { member: "artifact_url", given: URL_1, stored: null },
        { member: "repository", given: null, stored: "r" },
        { member: "status", given: "deleted", stored: "active" },
      ],
    },
  ],
  [
    "it, and deleted later",
    sendable(1),
    [
      stored(),
      stored({ id: 2, status: "deleted", created_at: "2026-01-20T14:45:01Z", updated_at: "2026-01-20T14:45:01Z" }),
    ],
    { state: "otherwise", differences: [{ member: "status", given: "active", stored: "deleted" }] },
  ],
  [
    "it, and deleted within the same second",
    sendable(1),
    [stored({ id: 2, status: "deleted" }), stored()],
    { state: "otherwise", differences: [{ member: "status", given: "active", stored: "deleted" }] },
  ],
  [
    "it, deleted once, and active since",
    sendable(1),
    [stored({ id: 2, status: "deleted" }), stored({ updated_at: "2026-01-20T14:46:00Z" })],
    { state: "stored" },
  ],
  [
    "it, beside a newer one of another URL",
    sendable(1),
    [stored(), stored({ id: 2, artifact_url: URL_1, updated_at: "2026-01-20T14:46:00Z" })],
    { state: "stored" },
  ],
])("where GitHub shows %s", (_what, given, listed, verdict) => {
  expect(judgeRecord(given, listed)).toEqual(verdict);
});

test("a list of which all is stored is a success, with one request for each digest", async () => {
  const lines = [record(1), record(1, { artifact_url: URL_1 }), record(2)];
  await importing(lines);
  const before = command.github.requests.length;
  const { code, stdout, stderr } = await verify(lines, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    result: "stored",
    records: 3,
    stored: 3,
    missing: 0,
    otherwise: 0,
    refused: 0,
    failed: 0,
    left: 0,
    not_stored: [],
  });
  expect(stderr).toContain(
    "3 records.\n2 digests to look up. GitHub does not show version, path, github_repository.\n",
  );
  const lookUps = command.github.requests.slice(before).filter(({ url }) => url !== "/rate_limit");
  expect(lookUps.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(
    ["1", "2"]
      .map((one) => `GET /orgs/octo-org/artifacts/${digestOf(one).replace(":", "%3A")}/metadata/storage-records`)
      .sort(),
  );
});

test("what is missing, or stored otherwise, is told, counted, and not 0", async () => {
  await importing([record(1), record(2, { status: "eol" })]);
  const list = [record(1), record(2), record(3, { version: "1" })];
  const missing = command.path("missing.ndjson");
  const { code, stdout, stderr } = await verify(list, "--missing", missing);
  expect(code).toBe(1);
  expect(stdout.split("\n").sort()).toEqual([
    "",
    `line 2  libfoo-2  ${digestOf("2")}  stored otherwise: status is eol, not active`,
    `line 3  libfoo-3  ${digestOf("3")}  missing`,
  ]);
  expect(stderr).toMatch(
    /Not all stored, .*:\n {2}1 {2}stored, as far.*\n {2}1 {2}missing: see .*missing\.ndjson\n {2}1 {2}stored otherwise\n/,
  );
  expect(JSON.parse(readFileSync(missing, "utf8"))).toEqual({
    _plan: 1,
    org: "octo-org",
    ...record(3, { version: "1" }),
    _line: 3,
  });

  const json = JSON.parse((await verify(list, "--json")).stdout);
  expect(json).toMatchObject({ result: "missing", stored: 1, missing: 1, otherwise: 1 });
  expect(json.not_stored).toContainEqual({ line: 3, name: "libfoo-3", digest: digestOf("3"), result: "missing" });
  expect((await command.run(["import", missing, "--per-minute", "0"])).code).toBe(0);
  expect(JSON.parse((await verify(list, "--json")).stdout)).toMatchObject({ missing: 0 });
});

test("of what is recorded under another name or registry, it is said where, and that it is missing", async () => {
  const missing = command.path("missing.ndjson");
  const elsewhere = { ...record(1), registry_url: "https://ghcr.io" };
  await command.run(["import", command.write("other.ndjson", ndjson([elsewhere])), "--per-minute", "0"]);
  const { code, stdout, stderr } = await verify([record(1)], "--missing", missing);
  expect(code).toBe(1);
  expect(stdout).toBe(
    `line 1  libfoo-1  ${digestOf("1")}  missing: GitHub has its digest as libfoo-1 at https://ghcr.io\n`,
  );
  expect(stderr).not.toContain("GitHub shows no record");
  expect(readFileSync(missing, "utf8")).toContain('"name":"libfoo-1"');
});

test("where nothing at all is found, the token or the organization may be wrong, and nothing is written", async () => {
  const missing = command.path("missing.ndjson");
  const { code, stderr } = await verify([record(1), record(2)], "--missing", missing);
  expect(code).toBe(1);
  expect(stderr).toMatch(/GitHub shows no record of any of them\. .*the token may lack access.*--org/s);
  expect(existsSync(missing)).toBe(false);
});

test("a refusal is no missing record, and equal ones end the run", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => record(index));
  const { code, stdout, stderr } = await verify(lines, "--json", "--org", "nobody");
  expect(code).toBe(1);
  const { refused, left, missing, result } = JSON.parse(stdout);
  expect({ missing, result }).toEqual({ missing: 0, result: "refused" });
  expect(refused).toBeGreaterThanOrEqual(10);
  expect(refused + left).toBe(30);
  expect(stderr).toMatch(/10 records in a row failed for the same reason/);
});

test("GitHub's failures leave it unknown, which running again may tell", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => sendable(index));
  const plan = planOf(...lines);
  const runtime = createFakeRuntime();
  const list = async () => {
    throw Object.assign(new Error("Server Error"), { status: 502, response: { headers: {} } });
  };
  const report = createReport(runtime.output, createKeys(), true);
  const digests = await countDigests(plan);
  const { tell } = report;
  await lookUpPlan({ plan, digests, github: { list }, perMinute: 0, maxFailures: 10, runtime, tell });
  expect(report.counts.failed).toBeGreaterThanOrEqual(10);
  expect(report.counts).toMatchObject({ stored: 0, missing: 0, otherwise: 0, refused: 0 });
  const output = createFakeOutput();
  const ended = { records: 30, report, stop: stopOf(runtime.ending.signal), tookMs: 0, missingFile: undefined };
  expect(await endReport({ output }, ended, true)).toBe(75);
  expect(output.json).toMatchObject({ result: "interrupted", failed: report.counts.failed });
});

test("where a look-up ends the run, those under way are told before anything is counted", async () => {
  const plan = planOf(...Array.from({ length: 30 }, (_, index) => sendable(index)));
  const runtime = createFakeRuntime();
  let calls = 0;
  const list = async () => {
    calls += 1;
    if (calls < 4) {
      await new Promise((resolve) => runtime.ending.signal.addEventListener("abort", resolve));
      await new Promise(setImmediate);
      return [];
    }
    runtime.ending.abort(new Stop("interrupted", "GitHub asks to wait."));
    throw new Error("Aborted");
  };
  const report = createReport(runtime.output, createKeys(), true);
  const digests = await countDigests(plan);
  const { tell } = report;
  await lookUpPlan({ plan, digests, github: { list }, perMinute: 0, maxFailures: 10, runtime, tell });
  expect(calls).toBe(4);
  expect(report.counts.missing).toBe(3);

  // That nothing is recorded is not known.
  const output = createFakeOutput();
  const ended = { records: 30, report, stop: stopOf(runtime.ending.signal), tookMs: 0, missingFile: undefined };
  expect(await endReport({ output }, ended, true)).toBe(75);
  expect(output.json).toMatchObject({ missing: 3, left: 27 });
  expect(output.said).not.toContain("no record of any");
});

test("stopped early, or refused some, verify writes what it knows to be missing", async () => {
  const missing = command.path("missing.ndjson");
  command.github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
  const { code, stdout, stderr } = await verify(
    [1, 2, 3, 4].map((one) => record(one)),
    "--json",
    "--missing",
    missing,
  );
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ result: "refused", missing: 3, refused: 1, missing_file: missing });
  expect(stderr).not.toContain("no record of any");
  expect(readFileSync(missing, "utf8").trim().split("\n")).toHaveLength(3);
});

test("of what is stored otherwise alone, nothing is called missing", async () => {
  await importing([record(1), record(2, { status: "eol" })]);
  const { code, stdout } = await verify([record(1), record(2)], "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ result: "otherwise", missing: 0, otherwise: 1 });
});

test("where missing records cannot be written is said before the first request", async () => {
  const list = command.write("list.ndjson", ndjson([record(1)]));
  const foreign = command.write("foreign.ndjson", ndjson([record(1)]));
  for (const [path, message] of [
    [command.path("no-folder/x"), /--missing .*no-folder\/x cannot be written/],
    [foreign, /is there already, and is no plan/],
    [list, /--missing is the list itself/],
  ] as const) {
    const { code, stderr } = await command.run(["verify", list, "--missing", path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  }
  expect(command.github.requests).toEqual([]);
  expect(readFileSync(foreign, "utf8")).toBe(ndjson([record(1)]));
});

test("where missing records cannot be written at the end, what is known is told first", async () => {
  await importing([record(1)]);
  const missing = command.path("missing.ndjson");
  command.github.faults.push((exchange) => {
    rmSync(missing);
    mkdirSync(missing);
    FAULTS.none()(exchange);
  });
  const { code, stdout, stderr } = await verify([record(1), record(2)], "--json", "--missing", missing);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ result: "rejected", stored: 1, missing: 1, not_stored: [{ line: 2 }] });
  expect(JSON.parse(stdout)).not.toHaveProperty("missing_file");
  expect(stderr).toMatch(/1 {2}stored.*\n {2}1 {2}missing\n\n--missing .* is there already, and is no plan/);
});

test("what was missing once is not left to be imported when nothing is", async () => {
  await importing([record(1)]);
  const missing = command.path("missing.ndjson");
  expect((await verify([record(1), record(2)], "--missing", missing)).code).toBe(1);
  expect(existsSync(missing)).toBe(true);
  await importing([record(2, { status: "eol" })]);
  expect((await verify([record(1), record(2)], "--missing", missing)).code).toBe(1);
  expect(existsSync(missing)).toBe(false);
});

test("the pace is kept, and how long it takes is said beforehand", async () => {
  const plan = planOf(...Array.from({ length: 161 }, (_, index) => sendable(index)));
  let now = 0;
  const clock = {
    now: () => now,
    async sleep(ms: number) {
      const end = now + ms;
      await Promise.resolve();
      now = Math.max(now, end);
    },
  };
  const times: number[] = [];
  const list = async () => {
    times.push(now);
    return [];
  };
  const runtime = createFakeRuntime({ clock });
  const digests = await countDigests(plan);
  await lookUpPlan({ plan, digests, github: { list }, perMinute: 80, maxFailures: 10, runtime, tell: () => {} });
  expect(times).toHaveLength(161);
  expect(times[0]).toBe(0);
  expect(times.at(-1)).toBe(120_000);

  const many = ndjson(Array.from({ length: 161 }, (_, index) => record(index)));
  const { stderr } = await command.run(["verify", command.write("list.ndjson", many)], {}, { clock });
  expect(stderr).toContain("161 digests to look up, 80 a minute: 2 min.");
});
