import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import { FAULTS } from "../../local-github/start-local-github.js";
import { createClock } from "../src/create-clock.ts";
import { Stop } from "../src/stop.ts";
import { prepareHere } from "./support/prepare-here.ts";
import { record, records } from "./support/run-command.ts";

const command = prepareHere();

const ndjson = (lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const write = (lines: object[], name = "r.ndjson") => command.write(name, ndjson(lines));
const importing = (path: string, ...more: string[]) => command.run(["import", path, "--per-minute", "0", ...more]);
const readLines = (path: string) =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const journalOf = (path: string) => `${path}.journal.ndjson`;
/** What was asked of GitHub, but for its clock. */
const methods = () => command.github.requests.filter(({ url }) => url !== "/rate_limit").map(({ method }) => method);
const statuses = () => command.github.stored.map(({ record: { status } }) => status);
/** As if the process had been killed before it noted any answer. */
function forgetAnswers(path: string, isKept: (entry: { ids?: number[] }) => boolean = () => false) {
  const kept = readLines(journalOf(path)).filter((entry) => entry.state !== "stored" || isKept(entry));
  writeFileSync(journalOf(path), ndjson(kept));
}

test("every record is stored, and the numbers are the server's", async () => {
  const path = write(records(5));
  const { code, stdout, stderr } = await importing(path, "--json");
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /r\.ndjson, read as NDJSON: 5 records\.\n {2}5 {2}to send\n\nAll stored, after .*:\n {2}5 {2}stored\n$/,
  );
  expect(JSON.parse(stdout)).toEqual({
    result: "stored",
    records: 5,
    stored: 5,
    stored_before: 0,
    refused: 0,
    failed: 0,
    unknown: 0,
    left: 0,
    repeated: 0,
    superseded: 0,
    other_shard: 0,
    invalid: 0,
    journal_file: journalOf(path),
  });
  expect(command.github.stored).toHaveLength(5);
});

test("how long it took is the run's own time, by the clock that is handed in", async () => {
  let now = Date.UTC(2026, 10, 27, 10);
  command.github.faults.push(({ handle, send }) => {
    now += 45_000;
    const [status, data] = handle();
    send(status, data);
  });
  const clock = { ...createClock(), now: () => now };
  const args = ["import", write(records(1)), "--per-minute", "0"];
  expect((await command.run(args, {}, { clock })).stderr).toMatch(/^All stored, after 45 s:$/m);
});

test("the same command again sends nothing that is stored, and asks GitHub nothing", async () => {
  const path = write(records(5));
  await importing(path);
  command.github.requests.length = 0;
  const { code, stderr } = await importing(path);
  expect(code).toBe(0);
  expect(stderr).toContain("  0  to send\n  5  already stored, according to the journal\n");
  expect(stderr).toMatch(/All stored, after .*:\n {2}0 {2}stored\n {2}5 {2}already stored\n$/);
  expect(command.github.requests).toEqual([]);
});

test("--fresh sends everything anew, and takes nothing from the journal", async () => {
  const path = write(records(2));
  await importing(path);
  const before = readFileSync(journalOf(path), "utf8");
  const { stdout } = await importing(path, "--fresh", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ stored: 2, stored_before: 0 });
  expect(command.github.stored).toHaveLength(4);
  expect(readFileSync(journalOf(path), "utf8").startsWith(before)).toBe(true);
});

test("--fresh that ends early says to leave it out, and the run that follows stores nothing twice", async () => {
  const path = write(records(30));
  await importing(path);
  const ending = new AbortController();
  command.github.faults.push(FAULTS.none(), FAULTS.none(), ({ handle, send }) => {
    ending.abort(new Stop("stopped", "SIGINT"));
    const [status, data] = handle();
    send(status, data);
  });
  const args = ["import", path, "--per-minute", "0", "--fresh", "--json"];
  const { code, stdout, stderr } = await command.run(args, {}, { ending });
  expect(code).toBe(130);
  expect(JSON.parse(stdout).stored).toBeGreaterThan(0);
  expect(stderr).toMatch(/^Run it again without --fresh: it resumes where this run stopped\.$/m);
  expect(stderr).not.toMatch(/same command/);
  expect((await importing(path)).code).toBe(0);
  expect(command.github.stored).toHaveLength(60);
});

