import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A code block of a page, without its indentation. */
export interface Block {
  language: string;
  /** The name in a comment before it, such as `<!-- message: refusal -->`. */
  message: string | undefined;
  code: string;
}

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const readText = (file: string) => readFileSync(`${ROOT}${file}`, "utf8");
export const README = readText("README.md");

const BLOCK =
  /(?:^<!-- message: (?<message>\w+) -->\n)?^(?<indent> *)```(?<language>\w*)\n(?<code>.*?)^\k<indent>```$/gms;

export const blocks: Block[] = Array.from(README.matchAll(BLOCK), ({ groups = {} }) => ({
  language: groups.language ?? "",
  message: groups.message,
  code: (groups.code ?? "").replaceAll(new RegExp(`^${groups.indent}`, "gm"), ""),
}));

/** The one block in a language that holds a text. */
export function findBlock(language: string, text: string): string {
  const [found, ...others] = blocks.filter((block) => block.language === language && block.code.includes(text));
  if (!found || others.length > 0) throw new Error(`README has ${found ? "several blocks" : "no block"} with ${text}`);
  return found.code;
}
