import { describe, expect, test } from "@jest/globals";
import { readInput } from "../src/input/read-input.ts";
import { DIGEST, hexOf, OTHER, readAll, readFailing, readLinesOf } from "./support/read-all.ts";

const RECORD = { name: "libfoo", digest: DIGEST };
const TEXT = JSON.stringify(RECORD);
const PRETTY = JSON.stringify(RECORD, null, 2);
const HEX = hexOf(DIGEST);
const TABLE = `name,digest\nlibfoo,${DIGEST}\n`;

describe("the content decides, whatever the name", () => {
  test.each([
    ["NDJSON", TEXT, "r.csv"],
    ["NDJSON", `${TEXT}\n${TEXT}\n`, "r.json"],
    ["NDJSON", `\n${TEXT}\n`, "stdin"],
    ["JSON", `[${TEXT}]`, "r.ndjson"],
    ["JSON", `[${TEXT},\n${TEXT}]`, "r.ndjson"],
    ["JSON", `${PRETTY}\n${PRETTY}\n`, "r.ndjson"],
    ["JSON", PRETTY, "stdin"],
    ["CSV", TABLE, "r.json"],
    ["CSV", TABLE, "stdin"],
    ["CSV", "Name;Digest\na;b\n", "r.txt"],
    ["CSV", `digest\n${DIGEST}\n`, "r"],
    ["CSV", `image\nghcr.io/o/app@${DIGEST}\n`, "r"],
    ["a list of checksums", `${HEX}  libfoo.zip\n`, "r.csv"],
    ["a list of checksums", `${HEX}  libfoo.zip\n`, "SHA256SUMS"],
    ["a list of images", `ghcr.io/o/app@${DIGEST}\n`, "r.csv"],
    ["an empty file", "", "r.csv"],
    ["an empty file", "\ufeff\r\n \n", "r.ndjson"],
  ])("%s: %j in %s", async (what, content, name) => {
    expect((await readAll(content, name)).what).toBe(what);
  });
});

describe("the name decides where the content leaves it open", () => {
  test.each([
    ["NDJSON", '{"name"\n{}\n', "r.ndjson"],
    ["NDJSON", '{"name"\n{}\n', "r.jsonl"],
    ["NDJSON", "oops\n", "r.ndjson"],
  ])("%s: %j in %s", async (what, content, name) => {
    expect((await readAll(content, name)).what).toBe(what);
  });

  test.each([
    ["JSON", '{"name"\n{}\n', "r.json", "Line 2 is not JSON"],
    ["JSON", "oops\n", "r.json", "Line 1 is not JSON"],
    ["CSV", "Owner,Team\n", "r.csv", "the first line must hold the names"],
    ["CSV", "Owner\tTeam\n", "r.tsv", "the first line must hold the names"],
  ])("%s: %j in %s", async (_what, content, name, message) => {
    expect(await readFailing(content, name)).toContain(message);
  });
});

describe("--format decides where it is given", () => {
  test.each([
    [
      "ndjson",
      `[${TEXT}]\n${TEXT}\n`,
      "NDJSON",
      [
        [1, "is not a JSON object."],
        [2, RECORD],
      ],
    ],
    [
      "json",
      `${TEXT}\n${TEXT}\n`,
      "JSON",
      [
        [1, RECORD],
        [2, RECORD],
      ],
    ],
    ["csv", `${HEX} version\n1\n`, "CSV", undefined],
    ["csv", "_a\n1\n", "CSV", [[2, { _a: "1" }]]],
    ["checksums", "oops\n", "a list of checksums", [[1, expect.stringContaining("is not a checksum")]]],
    ["images", `${HEX}\n`, "a list of images", [[1, { image: HEX }]]],
  ] as const)("%s: %j", async (format, content, what, lines) => {
    if (lines === undefined) expect(await readFailing(content, "r", { format })).toContain("the first line must hold");
    else {
      expect((await readAll(content, "r", { format })).what).toBe(what);
      expect(await readLinesOf(content, "r", { format })).toEqual(lines);
    }
  });
});

test("what is unknown: the beginning of the input, what is read, and where the recipes are", async () => {
  expect(await readFailing(`see ${"a".repeat(100)}\n`, "notes.txt")).toBe(
    `notes.txt begins with "see ${"a".repeat(56)}", and so is none of what can be read: NDJSON, JSON, CSV, ` +
      "a list of checksums as sha256sum writes it, a list of images as REF@sha256:HEX. If it is one of these, say which " +
      "with --format. For much else there is a recipe: " +
      "https://github.com/OWNER/octokit-plugin-artifact-storage/blob/main/docs/recipes.md",
  );
});

