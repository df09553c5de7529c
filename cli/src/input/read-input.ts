import { basename } from "node:path";
import { chooseFormat, type Format, findLines } from "./choose-format.ts";
import type { Line } from "./line.ts";
import { readChecksums } from "./read-checksums.ts";
import { readCsv, readLayout } from "./read-csv.ts";
import { readHead } from "./read-head.ts";
import { readImages } from "./read-images.ts";
import { readJson } from "./read-json.ts";
import { readNdjson } from "./read-ndjson.ts";
import { refuseOtherJson } from "./refuse-other-json.ts";
import { toUtf8 } from "./to-utf8.ts";

export interface InputOptions {
  /** As the person named it. */
  name: string;
  /** Decides where it is given; else the content does. */
  format?: Format | undefined;
}

/** What the input was read as, as it follows "Read as", and its lines. They can be read once. */
export interface ReadInput {
  what: string;
  lines: AsyncGenerator<Line[]>;
}

/** Reads records of whatever people have, in the memory of some chunks. Throws wrong usage where it cannot be read on. */
export async function readInput(input: AsyncIterable<Buffer>, { name, format }: InputOptions): Promise<ReadInput> {
  const { bytes, isWhole, chunks, close } = await readHead(toUtf8(input));
  try {
    const text = bytes.toString("utf8");
    const chosen = format ?? chooseFormat(text, name);
    if (!chosen) return { what: "an empty file", lines: readNdjson(chunks) };
    if (chosen === "json" || chosen === "ndjson") refuseOtherJson(bytes, name);
    const { what, read } = READERS[chosen];
    return { what, lines: read(chunks, { name, text, isWhole }) };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Reader {
  what: string;
  read(chunks: AsyncGenerator<Buffer>, head: Head): AsyncGenerator<Line[]>;
}

const READERS: Record<Format, Reader> = {
  ndjson: { what: "NDJSON", read: readNdjson },
  json: { what: "JSON", read: readJson },
  csv: { what: "CSV", read: (chunks, { text }) => readCsv(chunks, readLayout(text)) },
  checksums: { what: "a list of checksums", read: (chunks, head) => readChecksums(chunks, findFile(head)) },
  images: { what: "a list of images", read: readImages },
};

/** The beginning of the input, which may be all of it. */
interface Head {
  name: string;
  text: string;
  isWhole: boolean;
}

/** The file that a checksum without a name belongs to, if it is the only one: `libfoo.jar` of `libfoo.jar.sha256` */
function findFile({ name, text, isWhole }: Head): string | undefined {
  const isAlone = isWhole && findLines(text).filter((line) => !line.startsWith("#")).length === 1;
  const [, file] = /^(.+)\.sha256(?:sum)?$/i.exec(basename(name)) ?? [];
  return isAlone ? file : undefined;
}