test("--fresh that ends before it began is to be run again as it was", async () => {
  const path = write(records(2));
  await importing(path);
  await command.github.close();
  const { code, stderr } = await importing(path, "--fresh");
  expect(code).toBe(75);
  expect(stderr).toMatch(/^GitHub cannot be reached: .* Nothing was sent\.\nRun the same command again: it resumes/m);
  expect(stderr.match(/again/g)).toHaveLength(1);
});

test("a record that comes twice is sent once; with another status, the last one counts, and that alone is sent", async () => {
  const path = write([record(1), record(2), record(1), record(2, { status: "eol" })]);
  const { code, stdout, stderr } = await importing(path, "--json");
  expect(code).toBe(0);
  expect(stderr).toContain(
    "  1  given more than once: each is stored once\n  1  given again with another status: the last one counts\n",
  );
  expect(JSON.parse(stdout)).toMatchObject({ records: 2, stored: 2, repeated: 1, superseded: 1 });
  expect(statuses().sort()).toEqual(["active", "eol"]);
});

test("active, then deleted, then active again are each sent, though the journal has each as stored", async () => {
  const path = write([record(1)]);
  await importing(path);
  await importing(path, "--set", "status=deleted");
  const { stdout } = await importing(path, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ result: "stored", stored: 1, stored_before: 0 });
  expect(statuses()).toEqual(["active", "deleted", "active"]);
});

test("a changed list is noticed, and its records are known by their content", async () => {
  const path = write(records(3));
  await importing(path);
  write([record(4), ...records(3).reverse()]);
  const { stderr, stdout } = await importing(path, "--json");
  expect(stderr).toContain("The list has changed since the last run.");
  expect(JSON.parse(stdout)).toMatchObject({ stored: 1, stored_before: 3 });
});

test("what was sent without an answer is looked up: stored is skipped, and what is not stored is sent", async () => {
  const path = write(records(2));
  await importing(path);
  forgetAnswers(path);
  command.github.stored.splice(1, 1);
  command.github.requests.length = 0;
  const { code, stderr } = await importing(path);
  expect(code).toBe(0);
  expect(stderr).toContain("  0  to send\n  2  to look up first: an earlier run may have stored them\n");
  expect(methods().sort()).toEqual(["GET", "GET", "POST"]);
  expect(command.github.stored).toHaveLength(2);
});

test.each(["version", "path", "artifact_url", "repository"])(
  "after a kill, an older record does not pass for one with another %s",
  async (member) => {
    await importing(write([record(1)], "older.ndjson"));
    // The older one is an hour old.
    for (const { record } of command.github.stored) {
      record.created_at = record.updated_at = new Date(Date.now() - 3_600_000).toISOString();
    }
    const path = write([record(1, { [member]: "https://reg.example.com/new" })]);
    command.github.faults.push(FAULTS.serverError({ stored: false }));
    expect((await importing(path)).code).toBe(0);
    expect(command.github.stored).toHaveLength(2);
  },
);

test("two records that GitHub lists alike are both stored, whichever was noted", async () => {
  const path = write([record(1, { path: "a" }), record(1, { path: "b" })]);
  await importing(path);
  forgetAnswers(path, ({ ids }) => ids?.[0] === 1);
  command.github.stored.splice(1, 1);
  expect((await importing(path)).code).toBe(0);
  expect(command.github.stored).toHaveLength(2);
});

test.each([
  ["in the middle of a line", (file: string) => truncateSync(file, readFileSync(file).length - 10)],
  ["with a line of zeros", (file: string) => appendFileSync(file, `${"\0".repeat(100)}\n`)],
  ["before its first line was whole", (file: string) => truncateSync(file, 20)],
])("a journal that ends %s is read up to there, and goes on", async (_case, tear) => {
  const path = write(records(3));
  await importing(path);
  tear(journalOf(path));
  write(records(4));
  expect((await importing(path)).code).toBe(0);
  for (const entry of readLines(journalOf(path))) expect(entry).toEqual(expect.any(Object));
  const again = await importing(path, "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ stored: 0, stored_before: 4 });
});

test("a dry run reads the journal, says the numbers of the run that follows, and changes nothing", async () => {
  const path = write(records(3));
  await importing(path);
  truncateSync(journalOf(path), readFileSync(journalOf(path)).length - 10);
  const before = readFileSync(journalOf(path), "utf8");
  write(records(5));
  const { code, stdout } = await importing(path, "--dry-run", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    result: "dry-run",
    records: 5,
    to_send: 2,
    to_look_up: 1,
    stored_before: 2,
  });
  expect(readFileSync(journalOf(path), "utf8")).toBe(before);
  const run = await importing(path, "--json");
  expect(run.stderr).toContain("  2  to send\n  1  to look up first");
  expect(JSON.parse(run.stdout)).toMatchObject({ stored: 2, stored_before: 3 });
});

