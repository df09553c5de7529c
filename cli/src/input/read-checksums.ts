import { basename, win32 } from "node:path";
import type { Line } from "./line.ts";
import { readLines } from "./read-lines.ts";

export interface Checksum {
  /** Such as `SHA-256`. */
  algorithm: string;
  /** In lower case. */
  hex: string;
  name: string | undefined;
}

/** `HEX`, `HEX  NAME`, `HEX *NAME`; after `\`, the name is escaped. Also with `sha256:` before the digits. */
const GNU = /^(\\?)(?:sha256:)?([0-9a-f]{32,128})(?: [ *](.+)|\s+(.+))?$/i;
/** `SHA256 (NAME) = HEX`; OpenSSL writes `SHA2-256(NAME)= HEX`. */
const BSD = /^(\\?)([A-Z][\w/-]*) ?\((.+)\) ?= ?([0-9a-f]+)$/i;
const ALGORITHMS: Record<number, string> = {
  32: "MD5",
  40: "SHA-1",
  56: "SHA-224",
  64: "SHA-256",
  96: "SHA-384",
  128: "SHA-512",
};

/** A tag after the last slash. */
const IMAGE = /^\S+:\w[\w.-]*$/;
const IMAGE_WITH_DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Reads a list of checksums. If it is a single one without a name, it is that of `file`. */
export const readChecksums = (chunks: AsyncIterable<Buffer>, file?: string): AsyncGenerator<Line[]> =>
  readLines(chunks, (text, line) => {
    if (text.startsWith("#")) return undefined;
    const checksum = readChecksum(text);
    const problem = checksum ? findProblem(checksum) : "is not a checksum. Write it as sha256sum does: HEX  NAME";
    if (!checksum || problem) return { line, problem: `${problem}`, text };
    const { hex, name = file } = checksum;
    const digest = `sha256:${hex}`;
    // `sha256sum` calls its own input so.
    if (name === undefined || name === "-") return { line, given: { digest } };
    if (IMAGE_WITH_DIGEST.test(name)) return { line, given: { image: name, digest } };
    if (IMAGE.test(name)) return { line, given: { image: `${name}@${digest}` } };
    return { line, given: { name: basename(name), digest } };
  });

/** What a line of a list of checksums says; undefined where it is none. */
export function readChecksum(text: string): Checksum | undefined {
  const [, mark, digits = "", name, spaced] = GNU.exec(text) ?? [];
  const algorithm = ALGORITHMS[digits.length];
  if (algorithm) return { algorithm, hex: digits.toLowerCase(), name: readName(name ?? spaced, mark) };
  const [, bsdMark, label, bsdName, bsdDigits] = BSD.exec(text) ?? [];
  if (label === undefined || bsdDigits === undefined) return undefined;
  return {
    algorithm: label.replace(/^SHA(?:2-)?(\d+)$/i, "SHA-$1"),
    hex: bsdDigits.toLowerCase(),
    name: readName(bsdName, bsdMark),
  };
}

const ESCAPED: Record<string, string> = { "\\\\": "\\", "\\n": "\n", "\\r": "\r" };

/** `C:\dist\a.zip`, `dist\a.zip`: on Linux a `\` may be of a file's name, but then `sha256sum` marks the line. */
const WINDOWS_PATH = /^(?:[a-z]:.*\\|[^/]*\\[^/]*$)/i;

function readName(name: string | undefined, mark: string | undefined): string | undefined {
  if (mark) return name?.replace(/\\[\\nr]/g, (two) => ESCAPED[two] ?? two);
  return name !== undefined && WINDOWS_PATH.test(name) ? win32.basename(name) : name;
}

function findProblem({ algorithm, hex, name }: Checksum): string | undefined {
  if (algorithm !== "SHA-256") return `is a checksum by ${algorithm}; GitHub takes SHA-256 alone. ${ANEW}`;
  if (hex.length !== 64) return `has ${hex.length} hexadecimal digits; SHA-256 has 64.`;
  if (name && /[\n\r]/.test(name)) return "is of a file whose name contains a line break. Rename the file.";
  return undefined;
}

export const ANEW = "Write the list anew, with sha256sum FILE…";
