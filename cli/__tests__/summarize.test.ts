import { expect, test } from "@jest/globals";
import { EXIT } from "../src/exit-code.ts";
import { checkReading, showProblems } from "../src/report/show-problems.ts";
import { type Ended, summarize } from "../src/report/summarize.ts";
import { countReason, createTally } from "../src/send/tally.ts";
import { Stop, wrongUsage } from "../src/stop.ts";
import { createFakeOutput } from "./support/fake-output.ts";
import { planOf, sendable } from "./support/fake-world.ts";

const ended = (more: Partial<Ended> = {}): Ended => ({
  planned: { what: "r.csv, read as CSV", invalid: 0, otherShard: 0, repeated: 0, superseded: 0 },
  outlook: { records: 9, storedBefore: 2, toLookUp: 0, toSend: 7 },
  tally: { ...createTally(2), stored: 7 },
  code: EXIT.success,
  stop: undefined,
  isAfresh: false,
  tookMs: 90_000,
  files: { journal: "r.csv.journal.ndjson" },
  ...more,
});

test("a run that stored everything says so, and nothing else", async () => {
  const output = createFakeOutput();
  await summarize(output, ended(), true);
  expect(output.said).toBe("\nAll stored, after 1 min 30 s:\n  7  stored\n  2  already stored\n");
  expect(output.json).toEqual({
    result: "stored",
    records: 9,
    stored: 7,
    stored_before: 2,
    refused: 0,
    failed: 0,
    unknown: 0,
    left: 0,
    repeated: 0,
    superseded: 0,
    other_shard: 0,
    invalid: 0,
    journal_file: "r.csv.journal.ndjson",
  });
  expect(output.summary).toEqual({
    heading: "Storage records: all stored",
    table: [
      ["records", ""],
      ["7", "stored"],
      ["2", "already stored"],
    ],
  });
});

test("a run that was stopped with everything stored was not stopped early", async () => {
  const output = createFakeOutput();
  await summarize(output, ended({ stop: new Stop("stopped", "Stopped.") }), true);
  expect(output.said).toMatch(/^\nAll stored, /);
  expect(output.json).not.toHaveProperty("message");
});

test("nothing to store is not called stored", async () => {
  const output = createFakeOutput();
  const outlook = { records: 0, storedBefore: 0, toLookUp: 0, toSend: 0 };
  await summarize(output, ended({ outlook, tally: createTally(0) }), false);
  expect(output.said).toBe("\nNothing to store, after 1 min 30 s:\n  0  stored\n");
  expect(output.json).toBeUndefined();
});

test("what is not stored is counted, with its file, the commonest reasons and what to do", async () => {
  const tally = { ...createTally(1), stored: 2, refused: 2, failed: 1, unknown: 1 };
  for (const message of ["Invalid /name", "no artifacts found", "no artifacts found"]) countReason(tally, message);
  const output = createFakeOutput();
  const { planned } = ended();
  await summarize(
    output,
    ended({
      planned: { ...planned, invalid: 3 },
      tally,
      code: EXIT.unknown,
      files: {
        journal: "r.csv.journal.ndjson",
        refused: "r.csv.refused.ndjson",
        unknown: "r.csv.unknown.ndjson",
        rejected: "r.csv.rejected.ndjson",
      },
    }),
    true,
  );
  expect(output.said).toBe(`
Done, but not all stored, after 1 min 30 s:
  2  stored
  1  already stored
  2  refused by GitHub: see r.csv.refused.ndjson
  1  not stored, because GitHub failed: the next run sends them
  1  may or may not be stored: the next run looks them up; see r.csv.unknown.ndjson
  2  not sent
  3  invalid and skipped: see r.csv.rejected.ndjson

2 × no artifacts found

1 × Invalid /name
Run the same command again: it resumes where this run stopped.
Where it stays unknown, see what GitHub has with \`list DIGEST\`, and import what is missing there with --fresh.
`);
  expect(output.json).toMatchObject({
    result: "unknown",
    refused: 2,
    failed: 1,
    unknown: 1,
    left: 2,
    invalid: 3,
    refused_file: "r.csv.refused.ndjson",
    unknown_file: "r.csv.unknown.ndjson",
    rejected_file: "r.csv.rejected.ndjson",
  });
});

test("of refused and unknown records that no file has, none is named", async () => {
  const output = createFakeOutput();
  const tally = { ...createTally(2), stored: 5, refused: 1, unknown: 1 };
  await summarize(output, ended({ tally, code: EXIT.unknown }), false);
  expect(output.said).toContain("  1  refused by GitHub\n  1  may or may not be stored: the next run looks them up\n");
});

