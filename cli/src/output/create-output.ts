import { appendFile } from "node:fs/promises";
import { styleText } from "node:util";
import { count } from "./format-time.ts";
import type { Cell, Markdown, Output, Part } from "./output.ts";
import { toMarkdownText, toPlainJson, toPlainText } from "./to-plain-text.ts";

interface Doorway {
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  env: Readonly<Record<string, string | undefined>>;
}

/** The runner shows no more errors of one step. */
const ANNOTATIONS_SHOWN = 10;

/** GitHub takes a summary of 1 MiB. */
const ROWS_SHOWN = 1000;

/** The door of a process. `flush` resolves when all of it is written, or cannot be. */
export function createOutput({ stdout, stderr, env }: Doorway): Output & { flush(): Promise<void> } {
  const isTerminal = stderr.isTTY === true;
  const isColored = isTerminal && !env.NO_COLOR && env.TERM !== "dumb";
  let printAbove: ((text: string) => void) | undefined;
  let isJsonPrinted = false;
  let annotations = 0;
  let isSummaryLost = false;

  const isBroken = { stdout: false, stderr: false };
  // What cannot be told changes nothing of the run.
  stderr.on("error", () => {
    isBroken.stderr = true;
  });
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever stopped reading (`… | head`) knows of it.
    if (!isBroken.stdout && error.code !== "EPIPE") output.say(`stdout cannot be written: ${error.message}.`);
    isBroken.stdout = true;
  });

  function toLine(parts: Part[]): string {
    // Of a runner's command, one half may stand in one part.
    if (!isColored) return toPlainText(parts.map((part) => (typeof part === "string" ? part : part.text)).join(""));
    return parts
      .map((part) =>
        typeof part === "string"
          ? toPlainText(part)
          : styleText(part.look, toPlainText(part.text), { validateStream: false }),
      )
      .join("");
  }

  function writeLine(line: string): void {
    if (printAbove) printAbove(line);
    else stderr.write(`${line}\n`);
  }

  const output: Output = {
    say: (...parts) => writeLine(toLine(parts)),
    print(text) {
      stdout.write(`${toPlainText(text)}\n`);
    },
    printJson(value) {
      if (isJsonPrinted) return;
      isJsonPrinted = true;
      stdout.write(`${toPlainJson(value)}\n`);
    },
    annotate(message, properties = {}) {
      if (env.GITHUB_ACTIONS !== "true" || annotations === ANNOTATIONS_SHOWN) return;
      annotations += 1;
      const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
      writeLine(`::error${given.length > 0 ? ` ${given.join(",")}` : ""}::${escapeMessage(message)}`);
    },
    async summarize(markdown) {
      if (!env.GITHUB_STEP_SUMMARY || isSummaryLost) return;
      try {
        await appendFile(env.GITHUB_STEP_SUMMARY, toMarkdown(markdown));
      } catch (error) {
        isSummaryLost = true;
        output.say(`The summary of the job cannot be written: ${Object(error).message}. This changes nothing else.`);
      }
    },
    get columns() {
      return isTerminal ? stderr.columns : undefined;
    },
    terminal: isTerminal ? stderr : undefined,
    sayAbove(print) {
      printAbove = print;
      return () => {
        printAbove = undefined;
      };
    },
  };

  return Object.assign(output, {
    async flush(): Promise<void> {
      if (!isBroken.stdout) await new Promise((resolve) => stdout.write("", resolve));
      if (!isBroken.stderr) await new Promise((resolve) => stderr.write("", resolve));
    },
  });
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const escapeMessage = (text: string) =>
  toPlainText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function toMarkdown({ heading, text, table }: Markdown): string {
  const parts = [`### ${toMarkdownText(heading)}`];
  if (text !== undefined) parts.push(toMarkdownText(text));
  const [names, ...rows] = table ?? [];
  if (names) {
    const shown = rows.slice(0, ROWS_SHOWN).map(toRow);
    parts.push([toRow(names), `|${" --- |".repeat(names.length)}`, ...shown].join("\n"));
    if (rows.length > ROWS_SHOWN) parts.push(`… and ${count(rows.length - ROWS_SHOWN, "row")} more`);
  }
  return `${parts.join("\n\n")}\n\n`;
}

const toRow = (cells: Cell[]) => `| ${cells.map(toCell).join(" | ")} |`;

function toCell(cell: Cell): string {
  if (typeof cell === "string") return toMarkdownText(cell);
  // As the parser writes it, with "|" encoded, a URL can end neither the link nor the cell.
  return `[${toMarkdownText(cell.text)}](<${new URL(cell.url).href.replaceAll("|", "%7C")}>)`;
}
