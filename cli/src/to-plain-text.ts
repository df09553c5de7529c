/**
 * Makes untrusted text safe to print: it cannot move a terminal's cursor or give commands to a workflow's runner, which
 * takes `::…` at the beginning of a line and `##[…]` anywhere for one.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const toPlainText = (text: string): string =>
  text
    .replace(CONTROL_CHARACTERS, "\ufffd")
    .replace(/^(\s*):(?=:)/gm, "$1: ")
    .replaceAll("##[", "## [");

// Tabs and line feeds stay; C1 controls go, too, for some terminals obey them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: to find them is the point.
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