test("another --set is other records, and is counted so beforehand", async () => {
  const path = write(records(5));
  await importing(path);
  const { stderr } = await importing(path, "--set", "version=2");
  expect(stderr).toContain("  5  to send\n");
  expect(stderr).toMatch(/ {2}5 {2}stored\n$/);
});

test("the refused are kept whole with their reasons, annotated and summarized, and tried again", async () => {
  const path = write([record(1), record(2, { github_repository: "not-there" })]);
  const summary = command.path("summary.md");
  const env = { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: "true" };
  const { code, stdout, stderr } = await command.run(["import", path, "--per-minute", "0", "--json"], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/ {2}1 {2}refused by GitHub: see .*r\.ndjson\.refused\.ndjson\n/);
  expect(stderr).toMatch(/^::error title=Line 2%2C libfoo-2%3A refused::no artifacts found[^\n]*%0A/m);
  const refused = `${path}.refused.ndjson`;
  expect(JSON.parse(stdout)).toMatchObject({
    result: "refused",
    stored: 1,
    refused: 1,
    left: 0,
    refused_file: refused,
  });
  expect(readFileSync(summary, "utf8")).toContain("| 1 | refused by GitHub");
  const given = { ...record(2), github_repository: "not-there" };
  expect(readLines(refused)).toEqual([
    { org: "octo-org", ...given, _line: 2, _reason: expect.stringMatching(/^no artifacts found/) },
  ]);
  expect((await command.run(["import", refused, "--dry-run"])).code).toBe(0);
  command.github.requests.length = 0;
  await importing(path);
  expect(methods()).toEqual(["POST"]);
});

test("the refused stay in their file where the next run sends nothing", async () => {
  const path = write([record(1, { github_repository: "not-there" })]);
  await importing(path);
  const refused = `${path}.refused.ndjson`;
  const before = readFileSync(refused, "utf8");
  await command.run(["import", path], { GITHUB_TOKEN: "unknown" });
  expect(readFileSync(refused, "utf8")).toBe(before);
  await command.github.close();
  await importing(path);
  expect(readFileSync(refused, "utf8")).toBe(before);
});

test("a run that finds all of it stored removes the file of the refused that an earlier one left", async () => {
  const path = write([record(1)]);
  command.github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
  expect((await importing(path)).code).toBe(1);
  const refused = `${path}.refused.ndjson`;
  expect((await importing(refused)).code).toBe(0);
  command.github.requests.length = 0;
  expect((await importing(path)).code).toBe(0);
  expect(command.github.requests).toEqual([]);
  expect(existsSync(refused)).toBe(false);
});

test("with a journal of its own, a run's files are its own, too, whatever the list", async () => {
  const path = write([record(1, { github_repository: "not-there" })]);
  await importing(path, "--journal", command.path("first.ndjson"));
  const { stdout } = await importing(path, "--journal", command.path("second.journal.ndjson"), "--json");
  expect(JSON.parse(stdout).refused_file).toBe(command.path("second.refused.ndjson"));
  expect(readLines(command.path("first.refused.ndjson"))).toHaveLength(1);
  const stdin = Readable.from([ndjson([record(2)])]);
  await command.run(["import", "-", "--format", "ndjson", "--journal", command.path("third.ndjson")], {}, { stdin });
  expect(existsSync(command.path("second.refused.ndjson"))).toBe(true);
});

