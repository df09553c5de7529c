import type { Markdown, Output } from "../../src/output/output.ts";

/** A door that keeps what goes through it. */
export function createFakeOutput() {
  const kept = {
    said: "",
    printed: "",
    json: undefined as unknown,
    annotations: [] as { message: string; properties: Record<string, string | number> | undefined }[],
    summary: undefined as Markdown | undefined,
  };
  const output: Output = {
    say(...parts) {
      kept.said += `${parts.map((part) => (typeof part === "string" ? part : part.text)).join("")}\n`;
    },
    print(text) {
      kept.printed += `${text}\n`;
    },
    printJson(value) {
      kept.json = JSON.parse(JSON.stringify(value));
    },
    annotate(message, properties) {
      kept.annotations.push({ message, properties });
    },
    async summarize(markdown) {
      kept.summary = markdown;
    },
    columns: undefined,
    terminal: undefined,
    sayAbove: () => () => undefined,
  };
  return Object.assign(kept, output);
}
