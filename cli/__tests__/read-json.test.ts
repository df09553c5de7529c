import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readInput } from "../src/input/read-input.ts";
import { DIGEST, hexOf, OTHER, readAll, readFailing, readLinesOf } from "./support/read-all.ts";

const RECORD = { name: "libfoo", digest: DIGEST };
const NEXT = { name: "libbar", digest: OTHER };
const [FIRST, SECOND] = [JSON.stringify(RECORD), JSON.stringify(NEXT)];

describe("what is read, with the line on which each record begins", () => {
  test.each([
    ["an array, a record a line", `[${FIRST},\n${SECOND}]`, [1, 2]],
    ["an array in one line", `[${FIRST},${SECOND}]`, [1, 1]],
    ["a pretty array", JSON.stringify([RECORD, NEXT], null, 2), [2, 6]],
    [
      "pretty objects, one after the other",
      `${JSON.stringify(RECORD, null, 2)}\r\n${JSON.stringify(NEXT, null, 2)}\r\n`,
      [1, 5],
    ],
    ["objects, one right after the other", `{\n${FIRST.slice(1)}${SECOND}`, [1, 2]],
    ["arrays, one after the other, some empty", `[]\n[${FIRST}]\n[]\n[${SECOND}]\n`, [2, 4]],
    ["an array and objects", `[\n${FIRST}\n]\n${SECOND}\n`, [2, 4]],
    ["empty lines above", `\n\n[${FIRST},\n\n${SECOND}]\n\n`, [3, 5]],
  ])("%s", async (_case, content, [first, second]) => {
    expect(await readAll(content)).toEqual({
      what: "JSON",
      lines: [
        { line: first, given: RECORD },
        { line: second, given: NEXT },
      ],
    });
  });

  test("one object, in UTF-16", async () => {
    const content = Buffer.from(`\ufeff${JSON.stringify(RECORD, null, 2)}`, "utf16le");
    expect(await readAll(content)).toEqual({ what: "JSON", lines: [{ line: 1, given: RECORD }] });
  });

  test("an empty array has no lines", async () => {
    expect(await readAll("[ ]\n")).toEqual({ what: "JSON", lines: [] });
  });

  test("a digest as in-toto writes it, and an image", async () => {
    const image = `ghcr.io/octo-org/app@${DIGEST}`;
    expect(await readLinesOf(JSON.stringify([{ digest: { sha256: hexOf(DIGEST) } }, { image }]))).toEqual([
      [1, { digest: DIGEST }],
      [1, { image }],
    ]);
  });

  test("a line may be longer than 1 MiB, unlike a record", async () => {
    const long = JSON.stringify({ ...RECORD, _more: "a".repeat(10_000) });
    const content = `[${Array.from({ length: 110 }, () => long).join(",")}]`;
    expect(content.length).toBeGreaterThan(1024 * 1024);
    expect((await readAll(content, "r.json", { chunk: 64 * 1024 })).lines).toHaveLength(110);
    expect(
      await readFailing(`[${FIRST},\n{"name":"${"a".repeat(1024 * 1024)}"}]`, "r.json", { chunk: 64 * 1024 }),
    ).toBe("What begins on line 2 is longer than 1 MiB, which no record is.");
  });

  test.each([
    ["many values", `"${"a".repeat(1021)}",`.repeat(64)],
    ["one text", "a".repeat(64 * 1024)],
  ])("before the memory is full, however long what begins there is: %s", async (_case, more) => {
    let read = 0;
    async function* endless() {
      yield Buffer.from('{\n"name":"libfoo","_all":["');
      if (more.startsWith('"')) yield Buffer.from('",');
      while (read < 8 * 1024 * 1024) {
        read += more.length;
        yield Buffer.from(more);
      }
    }
    const { lines } = await readInput(endless(), { name: "r.json" });
    await expect(async () => {
      for await (const _batch of lines);
    }).rejects.toThrow("What begins on line 1 is longer than 1 MiB, which no record is.");
    expect(read).toBeLessThan(3 * 1024 * 1024);
  });
});