test("what may be stored is in a file of its own, which any journal looks up: nothing is stored twice", async () => {
  const path = write([record(1)]);
  const lost = ({ handle, response }: { handle(): unknown; response: { destroy(): void } }) => {
    handle();
    response.destroy();
  };
  const refuse = FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" });
  command.github.faults.push(lost, refuse);
  const { code, stderr, stdout } = await importing(path, "--json");
  expect(code).toBe(3);
  expect(stderr).toMatch(
    /1 {2}may or may not be stored: the next run looks them up; see .*r\.ndjson\.unknown\.ndjson\n/,
  );
  expect(stderr).toContain("see what GitHub has with `list DIGEST`, and import what is missing there with --fresh.");
  const unknown = `${path}.unknown.ndjson`;
  expect(JSON.parse(stdout)).toMatchObject({ result: "unknown", unknown: 1, unknown_file: unknown });
  expect(existsSync(`${path}.refused.ndjson`)).toBe(false);
  const [line] = readLines(unknown);
  expect(line).toMatchObject({ ...record(1), _line: 1, _since: expect.stringMatching(/^\d{4}-.*Z$/) });
  const other = await importing(unknown, "--json");
  expect(other.code).toBe(0);
  expect(JSON.parse(other.stdout)).toMatchObject({ stored: 0, stored_before: 1 });
  expect((await importing(path)).code).toBe(0);
  expect(command.github.stored).toHaveLength(1);
});

test("what was refused and then stored from its file counts as stored, whichever of its files it was stored from", async () => {
  const path = write(records(2));
  const refuse = () => FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" });
  command.github.faults.push(refuse(), refuse(), FAULTS.none(), refuse());
  await importing(path);
  const refused = `${path}.refused.ndjson`;
  expect(readLines(refused)).toHaveLength(2);
  await importing(refused);
  expect(readLines(`${refused}.refused.ndjson`)).toHaveLength(1);
  expect((await importing(`${refused}.refused.ndjson`)).code).toBe(0);
  expect(command.github.stored).toHaveLength(2);
  const { code, stdout } = await importing(path, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ stored: 0, stored_before: 2 });
  expect(command.github.stored).toHaveLength(2);
  // Whatever was stored before it counts no more, with --fresh, nor in the run that goes on with that.
  command.github.faults.push(FAULTS.none(), refuse());
  await importing(path, "--fresh");
  expect((await importing(path)).code).toBe(0);
  expect(command.github.stored).toHaveLength(4);
});

test("what the import of such a file may have stored is looked up, until a run has it as stored", async () => {
  const path = write([record(1)]);
  command.github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
  await importing(path);
  const refused = `${path}.refused.ndjson`;
  await importing(refused);
  forgetAnswers(refused);
  const { stdout, stderr } = await importing(path, "--json");
  expect(stderr).toContain("  1  to look up first");
  expect(JSON.parse(stdout)).toMatchObject({ stored: 0, stored_before: 1 });
  command.github.requests.length = 0;
  expect((await importing(path)).stderr).toContain("  1  already stored");
  expect(command.github.requests).toEqual([]);
  expect(command.github.stored).toHaveLength(1);
});

test("a run that ends before its first record leaves unclear what an earlier run left so", async () => {
  const path = write(records(3));
  await importing(path);
  forgetAnswers(path, ({ ids }) => ids?.includes(1) === true);
  const args = ["import", path, "--per-minute", "0", "--json"];
  const { code, stdout, stderr } = await command.run(args, { GITHUB_TOKEN: "unknown" });
  expect(code).toBe(3);
  const why = expect.stringMatching(/^GitHub does not accept GITHUB_TOKEN: /);
  expect(JSON.parse(stdout)).toMatchObject({ result: "unknown", stored_before: 1, unknown: 2, left: 0, message: why });
  expect(stderr).toMatch(/^Stopped early/m);
  expect(stderr).toMatch(/^GitHub does not accept GITHUB_TOKEN: /m);
});

test("a token that GitHub does not accept is known before the first record: refused, and nothing is sent", async () => {
  const path = write(records(5));
  const { code, stdout, stderr } = await command.run(["import", path, "--json"], { GITHUB_TOKEN: "unknown" });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ result: "refused", refused: 0, left: 5 });
  expect(stderr).toMatch(/^Stopped early/m);
  expect(stderr).toMatch(/GITHUB_TOKEN/);
  expect(stderr).not.toMatch(/Run the same command again/);
  expect(command.sent).toEqual([]);
});