test("JSON of other objects: said once, with the names that a record has", async () => {
  const message =
    'r.json is JSON, but not of records: its first object has "service", "port", and a record has org, name, digest, ' +
    "registry_url, version, artifact_url, path, repository, status, github_repository, return_records, image. ";
  for (const format of [undefined, "json"] as const) {
    expect(await readFailing('[{"service":"a","port":1},{}]', "r.json", { format })).toContain(message);
  }
  expect(await readFailing('{"service":"a","port":1}\n{}\n', "r.json")).toContain(message);
  // A long one, of which only the beginning is known.
  expect(await readFailing(`{"service":"a","port":[${"1,".repeat(40_000)}`, "r.json", { chunk: 1024 })).toContain(
    message,
  );
});

test.each([
  ["a name written otherwise", { registryUrl: "https://reg.example.com" }],
  ["one's own names", { _line: 1 }],
  ["none", {}],
])("%s is left to the check of the line", async (_case, given) => {
  expect(await readLinesOf(JSON.stringify(given))).toEqual([[1, given]]);
});

describe("UTF-16", () => {
  test.each([
    ["little-endian", (text: string) => Buffer.from(text, "utf16le")],
    ["big-endian", (text: string) => Buffer.from(text, "utf16le").swap16()],
  ])("%s, without a mark", async (_case, encode) => {
    expect(await readFailing(encode(TABLE))).toBe(
      "The input looks like UTF-16, but does not begin with a byte order mark. Save it as UTF-8.",
    );
  });

  test("characters of two units, cut anywhere", async () => {
    const content = Buffer.from('\ufeff{"name":"😀é"}\n', "utf16le");
    for (const chunk of [1, 2, 3, 5])
      expect(await readLinesOf(content, "r", { chunk })).toEqual([[1, { name: "😀é" }]]);
  });

  test.each([
    ["half a character", "\ufeffname\na\nb\ud83dc\n", 3],
    ["half a unit at the end", Buffer.concat([Buffer.from("\ufeffname\na\n", "utf16le"), Buffer.from([0x61])]), 3],
  ])("that is broken ends the reading: %s", async (_case, content, line) => {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf16le") : content;
    expect(await readFailing(bytes)).toBe(`The input is not valid UTF-16, on or after line ${line}. Save it as UTF-8.`);
  });
});

test("an input of fewer bytes than a mark has", async () => {
  expect(await readLinesOf("[]")).toEqual([]);
  expect(await readLinesOf("{}")).toEqual([[1, {}]]);
});

test("the source is closed at the end, where the reading ends, and where nothing of it is read", async () => {
  const closed: string[] = [];
  async function* source(name: string, content: string) {
    try {
      yield Buffer.from(content);
      // More than is looked at before it is read.
      for (let more = 0; more < 4; more += 1) yield Buffer.alloc(64 * 1024, "\n");
    } finally {
      closed.push(name);
    }
  }
  const { lines } = await readInput(source("whole", TEXT), { name: "r" });
  for await (const _batch of lines);
  const broken = await readInput(source("broken", `${TEXT.repeat(2)}}`), { name: "r" });
  await expect(broken.lines.next()).rejects.toThrow("is not JSON");
  await expect(readInput(source("unknown", "oops"), { name: "r" })).rejects.toThrow("is none of what can be read");
  expect(closed).toEqual(["whole", "broken", "unknown"]);
});

test("a failing source fails the reading as it did", async () => {
  const failure = new Error("EIO");
  async function* source() {
    yield Buffer.from(TEXT);
    throw failure;
  }
  await expect(readInput(source(), { name: "r" })).rejects.toBe(failure);
});

test("a first line longer than what is looked at first", async () => {
  const content = `${JSON.stringify({ ...RECORD, path: "a".repeat(100_000) })}\n${TEXT}\n`;
  expect(await readAll(content, "r", { chunk: 16 * 1024 })).toMatchObject({
    what: "NDJSON",
    lines: [{ line: 1 }, { line: 2 }],
  });
});

test("other digests than SHA-256 in a table are left to the check of the line", async () => {
  expect(await readLinesOf(`digest\n${OTHER}\nsha512:1\n`)).toEqual([
    [2, { digest: OTHER }],
    [3, { digest: "sha512:1" }],
  ]);
});