describe("a record that is wrong; the others are read", () => {
  test.each([
    ["a key given twice", '{"name":"a","digest":"1","digest":"2"}', 'gives "digest" twice. Remove one.'],
    ["a key of an inner object", '{"name":"a","_more":{"b":1,"b":2}}', 'gives "b" twice. Remove one.'],
    ["text", '"a"', "is not a JSON object."],
    ["a number", "-1.5e3", "is not a JSON object."],
    ["an array within", '[{"name":"a"}]', "is not a JSON object."],
    ["null", "null", "is not a JSON object."],
  ])("%s", async (_case, text, problem) => {
    const { lines } = await readAll(`[${FIRST},\n${text},\n${SECOND}]`);
    expect(lines).toEqual([
      { line: 1, given: RECORD },
      { line: 2, problem, text: JSON.stringify(JSON.parse(text)) },
      { line: 3, given: NEXT },
    ]);
  });

  test("the same key of several objects is no key given twice", async () => {
    const records = [{ name: "a", _more: { name: 1 } }, { name: "b" }];
    expect(await readLinesOf(JSON.stringify(records))).toEqual(records.map((given) => [1, given]));
  });
});

describe("the reading ends", () => {
  const unexpected = (line: number, text: string) =>
    `Line ${line} is not JSON: ${text} was not expected there. Nothing after it can be read.`;
  const cutOff = (what: string) => `The JSON ends before ${what} does. The file may have been cut off.`;
  test.each([
    ["no comma between records", `[${FIRST}\n${SECOND}]`, unexpected(2, '"{"')],
    ["a comma after the last record", `[${FIRST},\n]`, unexpected(2, '"]"')],
    ["a comma after an object outside an array", `{\n${FIRST.slice(1)},\n${SECOND}\n`, unexpected(2, '","')],
    ["two commas", `[${FIRST},\n\n,${SECOND}]`, unexpected(3, '","')],
    ["no comma between members", '[{"name":"a"\n"digest":"1"}]', unexpected(2, '"digest"')],
    ["a key without quotes", "[\n{version:1}]", unexpected(2, '"v"')],
    ["single quotes", "{\n'name':1}", unexpected(2, `"'"`)],
    ["a line break in a text", '[\n{"name":"a\nb"}]', unexpected(2, '"\\n"')],
    ["an array closed twice", `[${FIRST}]\n]`, unexpected(2, '"]"')],
    ["another bracket", `[\n{"name":"a"]`, unexpected(2, '"]"')],
    ["a comment", `[${FIRST}] // all`, unexpected(1, '"/"')],
    ["an end within an array", `[${FIRST},`, cutOff("an array, or a value,")],
    ["an end after a record of an array", `[${FIRST}\n`, cutOff("an array, or a value,")],
    ["an end within a record", `[${FIRST},\n{"name":"a"`, cutOff("the record that begins on line 2")],
    ["an end within a text", `[${FIRST},\n{"name":"a`, cutOff("the record that begins on line 2")],
    ["an end within a word after all", `[${FIRST}]\ntru`, cutOff("an array, or a value,")],
    ["an end within a word", `[${FIRST},\ntru`, cutOff("an array, or a value,")],
  ])("%s", async (_case, content, message) => {
    expect(await readFailing(content)).toBe(message);
    expect(await readFailing(content, "r.json", { chunk: 1000 })).toBe(message);
  });

  test("at bytes that are not UTF-8, whole or at the end", async () => {
    const message = "Line 2 is not UTF-8. Save the file as UTF-8.";
    expect(await readFailing(Buffer.from(`[${FIRST},\n{"name":"caf\xe9"}]`, "latin1"))).toBe(message);
    expect(await readFailing(Buffer.from(`[${FIRST},\n{"name":"caf\xe9`, "latin1"))).toBe(message);
  });
});

test("any records, however laid out and cut, are read as JSON.parse reads them", async () => {
  const text = fc.oneof(fc.constantFrom("é", "😀", '"', "\\", "\ud83d", "\u2028"), fc.string({ unit: "binary" }));
  const record = fc.record({ name: text, _more: fc.jsonValue({ maxDepth: 1 }) });
  const layout = fc.constantFrom("pretty array", "array", "concatenated");
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 4 }),
      layout,
      fc.integer({ min: 10, max: 200 }),
      async (records, how, chunk) => {
        const content =
          how === "array"
            ? JSON.stringify(records)
            : how === "pretty array"
              ? JSON.stringify(records, null, "\t")
              : records.map((one) => JSON.stringify(one, null, 1)).join("\n\n");
        const expected: unknown[] = records.map((one) => JSON.parse(Buffer.from(JSON.stringify(one)).toString()));
        const { lines } = await readAll(content, "r.json", { chunk });
        expect(lines.map((line) => "given" in line && line.given)).toEqual(expected);
        const begins = content
          .split("\n")
          .flatMap((one, index) => (/^[[\t]*\{/.test(one) && !/^\t\t|^ /.test(one) ? [index + 1] : []));
        if (how !== "array") expect(lines.map(({ line }) => line)).toEqual(begins);
      },
    ),
  );
});
