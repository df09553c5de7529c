import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DIGEST, hexOf, readAll, readFailing, readLinesOf } from "./support/read-all.ts";

const RECORD = { name: "libfoo", digest: DIGEST };
const TEXT = JSON.stringify(RECORD);

test("a record of each line; empty lines count, and give nothing", async () => {
  expect(await readAll(`\n${TEXT}\r\n\n  \t${TEXT}`)).toEqual({
    what: "NDJSON",
    lines: [
      { line: 2, given: RECORD },
      { line: 4, given: RECORD },
    ],
  });
});

test.each([
  ["a mark of UTF-8", `\ufeff${TEXT}\n`],
  ["UTF-16 with a mark", Buffer.from(`\ufeff${TEXT}\n`, "utf16le")],
])("%s", async (_case, content) => {
  expect(await readLinesOf(content)).toEqual([[1, RECORD]]);
});

test("a digest as in-toto writes it", async () => {
  const digest = { sha256: hexOf(DIGEST), sha1: "00036e12b11b034140797f2d060aee62123d66c5" };
  expect(await readLinesOf(JSON.stringify({ ...RECORD, digest }))).toEqual([[1, RECORD]]);
  expect(await readLinesOf(JSON.stringify({ digest: { sha512: "1" } }))).toEqual([[1, { digest: { sha512: "1" } }]]);
});

test("an image is handed on, to be read where it is merged", async () => {
  const given = { image: `ghcr.io/octo-org/app@${DIGEST}`, version: null, _own: 1 };
  expect(await readLinesOf(JSON.stringify(given))).toEqual([[1, given]]);
});

describe("a line that is wrong; the others are read", () => {
  test.each([
    ["no JSON", '{"name"', /^is not JSON: .*\.$/],
    ["cut off", TEXT.slice(0, -1), /^is not JSON: .*\.$/],
    ["an array", "[]", /^is not a JSON object\.$/],
    ["text", '"a"', /^is not a JSON object\.$/],
    ["null", "null", /^is not a JSON object\.$/],
    [
      "bytes that are not UTF-8",
      Buffer.from('{"name":"caf\xe9"}', "latin1"),
      /^is not UTF-8\. Save the file as UTF-8\.$/,
    ],
  ])("%s", async (_case, text, problem) => {
    const content = Buffer.concat([Buffer.from(`${TEXT}\n`), Buffer.from(text), Buffer.from(`\n${TEXT}\n`)]);
    expect(await readLinesOf(content)).toEqual([
      [1, RECORD],
      [2, expect.stringMatching(problem)],
      [3, RECORD],
    ]);
  });

  test("on the first line, where the name says what the lines are", async () => {
    const lines = [
      [1, expect.stringMatching(/^is not JSON/)],
      [2, RECORD],
    ];
    expect(await readLinesOf(`{"name"\n${TEXT}\n`, "r.ndjson")).toEqual(lines);
    expect(await readLinesOf(`oops\n${TEXT}\n`, "r.JSONL")).toEqual(lines);
  });

  test.each([
    ["a key", '{"name":"a","digest":"1","name":"b"}', "name"],
    ["a key with the same value", '{"name":"a","name":"a"}', "name"],
    ["a key with spaces before the colon", '{"name" : "a", "name" : "b"}', "name"],
    ["a key, once escaped", '{"name":"a","n\\u0061me":"b"}', "name"],
    ["a key of an inner object", '{"name":"a","_more":{"b":1,"b":2}}', "b"],
    ["a key of an object in an array", '{"_more":[{"b":1},{"b":1,"b":2}]}', "b"],
    ["a key that JSON.parse treats in its own way", '{"name":"a","__proto__":1,"__proto__":2}', "__proto__"],
  ])("%s is given twice", async (_case, text, key) => {
    expect(await readLinesOf(`${TEXT}\n${text}\n`)).toEqual([
      [1, RECORD],
      [2, `gives "${key}" twice. Remove one.`],
    ]);
  });

  test.each([
    ["the same key of several objects", '{"name":"a","_more":{"name":1},"_list":[{"name":2},{"name":3}]}'],
    ["text that looks like a key", '{"name":"\\"name\\":","digest":"\\": \\":"}'],
  ])("%s is no key given twice", async (_case, text) => {
    expect(await readLinesOf(`${text}\n`)).toEqual([[1, JSON.parse(text)]]);
  });

  test("a text that is kept", async () => {
    expect(await readAll(`${TEXT}\n {"name" \n`)).toMatchObject({ lines: [{}, { text: '{"name"' }] });
  });
});

test("any line of JSON gives what JSON.parse gives, however its texts look", async () => {
  const texts = fc.oneof(fc.constantFrom('"', '":', "\\", "{", " : ", "\u2028"), fc.string({ unit: "binary" }));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(texts, fc.integer(), fc.constant(null), tie("object"), fc.array(tie("any"), { maxLength: 2 })),
    object: fc.dictionary(texts, tie("any"), { maxKeys: 3 }),
  })).object;
  await fc.assert(
    fc.asyncProperty(value, fc.constantFrom(0, 1), async (given, spaces) => {
      const text = JSON.stringify({ name: "a", ...given }, null, spaces).replaceAll("\n", " ");
      expect(await readLinesOf(text, "r.ndjson", { chunk: 100 })).toEqual([[1, JSON.parse(text)]]);
    }),
  );
});

test("the reading ends at a line of more than 1 MiB, before the memory is full", async () => {
  const content = `${TEXT}\n{"name":"${"a".repeat(1024 * 1024)}"}\n`;
  const message = "Line 2 is longer than 1 MiB, which no record is.";
  expect(await readFailing(content, "r.ndjson", { chunk: 64 * 1024 })).toBe(message);
});
