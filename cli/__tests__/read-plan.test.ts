import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Reading, readPlan } from "../src/input/read-plan.ts";
import { isInShard } from "../src/input/read-shard.ts";
import { createChecker } from "../src/plan/checker.ts";
import { createKeys } from "../src/plan/keys.ts";
import type { PlannedRecord } from "../src/plan/record.ts";
import { toKey } from "../src/plan/to-key.ts";
import { sendable } from "./support/fake-world.ts";
import { digestOf } from "./support/run-command.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-plan-"));
});
afterEach(() => rm(folder, { recursive: true }));

const checker = createChecker("https://api.github.com");
const rejectedPath = () => join(folder, "r.rejected.ndjson");

type More = Partial<Omit<Parameters<typeof readPlan>[1], "checker" | "keys" | "paths">>;

function read(content: string | object[], more: More = {}): Promise<Reading> {
  const text = typeof content === "string" ? content : content.map((one) => `${JSON.stringify(one)}\n`).join("");
  async function* chunks() {
    yield Buffer.from(text);
  }
  return readPlan(
    { name: "r.ndjson", chunks: chunks(), async [Symbol.asyncDispose]() {} },
    {
      checker,
      defaults: {},
      keys: createKeys(),
      paths: { journal: join(folder, "r.journal.ndjson"), rejected: rejectedPath() },
      ...more,
    },
  );
}

async function planOf(content: string | object[], more: More = {}): Promise<PlannedRecord[]> {
  await using reading = await read(content, more);
  if (!reading.plan) throw reading.stop;
  const records: PlannedRecord[] = [];
  for await (const batch of reading.plan.records()) records.push(...batch);
  return records;
}

const recordOf = async (given: object, defaults = {}) => (await planOf([given], { defaults }))[0]?.record;

async function problemsOf(content: string | object[], more: More = {}) {
  await using reading = await read(content, more);
  return reading.problems;
}

