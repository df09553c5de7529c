import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A code block of a page, without its indentation. */
export interface Block {
  page: string;
  language: string;
  /** What it quotes, by the comment before it, such as `<!-- message: refusal -->`: `message: refusal`. */
  quotes: string | undefined;
  code: string;
}

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const readText = (file: string) => readFileSync(`${ROOT}${file}`, "utf8");
export const README = readText("README.md");

const pagesIn = (folder: string) =>
  readdirSync(`${ROOT}${folder}`)
    .filter((file) => file.endsWith(".md"))
    .map((file) => folder + file);
/** Every page that is written for people. */
export const pages: string[] = ["", "cli/", "docs/", "bench/"].flatMap(pagesIn);
/** The text of those for people who use the packages. */
export const GUIDES = pages
  .filter((page) => page === "README.md" || /^(?:cli|docs)\//.test(page))
  .map(readText)
  .join("\n");

const BLOCK = /(?:^<!-- (?<quotes>\w+: \w+) -->\n)?^(?<indent> *)```(?<language>\w*)\n(?<code>.*?)^\k<indent>```$/gms;

export const blocks: Block[] = pages.flatMap((page) =>
  Array.from(readText(page).matchAll(BLOCK), ({ groups = {} }) => ({
    page,
    language: groups.language ?? "",
    quotes: groups.quotes,
    code: (groups.code ?? "").replaceAll(new RegExp(`^${groups.indent}`, "gm"), ""),
  })),
);

/** The one block of all pages, in a language, that holds a text. */
export function findBlock(language: string, text: string): string {
  const [found, ...others] = blocks.filter((block) => block.language === language && block.code.includes(text));
  if (!found || others.length > 0) throw new Error(`${found ? "several blocks have" : "no block has"} ${text}`);
  return found.code;
}
