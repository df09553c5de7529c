import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { StreamMessageReader } from "vscode-jsonrpc/node";

/**
 * What an editor asks for. Lines and columns are counted from 0.
 *
 * @typedef {object} LanguageServer
 * @property {(file: string) => Promise<{ line: number, message: string }[]>} errors What is underlined in red, and the
 * first line of what is said about it.
 * @property {(file: string, line: number, column: number) => Promise<string>} hover
 * @property {(file: string, line: number, column: number) => Promise<string[]>} complete What is offered first: no globals
 * and nothing that would have to be imported.
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the language server of TypeScript 5: one line of JSON a request.
 *
 * @see {@link https://github.com/microsoft/TypeScript/wiki/Standalone-Server-(tsserver)}
 *
 * @param {string} version
 * @returns {LanguageServer}
 */
export function startTsserver(version) {
  const program = fileURLToPath(new URL(`../node_modules/typescript-${version}/lib/tsserver.js`, import.meta.url));
  const server = spawn(process.execPath, [program, "--disableAutomaticTypingAcquisition"]);
  const answers = new Map();
  new StreamMessageReader(server.stdout).listen((answer) => answers.get(answer.request_seq)?.(answer));

  let seq = 0;
  function send(command, parameters) {
    seq += 1;
    server.stdin.write(`${JSON.stringify({ seq, type: "request", command, arguments: parameters })}\n`);
    return seq;
  }
  async function ask(command, { file, ...position }) {
    // To open a file again does nothing.
    send("open", { file });
    const { success, message, body } = await new Promise((resolve) => {
      answers.set(send(command, { file, ...position }), resolve);
    });
    if (!success) throw new Error(`${command}: ${message}`);
    return body;
  }

  return {
    async errors(file) {
      const errors = await ask("semanticDiagnosticsSync", { file });
      return errors.map(({ start, code, text }) => ({
        line: start.line - 1,
        message: `TS${code}: ${text.split("\n")[0]}`,
      }));
    },
    async hover(file, line, column) {
      const { displayString, documentation, tags } = await ask("quickinfo", {
        file,
        line: line + 1,
        offset: column + 1,
      });
      const words = [documentation, ...tags.map(({ name, text }) => `\n@${name} ${text}`)].filter(Boolean);
      return [displayString, ...words].join("\n").replace(/{@link (.+?)}/g, "$1");
    },
    async complete(file, line, column) {
      const { entries } = await ask("completionInfo", { file, line: line + 1, offset: column + 1 });
      return entries.filter(({ sortText }) => sortText < "15").map(({ name }) => name);
    },
    async stop() {
      server.stdin.end();
      await once(server, "exit");
    },
  };
}
