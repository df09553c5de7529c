import { type FileHandle, open, rm } from "node:fs/promises";
import { isParameterName } from "../parameters.ts";
import { wrongUsage } from "../stop.ts";
import type { Problem } from "./check-line.ts";
import type { Line } from "./line.ts";

export type RejectedFile = Awaited<ReturnType<typeof openRejectedFile>>;

/**
 * Keeps lines that are skipped, with what is wrong under names that an import ignores. Only its owner can read it, and an
 * earlier run's is replaced. There is a file only if there is such a line.
 */
export async function openRejectedFile(path: string) {
  let file: FileHandle | undefined;
  let waiting = "";
  const orStop = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const advice = "Make it writable, or leave out --skip-invalid.";
      throw wrongUsage(`${path}, for lines that are skipped, cannot be written: ${Object(error).message}. ${advice}`, {
        cause: error,
      });
    }
  };
  await orStop(() => rm(path, { force: true }));
  return {
    add(line: Line, problems: Problem[]): void {
      waiting += toRejected(line, problems);
    },
    async write(): Promise<void> {
      if (!waiting) return;
      const text = waiting;
      waiting = "";
      await orStop(async () => {
        file ??= await open(path, "wx", 0o600);
        await file.appendFile(text);
      });
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await file?.close();
    },
  };
}

const TEXT_KEPT = 1000;

/**
 * `{"name":"libfoo","registry_url":"https://user:pw@…"}` → `{"name":"libfoo","_line":4,"_problems":["registry_url must not …"]}`
 *
 * A value that the plugin masks is left out: it has to be corrected anyway, and no mask of it can be stored by mistake. What
 * the plugin did not look at is masked.
 */
function toRejected(line: Line, problems: Problem[]): string {
  const isSecret = (name: string) =>
    problems.some((problem) => problem.name === name && problem.message.includes("***"));
  const kept =
    "given" in line
      ? Object.entries(line.given)
          .filter(([name]) => !isSecret(name))
          .map(([name, value]) => [name, isParameterName(name) ? value : maskUsers(value)])
      : [["_text", maskUsers(line.text.slice(0, TEXT_KEPT))]];
  const messages = problems.map(({ message }) => message);
  return `${JSON.stringify({ ...Object.fromEntries(kept), _line: line.line, _problems: messages })}\n`;
}

/** Masks all that may come before the "@" of a URL: `https://user:pw@reg.example.com/` → `https://***@reg.example.com/` */
function maskUsers(value: unknown): unknown {
  if (typeof value !== "string") return value;
  // Not up to the "@" of a digest, nor one in a path, unless a colon that is no port's may begin a password with a slash.
  return value.replace(/(?<=:\/\/)(?:(?!:\/\/).)*/gs, (rest) => {
    const [authority = ""] = rest.split(/[/?#]/, 1);
    const mayHaveUser = /@|%40|:(?!\d*$)/.test(authority);
    return mayHaveUser ? rest.replace(/^.*(?=(?:@|%40)(?!sha\d+:))/s, "***") : rest;
  });
}