test.each(["::", "socks5://localhost:1080"])(
  "a proxy that is none (%s) is known before the list is read, and does not concern a dry run",
  async (proxy) => {
    const path = command.write("r.ndjson", "not a record\n");
    const args = ["import", path, "--format", "ndjson"];
    const { code, stderr } = await command.run(args, { HTTP_PROXY: proxy });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^HTTP_PROXY .*\.\n$/);
    expect((await command.run([...args, "--dry-run"], { HTTP_PROXY: proxy })).stderr).toContain(
      "1 of 1 line is invalid",
    );
  },
);

test.each([
  [
    "HTML",
    ({ response }: { response: ServerResponse }) => response.setHeader("content-type", "text/html").end("<p>Hi"),
  ],
  ["nothing", ({ response }: { response: ServerResponse }) => response.end()],
  [
    "a refusal of what this version accepts",
    ({ send }: { send(status: number, data: object): void }) => send(422, { message: "Invalid /name" }),
  ],
])("an answer of %s is explained in the command's words", async (_case, answer) => {
  const path = write([record(1)]);
  command.github.faults.push(answer, answer);
  const { code, stderr } = await importing(path);
  expect(code).toBeGreaterThan(0);
  expect(stderr).toMatch(
    /unlike GitHub's\. It was cut off, redirected, or changed by a proxy\.|this version of the command/,
  );
  expect(stderr).not.toMatch(/octokit|plugin|hooks/i);
});

test("equal refusals end the run, and what is left is refused, too", async () => {
  const path = write(records(50));
  const run = ["import", path, "--per-minute", "0", "--max-failures", "3", "--json"];
  const { code, stdout, stderr } = await command.run(run, { GITHUB_TOKEN: "powerless-token" });
  expect(code).toBe(1);
  expect(stderr).toContain("3 records in a row failed for the same reason (--max-failures): Resource not accessible");
  const { refused, left } = JSON.parse(stdout);
  expect(refused + left).toBe(50);
  expect(command.sent.length).toBe(refused);
  expect(refused).toBeLessThan(3 + 20);
});

test("a stop during the last record is no stop: all is stored", async () => {
  const path = write([record(1)]);
  const ending = new AbortController();
  command.github.faults.push(({ handle, send }) => {
    ending.abort(new Stop("stopped", "SIGINT"));
    const [status, data] = handle();
    send(status, data);
  });
  const { code, stderr } = await command.run(["import", path, "--per-minute", "0"], {}, { ending });
  expect(stderr).toMatch(/All stored, .*\n {2}1 {2}stored\n$/);
  expect(code).toBe(0);
});

test("a run that was stopped and then lost its journal is one that lost it", async () => {
  const path = write(records(50));
  const ending = new AbortController();
  command.github.faults.push(FAULTS.none(), FAULTS.none(), ({ handle, send }) => {
    ending.abort(new Stop("stopped", "SIGINT"));
    unlinkSync(`${journalOf(path)}.lock`);
    const [status, data] = handle();
    send(status, data);
  });
  const { code, stdout } = await command.run(["import", path, "--per-minute", "0", "--json"], {}, { ending });
  expect(code).toBe(75);
  expect(JSON.parse(stdout)).toMatchObject({ result: "interrupted", message: expect.stringMatching(/was removed/) });
});

test("a journal that is removed during the run is missed, and nobody is told to run the same again", async () => {
  const path = write([record(1)]);
  command.github.faults.push(({ handle, send }) => {
    unlinkSync(journalOf(path));
    const [status, data] = handle();
    send(status, data);
  });
  const { code, stderr } = await importing(path);
  expect(code).toBe(75);
  expect(stderr).toContain(`${journalOf(path)} was removed or cut by another process`);
  expect(stderr).not.toMatch(/same command/);
});

test("a stop before it ends with 130, and the next run sends the rest", async () => {
  const path = write(records(50));
  const ending = new AbortController();
  command.github.faults.push(FAULTS.none(), FAULTS.none(), FAULTS.none(), ({ handle, send }) => {
    ending.abort(new Stop("stopped", "SIGINT"));
    const [status, data] = handle();
    send(status, data);
  });
  const { code, stdout } = await command.run(["import", path, "--per-minute", "0", "--json"], {}, { ending });
  expect(code).toBe(130);
  const { stored, left, message } = JSON.parse(stdout);
  expect({ stored, left, message }).toEqual({
    stored: command.github.stored.length,
    left: 50 - command.github.stored.length,
    message: "SIGINT",
  });
  expect(left).toBeGreaterThan(0);
  expect((await importing(path)).code).toBe(0);
  expect(command.github.stored).toHaveLength(50);
  expect(new Set(methods())).toEqual(new Set(["POST"]));
});

