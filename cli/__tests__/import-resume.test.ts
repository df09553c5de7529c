import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { prepareCommand, record, records } from "./support/run-command.ts";

const command = prepareCommand();
const JOURNAL = "r.ndjson.journal.ndjson";
const IMPORT = ["import", "r.ndjson", "--per-minute=0"];
const methods = () => command.github.requests.map(({ method }) => method);
const journal = () =>
  readFileSync(command.path(JOURNAL), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
/** Waits until the local GitHub was asked so often. */
async function untilRequests(count: number) {
  while (command.github.requests.length < count) await wait(10);
}

test("the same command again sends nothing that is stored", async () => {
  command.write("r.ndjson", records(5));
  await command.run(IMPORT);
  const { code, stderr } = await command.run(IMPORT);
  expect(code).toBe(0);
  expect(stderr).toContain("Skipping 5 already stored, according to the journal.\n0 of 5 records to send.");
  expect(stderr).toMatch(/ {2}0 {2}stored\n {2}5 {2}already stored\n$/);
  expect(methods()).toEqual(Array(5).fill("POST"));
});

test("--fresh sends everything anew", async () => {
  command.write("r.ndjson", records(2));
  await command.run(IMPORT);
  await command.run([...IMPORT, "--fresh"]);
  expect(methods()).toEqual(Array(4).fill("POST"));
  expect(journal().filter(({ run }) => run)).toHaveLength(1);
});

test("a changed input is noticed, and its records are known by their content", async () => {
  command.write("r.ndjson", records(3));
  await command.run(IMPORT);
  command.write("r.ndjson", [record(4), ...records(3).reverse()]);
  const { stderr } = await command.run(IMPORT);
  expect(stderr).toContain("r.ndjson has changed since the last run.");
  expect(stderr).toMatch(/ {2}1 {2}stored\n {2}3 {2}already stored\n$/);
  expect(command.github.stored).toHaveLength(4);
});

test("what was sent without an answer is looked up: stored is skipped, and not stored is sent", async () => {
  command.write("r.ndjson", records(2));
  await command.run(IMPORT);
  // As if the process had been killed before it noted the answers, and one record had not got through.
  const kept = journal().filter(({ state }) => state !== "stored");
  writeFileSync(command.path(JOURNAL), kept.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  command.github.stored.splice(1, 1);
  command.github.requests.length = 0;
  const { code, stderr } = await command.run(IMPORT);
  expect(code).toBe(0);
  expect(stderr).toContain("First looking up 2 that may have been sent, according to the journal.");
  expect(methods().sort()).toEqual(["GET", "GET", "POST"]);
  expect(command.github.stored).toHaveLength(2);
});

test("a record of the same artifact with another status is not taken for the one that was sent", async () => {
  command.write("r.ndjson", [record(1)]);
  await command.run(IMPORT);
  command.write("d.ndjson", [record(1, { status: "deleted" })]);
  command.github.faults.push(({ response }) => response.destroy());
  const { code } = await command.run(["import", "d.ndjson", "--per-minute=0"]);
  expect(code).toBe(0);
  expect(methods()).toEqual(["POST", "POST", "GET", "POST"]);
  expect(command.github.stored.map(({ record: { status } }) => status)).toEqual(["active", "deleted"]);
});

test("two records that GitHub lists alike are both stored", async () => {
  command.write("r.ndjson", [record(1, { path: "a" }), record(1, { path: "b" })]);
  await command.run(IMPORT);
  const kept = journal().filter(({ state, ids }) => state !== "stored" || ids[0] === 1);
  writeFileSync(command.path(JOURNAL), kept.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  command.github.stored.splice(1, 1);
  await command.run(IMPORT);
  expect(command.github.stored).toHaveLength(2);
});

test.each([
  ["in the middle of a line", (file: string) => truncateSync(file, readFileSync(file).length - 10)],
  ["with a line of zeros", (file: string) => appendFileSync(file, `${"\0".repeat(100)}\n`)],
  ["before its first line was whole", (file: string) => truncateSync(file, 20)],
])("a journal that ends %s is read up to there, and goes on", async (_case, tear) => {
  command.write("r.ndjson", records(3));
  await command.run(IMPORT);
  tear(command.path(JOURNAL));
  const { code } = await command.run(IMPORT);
  expect(code).toBe(0);
  for (const entry of journal()) expect(entry).toEqual(expect.any(Object));
  const again = await command.run(IMPORT);
  expect(again.stderr).toMatch(/ {2}0 {2}stored\n {2}3 {2}already stored\n$/);
});

test.each([
  ["a file of one line", '{"name":"mine"}\n'],
  ["a text", "Dear diary,\ntoday\n"],
  ["a text without line feed", "Dear diary"],
])("%s is no journal: it is left alone, exit 2", async (_case, content) => {
  command.write("r.ndjson", records(1));
  command.write("other", content);
  for (const flags of [["--journal=other"], ["--journal=other", "--fresh"]]) {
    const { code, stderr } = await command.run([...IMPORT, ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain("other, line 1: this is not the journal of an import. Give another --journal");
    expect(readFileSync(command.path("other"), "utf8")).toBe(content);
  }
});

test("a journal of another GitHub is not gone on with", async () => {
  command.write("r.ndjson", records(1));
  await command.run(IMPORT);
  const text = readFileSync(command.path(JOURNAL), "utf8");
  writeFileSync(command.path(JOURNAL), text.replace(command.github.url, "https://api.octo.ghe.com"));
  const { code, stderr } = await command.run(IMPORT);
  expect(code).toBe(2);
  expect(stderr).toContain(`${JOURNAL} belongs to another GitHub, https://api.octo.ghe.com. Give another --journal`);
});

test("refused records are kept with their reasons, ready to be imported again, and tried again", async () => {
  command.write("r.ndjson", [record(1), record(2, { github_repository: "not-there" })]);
  const env = { GITHUB_STEP_SUMMARY: command.path("summary.md"), GITHUB_ACTIONS: "true" };
  const { code, stdout, stderr } = await command.run([...IMPORT, "--json"], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/ {2}1 {2}stored\n {2}1 {2}refused by GitHub: see r\.ndjson\.refused\.ndjson\n/);
  expect(stderr).toMatch(/^::error title=Line 2%2C libfoo-2%3A refused::no artifacts found[^\n]*%0A/m);
  expect(JSON.parse(stdout)).toMatchObject({
    result: "refused",
    records: 2,
    stored: 1,
    refused: 1,
    left: 0,
    refused_file: "r.ndjson.refused.ndjson",
  });
  expect(readFileSync(command.path("summary.md"), "utf8")).toContain("| 1 | refused by GitHub");
  const [line, ...more] = readFileSync(command.path("r.ndjson.refused.ndjson"), "utf8").trimEnd().split("\n");
  expect(more).toEqual([]);
  expect(JSON.parse(`${line}`)).toEqual({
    ...record(2),
    github_repository: "not-there",
    _line: 2,
    _result: "refused",
    _reason: expect.stringMatching(/^no artifacts found/),
  });
  const again = await command.run(["import", "r.ndjson.refused.ndjson", "--dry-run"]);
  expect(again.code).toBe(0);
  command.github.requests.length = 0;
  await command.run(IMPORT);
  expect(methods()).toEqual(["POST"]);
});

test("--max-failures equal refusals in a row stop the run; a bad token stops it at once", async () => {
  command.write("r.ndjson", records(50));
  const { code, stderr } = await command.run([...IMPORT, "--max-failures=3"], { GITHUB_TOKEN: "powerless-token" });
  expect(code).toBe(1);
  expect(stderr).toContain("3 records in a row failed for the same reason (--max-failures): Resource not accessible");
  expect(command.github.requests.length).toBeLessThan(3 + 10);
  command.github.requests.length = 0;
  const bad = await command.run([...IMPORT, "--per-minute=180"], { GITHUB_TOKEN: "unknown" });
  expect(bad.code).toBe(1);
  expect(bad.stderr).toContain("GitHub did not accept the token: Bad credentials");
  expect(command.github.requests).toHaveLength(1);
});

test("exit 3 where a record's fate stays unknown; the next run looks it up", async () => {
  command.write("r.ndjson", records(1));
  command.github.faults.push(({ handle, response }) => {
    handle();
    response.destroy();
  });
  command.github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
  const { code, stderr } = await command.run(IMPORT);
  expect(code).toBe(3);
  expect(stderr).toContain("  1  may or may not be stored: the next run looks them up");
  const again = await command.run(IMPORT);
  expect(again.code).toBe(0);
  expect(command.github.stored).toHaveLength(1);
});

test.each([["SIGINT"], ["SIGTERM"]] as const)(
  "%s: what was sent is noted, the rest is not sent, exit 130",
  async (signal) => {
    command.write("r.ndjson", records(50));
    const { child, result } = command.start(["import", "r.ndjson", "--per-minute=120"]);
    await untilRequests(3);
    child.kill(signal);
    const { code, stderr } = await result;
    expect(code).toBe(130);
    expect(stderr).toContain(`${signal}: waiting for requests that were already sent.`);
    const { length } = command.github.stored;
    expect(journal().filter(({ state }) => state === "stored")).toHaveLength(length);
    await command.run(IMPORT);
    expect(command.github.stored).toHaveLength(50);
    expect(new Set(methods())).toEqual(new Set(["POST"]));
  },
);

test("killed: the next run waits until the lock is stale, looks up what is unclear, and stores the rest", async () => {
  command.write("r.ndjson", records(30));
  const { child, result } = command.start(["import", "r.ndjson", "--per-minute=120"]);
  await untilRequests(3);
  child.kill("SIGKILL");
  await result;
  const { code, stderr } = await command.run(IMPORT);
  expect(code).toBe(0);
  expect(stderr).toContain(`${JOURNAL} is in use. Waiting to see whether that run is still active.`);
  expect(command.github.stored).toHaveLength(30);
});

test("two runs on one journal: the second says so, and stops", async () => {
  command.write("r.ndjson", records(50));
  const { child, result } = command.start(["import", "r.ndjson", "--per-minute=60"]);
  await untilRequests(1);
  const second = await command.run(IMPORT);
  expect(second.code).toBe(2);
  expect(second.stderr).toContain(
    `Another run is using ${JOURNAL}. Wait until it ends, or give this run its own --journal`,
  );
  child.kill("SIGINT");
  await result;
  expect(existsSync(command.path(`${JOURNAL}.lock`))).toBe(false);
});

test("a journal that is no file: exit 2", async () => {
  command.write("r.ndjson", records(1));
  const { code, stderr } = await command.run([...IMPORT, "--journal=/dev/null"]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("/dev/null (--journal) is not a file. Give another path.\n"),
  ]);
});

test("shards split a file by content: together they send everything once", async () => {
  command.write("r.ndjson", records(40));
  const counts = [];
  for (const number of [1, 2, 3]) {
    const { stdout } = await command.run([...IMPORT, `--shard=${number}/3`, "--json"]);
    const { stored, journal_file } = JSON.parse(stdout);
    expect(journal_file).toBe(`r.ndjson.${number}-of-3.journal.ndjson`);
    counts.push(stored);
  }
  expect(counts.every((count) => count > 0)).toBe(true);
  expect(new Set(command.github.stored.map(({ record: { name } }) => name)).size).toBe(40);
  expect(command.github.stored).toHaveLength(40);
});
