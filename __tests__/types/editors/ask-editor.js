import { completed, hovered, mistakes } from "./calls.js";
import { startLanguageServer } from "./start-language-server.js";
import { startTsserver } from "./start-tsserver.js";

/**
 * Asks a version's language server what it shows of each call.
 *
 * @param {string} version Of TypeScript.
 * @param {ReturnType<import("./write-project.js").writeProject>} project Of the mistakes, the hovered and the completed.
 */
export async function askEditor(version, { files, firstLine }) {
  const [mistaken = "", pointedAt = "", typed = ""] = files;
  const server = version.startsWith("5") ? startTsserver(version) : await startLanguageServer(version);
  try {
    const errors = await server.errors(mistaken);
    const says = (index) => errors.filter(({ line }) => line === firstLine + index).map(({ message }) => message);
    const hover = ([, text], index) => server.hover(pointedAt, firstLine + index, text.indexOf("|"));
    const complete = async ([, text], index) => {
      const names = await server.complete(typed, firstLine + index, text.indexOf("|"));
      return names.sort().join(" ");
    };
    return {
      // An error before the first call would be the suite's own.
      setup: errors.filter(({ line }) => line < firstLine),
      mistakes: byCall(mistakes, await all(mistakes, (_, index) => says(index).join("\n") || "no error")),
      hovered: byCall(hovered, await all(hovered, hover)),
      completed: byCall(completed, await all(completed, complete)),
    };
  } finally {
    await server.stop();
  }
}

const all = (calls, ask) => Promise.all(Object.entries(calls).map(ask));

const byCall = (calls, answers) => Object.fromEntries(Object.keys(calls).map((call, index) => [call, answers[index]]));