const rejected = () =>
  readFileSync(rejectedPath(), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("each line is a record of the plan, with its line, and in the order of the input", async () => {
  const text = `\n${JSON.stringify(sendable(1))}\n\n${JSON.stringify(sendable(2))}`;
  expect(await planOf(text)).toEqual([
    { line: 2, key: toKey(sendable(1)), record: sendable(1) },
    { line: 4, key: toKey(sendable(2)), record: sendable(2) },
  ]);
});

test("what was read, in numbers, with a hash of its bytes and the first record", async () => {
  const again = [sendable(1), sendable(2), { ...sendable(1), status: "active" }, { ...sendable(2), status: "eol" }];
  await using reading = await read(again);
  const { what, lines, invalid, otherShard, hash, first, plan } = reading;
  const { distinct, repeated, superseded } = plan ?? {};
  expect({ what, lines, invalid, otherShard, first, distinct, repeated, superseded }).toEqual({
    what: "NDJSON",
    lines: 4,
    invalid: 0,
    otherShard: 0,
    first: sendable(1),
    distinct: 2,
    repeated: 1,
    superseded: 1,
  });
  expect(`sha256:${hash}`).toBe(digestOf(again.map((one) => `${JSON.stringify(one)}\n`).join("")));
});

test("a line's own member comes first, then its image's, then --set, then the image's tag", async () => {
  const image = `ghcr.io/octo-org/app:1.2@${digestOf("1")}`;
  const defaults = { org: "octo-org", name: "set", registry_url: "https://set.example", status: "eol" };
  const ofImage = { name: "ghcr.io/octo-org/app", registry_url: "https://ghcr.io", digest: digestOf("1") };
  const base = { org: "octo-org", status: "eol" };
  expect(await recordOf({ image }, defaults)).toEqual({ ...base, ...ofImage, version: "1.2" });
  expect(await recordOf({ image }, { ...defaults, version: "set" })).toEqual({ ...base, ...ofImage, version: "set" });
  expect(await recordOf({ image, name: "own", version: "own", status: null }, defaults)).toEqual({
    ...base,
    ...ofImage,
    name: "own",
    version: "own",
  });
  expect(await recordOf({ image: image.replace("1.2", "latest") }, defaults)).toEqual({ ...base, ...ofImage });
  expect(await recordOf({ image, digest: digestOf("1") }, defaults)).toMatchObject(ofImage);
});

test("a digest that is not the image's, and an image that cannot be read, make a line invalid", async () => {
  const image = `ghcr.io/octo-org/app@${digestOf("1")}`;
  const defaults = { org: "octo-org" };
  expect(await problemsOf([{ image, digest: digestOf("2") }], { defaults })).toEqual([
    { message: "digest is not the one in image. Leave out the wrong one.", lines: [1], count: 1 },
  ]);
  const [problem] = await problemsOf([{ image: "ghcr.io/octo-org/app:1.2" }], { defaults });
  expect(problem?.message).toContain("has no digest");
});

test("names that begin with _ are ignored, and _since is kept for the look-up", async () => {
  const _since = "2026-01-31T12:00:00Z";
  expect(await planOf([{ ...sendable(1), _since, _line: 7, _: {} }])).toEqual([
    { line: 1, key: toKey(sendable(1)), record: sendable(1), since: "2026-01-31T12:00:00.000Z" },
  ]);
});

test.each(["yesterday", "2026-01-31", "2026-13-31T12:00:00Z", "2026-01-31 12:00:00", 1_769_860_800, ""])(
  "%j is no _since",
  async (_since) => {
    expect(await problemsOf([{ ...sendable(1), _since }])).toEqual([
      { message: "_since must be a time such as 2026-01-31T12:00:00Z, or be left out.", lines: [1], count: 1 },
    ]);
  },
);

test("return_records is checked and not sent, nor is a record another because of it", async () => {
  expect(await planOf([{ ...sendable(1), return_records: false }])).toEqual([
    { line: 1, key: toKey(sendable(1)), record: sendable(1) },
  ]);
  const [problem] = await problemsOf([{ ...sendable(1), return_records: "no" }]);
  expect(problem?.message).toContain("return_records must be a boolean");
});

test("equal problems are counted, with the first of their lines", async () => {
  const { registry_url: _left, ...without } = sendable(1);
  await using reading = await read([sendable(1), ...Array.from({ length: 60 }, () => without)]);
  expect(reading.problems).toEqual([
    {
      message: expect.stringContaining("registry_url is required"),
      lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      count: 60,
    },
  ]);
  expect([reading.invalid, reading.moreProblems]).toEqual([60, 0]);
});

test("of more than 100 kinds of problems the rest is counted", async () => {
  await using reading = await read(Array.from({ length: 130 }, (_, index) => ({ ...sendable(1), digest: `${index}` })));
  expect([reading.problems.length, reading.moreProblems]).toEqual([100, 30]);
});

test("an unknown name is said once for the whole input, with the plugin's advice", async () => {
  const lines = [1, 2, 3].map((number) => ({
    ...sendable(number),
    "Artifact URL": "https://a.example",
    extra: number,
  }));
  expect(await problemsOf(lines)).toEqual([
    { message: '"Artifact URL" is unknown. Write it as `artifact_url`.', lines: [1, 2, 3], count: 3 },
    {
      message: expect.stringMatching(/^"extra" is unknown\. Known names are org, .*, image\.$/),
      lines: [1, 2, 3],
      count: 3,
    },
  ]);
});

test("a name of a parameter that is missing is said once: with that", async () => {
  const { registry_url, ...without } = sendable(1);
  expect((await problemsOf([{ ...without, registryUrl: registry_url }])).map(({ message }) => message)).toEqual([
    "registry_url is required. You gave `registryUrl`. Write it as `registry_url`.",
  ]);
});

test.each(["baseUrl", "headers", "request", "mediaType", "toJSON", "constructor"])(
  "what Octokit or JavaScript would obey is unknown: %s",
  async (name) => {
    const text = JSON.stringify(sendable(1)).replace("{", `{${JSON.stringify(name)}:"x",`);
    const [problem] = await problemsOf(text);
    expect(problem?.message).toContain(name);
  },
);

test("of each value that is missing, the ways out are named", async () => {
  expect((await problemsOf([{}])).map(({ message }) => message)).toEqual([
    "org is required. Give --org, or put org on the line.",
    "name is required. Give --set name=…, or put name on the line.",
    "digest is required. Put digest on the line.",
    "registry_url is required. Give --set registry_url=…, or put registry_url on the line.",
  ]);
});

test("what an image that cannot be read may hold is not called missing", async () => {
  expect((await problemsOf([{ image: "ghcr.io/octo-org/app:1.2" }])).map(({ message }) => message)).toEqual([
    expect.stringContaining("The image has no digest"),
    "org is required. Give --org, or put org on the line.",
  ]);
});

test("spaces, control characters and line breaks are problems of their lines", async () => {
  const [first, second] = await problemsOf([
    { ...sendable(1), version: "1.0\r" },
    { ...sendable(2), path: "a\0" },
  ]);
  expect([first?.message, second?.message]).toEqual([
    "version must not begin or end with a space or a line break. Remove it.",
    expect.stringContaining("U+0000"),
  ]);
});

test("a digest with several versions, and names that are no names, are warned of and planned", async () => {
  const digest = digestOf("1");
  await using reading = await read([
    sendable(1, { digest, version: "1.2" }),
    sendable(2, { digest, version: "1.2" }),
    sendable(3, { digest }),
    sendable(4, { digest, version: "1.2.3" }),
    sendable(5, { name: "ghcr.io/octo-org/app:1.2", version: "1.2" }),
  ]);
  expect(reading.warnings).toEqual([
    { message: expect.stringContaining("GitHub keeps one version of an artifact"), lines: [4], count: 1 },
    { message: expect.stringMatching(/^name ends in a tag\./), lines: [5], count: 1 },
  ]);
  expect(reading.plan?.distinct).toBe(5);
});

test("records of other shards are counted, and not planned", async () => {
  const shard = { index: 2, count: 3 };
  const all = Array.from({ length: 30 }, (_, number) => sendable(number));
  const own = all.filter((record) => isInShard(toKey(record), shard));
  await using reading = await read(all, { shard });
  expect([reading.otherShard, reading.plan?.distinct]).toEqual([30 - own.length, own.length]);
  expect((await planOf(all, { shard })).map(({ record }) => record)).toEqual(own);
});

test("a shard without a record is a plan without one", async () => {
  const key = toKey(sendable(1));
  const index = isInShard(key, { index: 1, count: 2 }) ? 2 : 1;
  expect(await planOf([sendable(1)], { shard: { index, count: 2 } })).toEqual([]);
});

test.each(["", "\n \n"])("an input without a record, %j, is wrong usage unless it may be empty", async (text) => {
  const rejected = (message: string) => ({ end: "usage", message });
  await expect(planOf(text, { allowEmpty: false })).rejects.toMatchObject(
    rejected("r.ndjson holds no record. If it may be empty, add --allow-empty."),
  );
  // Of a command without this flag.
  await expect(planOf(text)).rejects.toMatchObject(rejected("r.ndjson holds no record."));
  expect(await planOf(text, { allowEmpty: true })).toEqual([]);
});

test("invalid lines are wrong usage, and all of them are told", async () => {
  const lines = [{}, sendable(1), { ...sendable(2), digest: "abc" }];
  await using reading = await read(lines, { skipInvalid: false });
  expect(reading.plan).toBeUndefined();
  expect(reading.stop).toMatchObject({
    end: "usage",
    message: "Nothing was sent. Fix these lines, or skip them with --skip-invalid.",
  });
  expect([reading.lines, reading.invalid]).toEqual([3, 2]);
  // Of a command without this flag.
  await using other = await read(lines);
  expect(other.stop?.message).toBe("Nothing was sent. Fix these lines.");
  expect(existsSync(rejectedPath())).toBe(false);
});

test("invalid lines that are skipped are kept, with what is wrong, for their owner alone", async () => {
  await writeFile(rejectedPath(), "of an earlier run", { mode: 0o644 });
  const lines = `${JSON.stringify(sendable(1))}\n{"name":"a"\n${JSON.stringify({ ...sendable(2), digest: "abc", _own: 1 })}\n`;
  expect((await planOf(lines, { skipInvalid: true })).map(({ line }) => line)).toEqual([1]);
  expect(rejected()).toEqual([
    { _text: '{"name":"a"', _line: 2, _problems: [expect.stringMatching(/^is not JSON: /)] },
    { ...sendable(2), digest: "abc", _own: 1, _line: 3, _problems: [expect.stringContaining("digest must be")] },
  ]);
  expect(statSync(rejectedPath()).mode & 0o777).toBe(0o600);
});

test("where nothing is invalid there is no file of rejected lines, not even an earlier run's", async () => {
  await writeFile(rejectedPath(), "of an earlier run");
  await planOf([sendable(1)], { skipInvalid: true });
  expect(await readdir(folder)).toEqual([]);
});

test("a dry run keeps no rejected lines, and leaves an earlier run's", async () => {
  await writeFile(rejectedPath(), "of an earlier run");
  await planOf([sendable(1), {}], { skipInvalid: true, dryRun: true });
  expect(readFileSync(rejectedPath(), "utf8")).toBe("of an earlier run");
});

test("where every line is invalid, skipping them is wrong usage, too, though the input may be empty", async () => {
  await expect(planOf([{}, {}], { skipInvalid: true, allowEmpty: true })).rejects.toMatchObject({
    end: "usage",
    message: "Nothing was sent: every line is invalid.",
  });
});

test("a refused password is not kept, and no mask of it could be stored by mistake", async () => {
  const registry_url = "https://user:s3cret@reg.example.com/";
  const given = { ...sendable(2), registry_url, artifact_url: "https://reg.example.com/@octo-org/libfoo" };
  const broken = `{"url":"https://user:s3cret/@b@reg.example.com/ghcr.io/a@sha256:00`;
  const lines = `${JSON.stringify(sendable(1))}\n${JSON.stringify({ ...given, link: registry_url })}\n${broken}`;
  await planOf(lines, { skipInvalid: true });
  expect(readFileSync(rejectedPath(), "utf8")).not.toContain("s3cret");
  const { registry_url: _left, ...kept } = given;
  expect(rejected()).toEqual([
    { ...kept, link: "https://***@reg.example.com/", _line: 2, _problems: expect.anything() },
    { _text: '{"url":"https://***@reg.example.com/ghcr.io/a@sha256:00', _line: 3, _problems: expect.anything() },
  ]);
});

test("a rejected file that cannot be written is wrong usage", async () => {
  const paths = { journal: join(folder, "j"), rejected: join(folder, "missing", "r") };
  async function* chunks() {
    yield Buffer.from(`${JSON.stringify(sendable(1))}\n{}\n`);
  }
  const source = { name: "r.ndjson", chunks: chunks(), async [Symbol.asyncDispose]() {} };
  const options = { checker, defaults: {}, keys: createKeys(), paths, skipInvalid: true };
  await expect(readPlan(source, options)).rejects.toMatchObject({
    end: "usage",
    message: expect.stringMatching(/^.*\/missing\/r, for lines that are skipped, cannot be written: ENOENT/),
  });
});

test("a reading that cannot go on is wrong usage, though invalid lines are skipped, and leaves no plan behind", async () => {
  const csv = `name,digest,registry_url,org\nlibfoo,${digestOf("1")},https://reg.example.com,octo-org\n12" disk,a,b,c\n`;
  await expect(planOf(csv, { skipInvalid: true })).rejects.toMatchObject({ end: "usage" });
  expect(await readdir(folder)).toEqual([]);
});

test("the plan of a dry run lies in TMPDIR, and any other beside the journal", async () => {
  const paths = { journal: join(folder, "missing", "j"), rejected: "" };
  async function* chunks() {
    yield Buffer.from(JSON.stringify(sendable(1)));
  }
  const source = { name: "r.ndjson", chunks: chunks(), async [Symbol.asyncDispose]() {} };
  const options = { checker, defaults: {}, keys: createKeys(), paths };
  await expect(readPlan(source, options)).rejects.toMatchObject({
    message: expect.stringMatching(
      /cannot be written to .*\/missing: ENOENT.* give --journal a path in another folder\.$/,
    ),
  });
  await using reading = await readPlan(source, { ...options, dryRun: true });
  expect(reading.plan?.distinct).toBe(1);
});