test("a run that ended early says why, and whether running it again helps", async () => {
  const tally = { ...createTally(2), stored: 3 };
  const limited = createFakeOutput();
  const stop = new Stop("interrupted", "GitHub's rate limit lasts too long.");
  await summarize(limited, ended({ tally, code: EXIT.interrupted, stop }), true);
  expect(limited.said).toMatch(
    /^\nStopped early, .*\n {2}4 {2}not sent\n\nGitHub's rate limit lasts too long\.\nRun the same/s,
  );
  expect(limited.json).toMatchObject({ result: "interrupted", left: 4, message: stop.message });

  const refused = createFakeOutput();
  await summarize(refused, ended({ tally, code: EXIT.refused, stop: new Stop("refused", "Bad credentials") }), false);
  expect(refused.said).not.toMatch(/Run the same/);

  const unusable = createFakeOutput();
  await summarize(unusable, ended({ tally, code: EXIT.usage, stop: wrongUsage("HTTP_PROXY is not a URL.") }), false);
  expect(unusable.said).toMatch(/ {2}4 {2}not sent\n\nHTTP_PROXY is not a URL\.\n$/);

  const lost = createFakeOutput();
  await summarize(lost, ended({ code: EXIT.interrupted, stop: new Stop("lost-lock", "Another has it.") }), false);
  expect(lost.said).toMatch(/\n\nAnother has it\.\nRun the same command again when no other run uses the journal: it/);
});

test.each(["interrupted", "stopped", "refused", "lost-lock"] as const)(
  "after --fresh, the same command would begin anew: a run that ended with %s says to leave that out",
  async (end) => {
    const output = createFakeOutput();
    const tally = { ...createTally(0), stored: 3 };
    await summarize(
      output,
      ended({ tally, code: EXIT.interrupted, stop: new Stop(end, "Why."), isAfresh: true }),
      false,
    );
    expect(output.said).toMatch(/\n\nWhy\.\nRun it again without --fresh.*: it resumes where this run stopped\.\n$/);
  },
);

test("a run that ended before it looked up what was left says why, and what else is not stored", async () => {
  const output = createFakeOutput();
  const tally = { ...createTally(2), stored: 5, refused: 1, unknown: 1 };
  for (const message of ["Invalid /name", "Bad credentials"]) countReason(tally, message);
  const stop = new Stop("refused", "GitHub did not accept the token: Bad credentials");
  await summarize(output, ended({ tally, code: EXIT.unknown, stop }), true);
  expect(output.said).toMatch(
    /^\nStopped early, .*\n\nGitHub did not accept the token: Bad credentials\n\n1 × Invalid \/name\n/s,
  );
  expect(output.said).not.toMatch(/× Bad credentials/);
  expect(output.json).toMatchObject({ result: "unknown", unknown: 1, left: 0, message: stop.message });
});

test("one problem of many lines is said once, with the first of them", () => {
  const output = createFakeOutput();
  showProblems(output, [
    { message: "digest is required.", lines: [2, 3, 4, 5, 6, 7], count: 60 },
    { message: "name is required.", lines: [9], count: 1 },
    { message: "version is too long.", lines: [8, 1200], count: 2 },
  ]);
  expect(output.said).toBe(`    60 ×  digest is required. (lines 2, 3, 4, 5, 6, …)
  line 9  name is required.
     2 ×  version is too long. (lines 8, 1,200)
`);
});

const reading = (moreProblems = 0) => ({
  what: "CSV",
  lines: 3,
  invalid: 1,
  otherShard: 0,
  problems: [{ message: "name is required.", lines: [2], count: 1 }],
  moreProblems,
  warnings: [],
  hash: "",
  first: undefined,
  async [Symbol.asyncDispose]() {},
});

test("invalid lines end the run before anything is sent", () => {
  const output = createFakeOutput();
  const stop = wrongUsage("Nothing was sent. Fix these lines.");
  expect(() => checkReading({ ...reading(2), stop }, { name: "r.csv", json: true }, output)).toThrow(stop);
  expect(output.said).toBe("1 of 3 lines is invalid:\n\n  line 2  name is required.\n  … and 2 more problems.\n\n");
  expect(output.annotations).toEqual([{ message: "name is required.", properties: { file: "r.csv", line: 2 } }]);
  const { problems } = reading();
  expect(output.json).toEqual({ result: "rejected", message: stop.message, lines: 3, invalid: 1, problems });
});

test("invalid lines that are skipped are said, and end nothing", () => {
  const output = createFakeOutput();
  const plan = planOf(sendable(1));
  expect(checkReading({ ...reading(), plan }, { name: "r.csv", json: true }, output)).toBe(plan);
  expect(output.said).toMatch(/^1 of 3 lines is invalid:/);
  expect(output.annotations).toEqual([]);
  expect(output.json).toBeUndefined();
});
