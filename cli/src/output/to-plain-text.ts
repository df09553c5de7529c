/**
 * Makes foreign text safe to print: it cannot move a terminal's cursor, hide its order, or give commands to a workflow's
 * runner, which takes `::…` at the beginning of a line and `##[…]` anywhere for one.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const toPlainText = (text: string): string =>
  text
    .replace(UNSEEN, "\ufffd")
    .replace(/^(\s*):(?=:)/gm, "$1: ")
    .replaceAll("##[", "## [");

/** JSON whose strings are the same when they are read, and harmless when they are shown. */
export const toPlainJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("##[", "##\\u005b");

/** Escapes text for Markdown, so that it is shown as it is, on one line, in a cell of a table, too. */
export const toMarkdownText = (text: string): string =>
  text
    .replace(UNSEEN, "\ufffd")
    .replace(/[!-/:-@[-`{-~]/g, "\\$&")
    .replace(/\s+/g, " ");

// Tabs and line feeds stay; C1 controls go, too, for some terminals obey them, and what turns the direction of text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: to find them is the point.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;
