import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

/**
 * Starts the language server of TypeScript 7: `tsc --lsp --stdio`.
 *
 * @see {@link https://microsoft.github.io/language-server-protocol/specifications/specification-current}
 *
 * @param {string} version
 * @returns {Promise<import("./start-tsserver.js").LanguageServer>}
 */
export async function startLanguageServer(version) {
  const program = fileURLToPath(new URL(`../node_modules/typescript-${version}/bin/tsc`, import.meta.url));
  // What it logs is no concern of the tests.
  const server = spawn(process.execPath, [program, "--lsp", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { hover: { contentFormat: ["markdown"] } } },
  });
  await connection.sendNotification("initialized", {});

  const opened = new Set();
  async function ask(method, file, position) {
    const uri = pathToFileURL(file).href;
    if (!opened.has(uri)) {
      const text = readFileSync(file, "utf8");
      const textDocument = { uri, languageId: "typescript", version: 1, text };
      opened.add(uri);
      await connection.sendNotification("textDocument/didOpen", { textDocument });
    }
    return connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position });
  }

  return {
    async errors(file) {
      const { items } = await ask("diagnostic", file);
      // Hints, such as of a name that is not used, are no errors.
      return items
        .filter(({ severity }) => severity === 1)
        .map(({ range, code, message }) => ({
          line: range.start.line,
          message: `TS${code}: ${message.split("\n")[0]}`,
        }));
    },
    async hover(file, line, column) {
      const { contents } = await ask("hover", file, { line, character: column });
      return toPlainText(contents.value);
    },
    async complete(file, line, column) {
      const { items } = await ask("completion", file, { line, character: column });
      return items.filter(({ sortText }) => sortText < "15").map(({ label }) => label.replace(/\?$/, ""));
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await once(server, "exit");
      connection.dispose();
    },
  };
}

/** As TypeScript 5 has it: without the marks of code, and with the names that are linked, not the files they are in. */
const toPlainText = (markdown) =>
  markdown
    .replace(/^```.*\n?/gm, "")
    .replace(/^\*@(\w+)\*(?: —)?\s+/gm, "@$1 ")
    .replace(/\[(.+?)\]\((.+?)\)/g, (_, text, target) => nameLink(text, target))
    .trimEnd();

const nameLink = (text, target) => (target.startsWith("https:") && text !== target ? `${target} ${text}` : text);
