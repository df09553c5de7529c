import { describe, expect, test } from "@jest/globals";
import { DIGEST, hexOf, OTHER, readAll, readFailing, readLinesOf } from "./support/read-all.ts";

const HEX = hexOf(DIGEST);
const SHA1 = HEX.slice(0, 40);
const FILE = "libfoo_1.2.3_linux_amd64.tar.gz";

describe("a file, named as create --file names it", () => {
  test.each([
    ["sha256sum", `${HEX}  ${FILE}`],
    ["sha256sum --binary", `${HEX} *${FILE}`],
    ["sha256sum --tag, BSD", `SHA256 (${FILE}) = ${HEX}`],
    ["OpenSSL", `SHA2-256(${FILE})= ${HEX}`],
    ["one space, as sha256 -r writes it", `${HEX} ${FILE}`],
    ["a tab", `${HEX}\t${FILE}`],
    ["digits in upper case", `${HEX.toUpperCase()}  ${FILE}`],
    ["digits in upper case, BSD", `SHA256 (${FILE}) = ${HEX.toUpperCase()}`],
    ["the algorithm before the digits", `${DIGEST}  ${FILE}`],
    ["a path", `${HEX}  ./dist/linux/${FILE}`],
    ["a path, BSD", `SHA256 (dist/${FILE}) = ${HEX}`],
    ["a path of Windows", `${HEX}  C:\\dist\\linux\\${FILE}`],
    ["a path of Windows in a share", `${HEX} *\\\\server\\dist\\${FILE}`],
    ["a path of Windows from here", `${HEX} *.\\dist\\${FILE}`],
    ["a path of Windows with both separators", `${HEX}  C:\\dist/linux\\${FILE}`],
    ["a path of Windows, BSD", `SHA256 (dist\\${FILE}) = ${HEX}`],
    ["CRLF", `${HEX}  ${FILE}\r`],
    ["a mark of UTF-8", `\ufeff${HEX}  ${FILE}`],
  ])("%s", async (_case, line) => {
    expect(await readAll(`${line}\n`)).toEqual({
      what: "a list of checksums",
      lines: [{ line: 1, given: { name: FILE, digest: DIGEST } }],
    });
  });

  test("names with spaces, parentheses, and escaped backslashes", async () => {
    const content = `${HEX}  lib foo (1).zip\nSHA256 (lib foo (1).zip) = ${HEX}\n\\${HEX}  dist/a\\\\b\n\\SHA256 (a\\\\b) = ${HEX}\n${HEX}  dist/a\\b\n`;
    expect((await readLinesOf(content)).map(([, given]) => Object(given).name)).toEqual([
      "lib foo (1).zip",
      "lib foo (1).zip",
      "a\\b",
      "a\\b",
      "a\\b",
    ]);
  });

  test("comments and empty lines count, and give nothing", async () => {
    expect(await readLinesOf(`# ours\n\n${HEX}  a.zip\n  \n#\n${hexOf(OTHER)}  b.zip`)).toEqual([
      [3, { name: "a.zip", digest: DIGEST }],
      [6, { name: "b.zip", digest: OTHER }],
    ]);
  });
});

describe("an image, as GoReleaser lists it, named as create --image names it", () => {
  test.each([
    ["with its registry", "ghcr.io/octo-org/libfoo:1.2.3"],
    ["of Docker Hub", "octo-org/libfoo:1.2.3"],
    ["of Docker Hub's library", "alpine:3.20"],
    ["in a registry with a port", "reg.example.com:5000/libfoo:latest"],
  ])("%s", async (_case, name) => {
    expect(await readLinesOf(`${HEX}  ${name}\n`, "digests.txt")).toEqual([[1, { image: `${name}@${DIGEST}` }]]);
  });

  test("that has a digest already, which may be another", async () => {
    const image = `ghcr.io/octo-org/libfoo:1@${OTHER}`;
    expect(await readLinesOf(`${HEX}  ${image}\n`)).toEqual([[1, { image, digest: DIGEST }]]);
  });

  test.each([
    ["a port is no tag", "reg.example.com:5000/libfoo", "libfoo"],
    ["a colon in a folder is no tag", "a:b/libfoo.zip", "libfoo.zip"],
    ["what is no tag", "lib foo:1.zip", "lib foo:1.zip"],
  ])("%s: it is a file", async (_case, path, name) => {
    expect(await readLinesOf(`${HEX}  ${path}\n`)).toEqual([[1, { name, digest: DIGEST }]]);
  });
});

