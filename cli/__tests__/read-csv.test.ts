import { describe, expect, test } from "@jest/globals";
import { DIGEST, OTHER, readAll, readFailing, readLinesOf } from "./support/read-all.ts";

const BOM = "\ufeff";
const ROW = `libfoo,${DIGEST}`;
const GIVEN = { name: "libfoo", digest: DIGEST };

describe("what is read", () => {
  test.each([
    ["commas", `name,digest\n${ROW}\n`],
    ["semicolons, as German Excel writes them", `name;digest\r\nlibfoo;${DIGEST}\r\n`],
    ["tabs", `name\tdigest\nlibfoo\t${DIGEST}\n`],
    ["quotes around all", `"name","digest"\n"libfoo","${DIGEST}"\n`],
    ["no line feed at the end", `name,digest\n${ROW}`],
    ["a mark of UTF-8", `${BOM}name,digest\n${ROW}\n`],
    ["a mark of UTF-8 before a quote", `${BOM}"name","digest"\n${ROW}\n`],
    ["UTF-16, little-endian, as PowerShell writes it", Buffer.from(`${BOM}name,digest\n${ROW}\n`, "utf16le")],
    ["UTF-16, big-endian", Buffer.from(`${BOM}name,digest\n${ROW}\n`, "utf16le").swap16()],
    ["a header in LF above rows in CRLF", `name,digest\n${ROW}\r\n`],
    ["a header in CRLF above rows in LF", `name,digest\r\n${ROW}\n`],
    ["spaces around the names", `name , digest\n${ROW}\n`],
    ["an empty column at the end", `name,digest,\n${ROW},\n`],
    ["two empty columns", `name,,digest,\nlibfoo,,${DIGEST},\n`],
    ["delimiters in a quoted name", `name,digest,"_a;b;c;d"\n${ROW},\n`],
    ["an empty column between", `name,,digest\nlibfoo,,${DIGEST}\n`],
    ["empty cells beyond the header", `name,digest\n${ROW},,\n`],
    ["a column without a value", `name,version,digest\nlibfoo,,${DIGEST}\n`],
  ])("%s", async (_case, content) => {
    expect(await readAll(content)).toEqual({ what: "CSV", lines: [{ line: 2, given: GIVEN }] });
  });

  test.each([
    ["sep=; is obeyed, whatever the header has", `sep=;\r\nname;digest\r\nlibfoo;${DIGEST}\r\n`],
    ["a character that nobody would guess", `sep=|\nname|digest\nlibfoo|${DIGEST}\n`],
    ["quoted", `"sep=,"\nname,digest\n${ROW}\n`],
    ["#TYPE is skipped", `#TYPE System.Management.Automation.PSCustomObject\r\n"name","digest"\r\n${ROW}\r\n`],
    ["an empty line above the header", `\nname;digest\nlibfoo;${DIGEST}\n`],
    ["a row of empty cells", `name,digest\n,\n${ROW}\n,\n,,,\n`],
  ])("a line above, which counts: %s", async (_case, content) => {
    expect(await readAll(content)).toEqual({ what: "CSV", lines: [{ line: 3, given: GIVEN }] });
  });

  test("sep= decides even where the header has more of another", async () => {
    expect(await readLinesOf("sep=;\nname;a,b,c\nlibfoo;x,y\n")).toEqual([[3, { name: "libfoo", "a,b,c": "x,y" }]]);
  });

  test("quotes, delimiters and line breaks in a cell, and the lines after it", async () => {
    const content = `name,path\n"lib, ""foo""","a\r\nb"\n\nlibbar,"c\n\nd"\nlibbaz,e\n`;
    expect(await readLinesOf(content)).toEqual([
      [2, { name: 'lib, "foo"', path: "a\r\nb" }],
      [5, { name: "libbar", path: "c\n\nd" }],
      [8, { name: "libbaz", path: "e" }],
    ]);
  });

  test("values as they are, to be checked: spaces, a NUL; a boolean", async () => {
    expect(await readLinesOf("name,version,return_records\n libfoo ,l\0b,FALSE\nx,y,yes\nx,y,True\n")).toEqual([
      [2, { name: " libfoo ", version: "l\0b", return_records: false }],
      [3, { name: "x", version: "y", return_records: "yes" }],
      [4, { name: "x", version: "y", return_records: true }],
    ]);
  });

  test("columns of any name, to be checked; one with images is known as a header", async () => {
    expect(await readLinesOf(`Image Digest,image\n1,ghcr.io/o/i@${DIGEST}\n`)).toEqual([
      [2, { "Image Digest": "1", image: `ghcr.io/o/i@${DIGEST}` }],
    ]);
  });

  test("a header alone has no lines", async () => {
    expect(await readAll("name,digest\n", "r.csv")).toEqual({ what: "CSV", lines: [] });
  });

  test("a column alone", async () => {
    expect(await readAll(`digest\n${DIGEST}\n${OTHER}\n`)).toEqual({
      what: "CSV",
      lines: [
        { line: 2, given: { digest: DIGEST } },
        { line: 3, given: { digest: OTHER } },
      ],
    });
  });
});

