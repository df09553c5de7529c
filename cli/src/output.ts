import { styleText } from "node:util";

/** Writes a line for people, to stderr, so that stdout stays for the result. */
export let say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Lets a progress bar print above itself what is said while it is shown. */
export function sayThrough(write: (text: string) => void): () => void {
  const before = say;
  say = write;
  return () => {
    say = before;
  };
}

/** Writes a line of the result, to stdout. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Writes the machine's result, to stdout: one line of JSON. */
// A runner of GitHub Actions takes `##[…]` for a command wherever it stands in a line.
export const printJson = (value: unknown): void => print(JSON.stringify(value).replaceAll("##[", "##\\u005b"));

/** Emphasizes a word on a terminal that shows colors. */
export const style = (format: Parameters<typeof styleText>[0], text: string): string =>
  process.stderr.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;