describe("digests without names", () => {
  test.each([
    ["digits alone", `${HEX}\n${hexOf(OTHER)}\n`],
    ["digests", `${DIGEST}\n${OTHER}`],
    ["what sha256sum calls its stdin", `${HEX}  -\n${hexOf(OTHER)}  -\n`],
  ])("%s", async (_case, content) => {
    expect(await readAll(content)).toEqual({
      what: "a list of checksums",
      lines: [
        { line: 1, given: { digest: DIGEST } },
        { line: 2, given: { digest: OTHER } },
      ],
    });
  });

  test.each([
    ["Maven's, without a line feed", "libfoo-1.2.3.jar.sha256", HEX],
    ["in a folder", "target/libfoo-1.2.3.jar.SHA256", `${HEX}\n`],
    ["sha256sum's", "libfoo-1.2.3.jar.sha256sum", `${HEX}\n`],
    ["below a comment", "libfoo-1.2.3.jar.sha256", `# 1\n\n${HEX}\n`],
  ])("a single one, named by its file: %s", async (_case, name, content) => {
    const { lines } = await readAll(content, name);
    expect(lines).toMatchObject([{ given: { name: "libfoo-1.2.3.jar", digest: DIGEST } }]);
  });

  test("not of several, of a file of another name, or where the line has a name", async () => {
    const given = { digest: DIGEST };
    expect(await readLinesOf(`${HEX}\n${HEX}\n`, "a.jar.sha256")).toEqual([
      [1, given],
      [2, given],
    ]);
    expect(await readLinesOf(HEX, "digests.txt")).toEqual([[1, given]]);
    expect(await readLinesOf(`${HEX}  b.jar`, "a.jar.sha256")).toEqual([[1, { name: "b.jar", digest: DIGEST }]]);
  });
});

describe("a line that is wrong; the others are read", () => {
  test.each([
    [
      "SHA-1",
      `${SHA1}  a`,
      "is a checksum by SHA-1; GitHub takes SHA-256 alone. Write the list anew, with sha256sum FILE…",
    ],
    [
      "SHA-512, BSD",
      `SHA512 (a) = ${HEX}${HEX}`,
      "is a checksum by SHA-512; GitHub takes SHA-256 alone. Write the list anew, with sha256sum FILE…",
    ],
    ["too few digits", `SHA256 (a) = ${SHA1}`, "has 40 hexadecimal digits; SHA-256 has 64."],
    ["a digit missing", `${HEX.slice(1)}  a`, "is not a checksum. Write it as sha256sum does: HEX  NAME"],
    ["text", "see above", "is not a checksum. Write it as sha256sum does: HEX  NAME"],
    ["a name with a line break", `\\${HEX}  a\\nb`, "is of a file whose name contains a line break. Rename the file."],
    [
      "a name with a carriage return",
      `\\${HEX}  a\\rb`,
      "is of a file whose name contains a line break. Rename the file.",
    ],
  ])("%s", async (_case, text, problem) => {
    const { lines } = await readAll(`${HEX}  a.zip\n${text}\n${HEX}  b.zip\n`);
    expect(lines).toEqual([
      { line: 1, given: { name: "a.zip", digest: DIGEST } },
      { line: 2, problem, text },
      { line: 3, given: { name: "b.zip", digest: DIGEST } },
    ]);
  });
});

describe("a list by another algorithm is refused by name", () => {
  test.each([
    ["MD5", `${HEX.slice(0, 32)}  a`],
    ["SHA-1", `${SHA1}  a`],
    ["SHA-224", `${HEX.slice(0, 56)}  a`],
    ["SHA-384", `${HEX}${HEX.slice(0, 32)}  a`],
    ["SHA-512", `${HEX}${HEX}  a`],
    ["SHA-512", `SHA512 (a) = ${HEX}${HEX}`],
    ["SHA-1", `SHA1 (a) = ${SHA1}`],
    ["SHA-1", SHA1],
    ["BLAKE2b", `BLAKE2b (a) = ${HEX}${HEX}`],
  ])("%s: %s", async (algorithm, line) => {
    expect(await readFailing(`${line}\n`, "SUMS")).toBe(
      `SUMS looks like a list of checksums by ${algorithm}, and GitHub takes SHA-256 alone. Write the list anew, with sha256sum FILE…`,
    );
  });
});