describe("a line that is wrong; the others are read", () => {
  test.each([
    ["too many cells", `${ROW},x`, "has 3 cells, but the header has 2. Put quotes around cells that contain commas."],
    ["too few cells", "libbar", "has 1 cell, but the header has 2. Leave a cell empty where there is no value."],
    ["a comment", "# old ones", "has 1 cell, but the header has 2. Remove the line: CSV has no comments."],
    ["bytes that are not UTF-8", Buffer.from("caf\xe9,1", "latin1"), "is not UTF-8. Save the file as UTF-8."],
  ])("%s", async (_case, row, problem) => {
    const content = Buffer.concat([Buffer.from("name,digest\n"), Buffer.from(row), Buffer.from(`\n${ROW}\n`)]);
    expect(await readLinesOf(content)).toEqual([
      [2, problem],
      [3, GIVEN],
    ]);
  });

  test("bytes that are not UTF-8, in another line of the same row than its first", async () => {
    const content = Buffer.from(`name,path\n"a\nb\xe9","c\n"\nlibbar,d\n`, "latin1");
    expect(await readLinesOf(content)).toEqual([
      [2, "is not UTF-8. Save the file as UTF-8."],
      [5, { name: "libbar", path: "d" }],
    ]);
  });

  test("a cell in a column without a name", async () => {
    expect(await readLinesOf("name,,digest\nlibfoo,x,1\n")).toEqual([
      [2, "has a cell in column 2, which has no name in the header. Name it, or empty the cell."],
    ]);
  });

  test("what else could separate the cells is named as it is", async () => {
    expect(await readLinesOf("name;digest\na;b;c\n")).toEqual([
      [2, "has 3 cells, but the header has 2. Put quotes around cells that contain semicolons."],
    ]);
  });

  test("its text is kept", async () => {
    const { lines } = await readAll("name;digest\na;b;c\nd\n");
    expect(lines).toMatchObject([{ text: "a;b;c" }, { text: "d" }]);
  });
});

describe("the reading ends", () => {
  test.each([
    [
      "no header",
      `${ROW}\n`,
      `Line 1: the first line must hold the names of the columns, such as name,digest,registry_url; it holds "libfoo", "${DIGEST}".`,
    ],
    [
      "a quoted digest alone",
      `"${DIGEST}"\n`,
      `Line 1: the first line must hold the names of the columns, such as name,digest,registry_url; it holds "${DIGEST}".`,
    ],
    [
      "a column that appears twice",
      "name,digest,name\n",
      'The header, line 1: the column "name" appears twice. Remove one.',
    ],
    [
      "an old Mac's lines",
      "name,digest\rlibfoo,1\r",
      "Line 1: lines end in carriage returns alone, as on old Macs. Save the file with line feeds.",
    ],
    [
      "a stray quote",
      `name,digest\n${ROW}\n12" disk,1\n`,
      'Line 3: cell 1 has a quote in it. Put quotes around the whole cell, and double the one within: "12"" disk".',
    ],
    [
      "a quote that stays open, which is said where it opens",
      `name,digest\n"a\nb",1\n"libfoo,1\nlibbar,2\n`,
      "Line 4: a quote opens in cell 1, and is not closed. Close it, and double quotes within.",
    ],
    [
      "a quote that stays open until another opens",
      `name,digest\n${ROW}\nlibbar,"1\n"libbaz",2\n`,
      "Line 3: a quote opens in cell 2, and closes where the cell does not end. Close it at the end of the cell, and double quotes within.",
    ],
  ])("%s", async (_case, content, message) => {
    expect(await readFailing(content, "r.csv")).toBe(message);
  });

  test("after 1 MiB of an open quote, not at the end of the input", async () => {
    let read = 0;
    async function* endless() {
      yield Buffer.from('name,digest\n"libfoo,1\n');
      const chunk = Buffer.from("libbar,2\n".repeat(8192));
      while (read < 8 * 1024 * 1024) {
        read += chunk.length;
        yield chunk;
      }
    }
    const { readInput } = await import("../src/input/read-input.ts");
    const { lines } = await readInput(endless(), { name: "r.csv" });
    await expect(async () => {
      for await (const _batch of lines);
    }).rejects.toThrow("Line 2: a quote opens in cell 1, and is not closed.");
    expect(read).toBeLessThan(1.5 * 1024 * 1024);
  });

  test("a line of more than 1 MiB", async () => {
    const content = `name,digest\n${"a".repeat(1024 * 1024 + 1)}\n`;
    expect(await readFailing(content, "r.csv", { chunk: 65536 })).toBe(
      "Line 2 is longer than 1 MiB, which no record is.",
    );
  });
});
