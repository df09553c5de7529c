import { expect, test } from "@jest/globals";
import { announce } from "../src/report/announce.ts";
import { showDryRun } from "../src/report/show-dry-run.ts";
import { describeProgress } from "../src/report/show-progress.ts";
import { createTally } from "../src/send/tally.ts";
import { createFakeOutput } from "./support/fake-output.ts";

const planned = {
  what: "records.csv, read as CSV",
  invalid: 4,
  otherShard: 5,
  repeated: 2,
  superseded: 1,
};
const outlook = { records: 1288, storedBefore: 1000, toLookUp: 3, toSend: 285 };

test("what will be done is said in numbers before it is done", () => {
  const output = createFakeOutput();
  announce(output, planned, outlook, 60);
  expect(output.said).toBe(`records.csv, read as CSV: 1,288 records.
    285  to send, 60 a minute: 4 min 44 s
      3  to look up first: an earlier run may have stored them
  1,000  already stored, according to the journal
      2  given more than once: each is stored once
      1  given again with another status: the last one counts
      5  of other shards
      4  invalid: skipped
`);
});

test("what is not there is not said", () => {
  const output = createFakeOutput();
  const none = { invalid: 0, otherShard: 0, repeated: 0, superseded: 0 };
  announce(output, { ...planned, ...none }, { records: 1, storedBefore: 0, toLookUp: 0, toSend: 1 }, 60);
  expect(output.said).toBe("records.csv, read as CSV: 1 record.\n  1  to send\n");
});

test("a dry run says the same numbers, and that nothing was sent", () => {
  const output = createFakeOutput();
  const request = { method: "POST", url: "https://api.github.com/orgs/octo-org", body: { name: "libfoo" } };
  const dryRun = { planned, outlook, perMinute: 0, request, hasRepository: false, planFile: "left.ndjson", leftOut: 1 };
  showDryRun(output, dryRun, false);
  expect(output.said).toMatch(/ {4}285 {2}to send\n/);
  expect(output.said).toMatch(
    /Not in left\.ndjson: 1 record that an earlier run may have stored, .* Run the import itself\.\nNothing was sent\. What is left to do is in left\.ndjson\.\n$/,
  );
  expect(output.said).toContain('The first has no `github_repository`: GitHub answers "no artifacts found"');
  const named = createFakeOutput();
  showDryRun(named, { ...dryRun, hasRepository: true }, false);
  expect(named.said).not.toContain("github_repository");
  expect(output.printed).toBe('POST https://api.github.com/orgs/octo-org\n{\n  "name": "libfoo"\n}\n');

  showDryRun(output, dryRun, true);
  expect(output.json).toEqual({
    result: "dry-run",
    records: 1288,
    to_send: 285,
    to_look_up: 3,
    stored_before: 1000,
    repeated: 2,
    superseded: 1,
    other_shard: 5,
    invalid: 4,
    plan_file: "left.ndjson",
    first_request: request,
  });
});

test("a dry run without a plan file speaks of none, whatever only the journal can look up", () => {
  const output = createFakeOutput();
  const dryRun = {
    planned,
    outlook,
    perMinute: 0,
    request: undefined,
    hasRepository: false,
    planFile: undefined,
    leftOut: 1,
  };
  showDryRun(output, dryRun, false);
  expect(output.said).toMatch(/ {4}4 {2}invalid: skipped\nNothing was sent\.\n$/);
});

test("progress says how far it is, what failed, its pace, what is left, and the limit", () => {
  const tally = { ...createTally(100), stored: 50, refused: 3, failed: 2, unknown: 1 };
  const of = (github: { shutUntil: number | undefined; remaining: number | undefined }) =>
    describeProgress({ tally, total: 2000, github }, 60_000);
  expect(of({ shutUntil: undefined, remaining: 4100 })).toBe(
    "156 / 2,000 · 3 refused · 2 failed · 1 unknown · 56 a minute · 32 min 56 s left · limit: 4,100 left",
  );
  const noon = new Date();
  noon.setHours(12, 0, 0, 0);
  expect(of({ shutUntil: noon.getTime(), remaining: undefined })).toBe(
    "156 / 2,000 · 3 refused · 2 failed · 1 unknown · rate limit until 12:00:00",
  );
});