test.each([
  ["an empty list", "", []],
  ["a header alone", "name,digest\n", []],
  ["a list of which all lines are skipped", "name,digest\nlibfoo,sha256:abc\n", ["--skip-invalid"]],
])("%s is no success: exit 2, and nothing is sent", async (_what, text, more) => {
  const path = command.write("r.csv", text);
  const { code, stderr } = await importing(path, ...more);
  expect(code).toBe(2);
  expect(stderr).not.toContain("stored");
  expect(command.github.requests).toEqual([]);
  expect(existsSync(journalOf(path))).toBe(false);
});

test("an empty list that may be empty is a success, and is not called stored", async () => {
  const path = command.write("r.csv", "");
  const { code, stderr } = await importing(path, "--allow-empty");
  expect(code).toBe(0);
  expect(stderr).toMatch(/Nothing to store, /);
});

test("a shard without a record is a success, and shards send everything once", async () => {
  const path = write(records(40));
  const counts: number[] = [];
  for (const number of [1, 2, 3]) {
    const { code, stdout } = await importing(path, "--shard", `${number}/3`, "--json");
    expect(code).toBe(0);
    const { stored, other_shard, journal_file } = JSON.parse(stdout);
    expect(journal_file).toBe(`${path}.${number}-of-3.journal.ndjson`);
    expect(stored + other_shard).toBe(40);
    counts.push(stored);
  }
  expect(counts.every((count) => count > 0)).toBe(true);
  expect(new Set(command.github.stored.map(({ record: { name } }) => name)).size).toBe(40);
  expect(command.github.stored).toHaveLength(40);
  const one = write([record(1)], "one.ndjson");
  const codes: (number | null)[] = [];
  for (const number of [1, 2, 3]) codes.push((await importing(one, "--shard", `${number}/3`)).code);
  expect(codes).toEqual([0, 0, 0]);
});

test("lines that are skipped change no code, and are kept", async () => {
  const path = write([record(1), { name: "libbar" }]);
  const { code, stdout, stderr } = await importing(path, "--skip-invalid", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    records: 1,
    stored: 1,
    invalid: 1,
    rejected_file: `${path}.rejected.ndjson`,
  });
  expect(stderr).toMatch(/ {2}1 {2}invalid and skipped: see .*\.rejected\.ndjson\n/);
  expect(existsSync(`${path}.rejected.ndjson`)).toBe(true);
});

test("a reading that ends with 2 leaves what earlier runs wrote", async () => {
  const path = write([record(1, { github_repository: "not-there" })]);
  await importing(path);
  unlinkSync(path);
  write([{ name: "libbar" }]);
  expect((await importing(path)).code).toBe(2);
  expect(existsSync(`${path}.refused.ndjson`)).toBe(true);
});

test.each([
  ["--plan without --dry-run", ["--plan", "left.ndjson"], /--plan goes with --dry-run/],
  ["a file that is no journal", ["--journal", "other"], /this is not the journal of an import/],
])("%s is wrong usage", async (_what, more, message) => {
  const path = write([record(1)]);
  const other = command.write("other", "Dear diary,\n");
  const { code, stderr } = await importing(path, ...more.map((one) => (one === "other" ? other : one)));
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(readFileSync(other, "utf8")).toBe("Dear diary,\n");
  expect(command.github.requests).toEqual([]);
});

test.each(["/dev/fd", "/proc/self/fd"])(
  "a list in %s has no place beside it: a journal has to be given",
  async (fds) => {
    const fd = openSync(write([record(1)]), "r");
    try {
      const list = `${fds}/${fd}`;
      const { code, stderr } = await importing(list);
      expect([code, command.github.requests]).toEqual([2, []]);
      expect(stderr).toContain(`${list} is no file, so nothing can be kept beside it. Give --journal PATH`);
      expect((await importing(list, "--dry-run")).code).toBe(0);
      expect((await importing(list, "--journal", command.path("own.ndjson"))).code).toBe(0);
      expect(command.github.stored).toHaveLength(1);
    } finally {
      closeSync(fd);
    }
  },
);
