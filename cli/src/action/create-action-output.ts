import type { Cell, Output } from "../output/output.ts";
import { nameInputs } from "./name-inputs.ts";

interface Annotation {
  message: string;
  properties?: Record<string, string | number> | undefined;
}

/** Hands what the command says on, by the names of inputs; keeps its result, and its annotations until all are known. */
export function createActionOutput(door: Output) {
  const annotations: Annotation[] = [];
  let result: unknown;
  const nameCell = (cell: Cell): Cell => (typeof cell === "string" ? nameInputs(cell) : cell);
  const output: Output = {
    say: (...parts) =>
      door.say(
        ...parts.map((part) =>
          typeof part === "string" ? nameInputs(part) : { ...part, text: nameInputs(part.text) },
        ),
      ),
    print: (text) => door.print(nameInputs(text)),
    printJson(value) {
      result = value;
    },
    annotate(message, properties) {
      annotations.push({ message: nameInputs(message), properties });
    },
    summarize: ({ heading, text, table }) =>
      door.summarize({
        heading,
        ...(text !== undefined && { text: nameInputs(text) }),
        ...(table && { table: table.map((row) => row.map(nameCell)) }),
      }),
    columns: undefined,
    terminal: undefined,
    sayAbove: door.sayAbove,
  };
  return Object.assign(output, {
    takeResult: () => result,
    annotateFirst(message: string, properties: Annotation["properties"]) {
      annotations.unshift({ message, properties });
    },
    /** `split`: into messages of their own, where only the message is given. */
    tellAnnotations(split = (message: string) => [message]) {
      for (const { message, properties } of annotations.splice(0)) {
        for (const one of properties ? [message] : split(message)) door.annotate(one, properties);
      }
    },
  });
}

export type ActionOutput = ReturnType<typeof createActionOutput>;

/** Keeps problems, and says nothing. */
export function createSilentOutput() {
  const problems: string[] = [];
  const output: Output = {
    say() {},
    print() {},
    printJson() {},
    annotate(message) {
      problems.push(...nameInputs(message).split("\n"));
    },
    async summarize() {},
    columns: undefined,
    terminal: undefined,
    sayAbove: () => () => {},
  };
  return Object.assign(output, { problems });
}
