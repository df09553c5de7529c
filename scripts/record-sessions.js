// Runs the command as a reader would, on the embedded GitHub, and returns what a terminal of 80 columns then shows.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import xterm from "@xterm/headless";
import { startLocalGitHub } from "../local-github/start-local-github.js";

/**
 * @typedef {"plain" | "bold" | "dim" | "green" | "yellow"} Look
 * @typedef {{ text: string, look: Look }[]} Row What stands in one row of the screen.
 */

export const COLUMNS = 80;
const PROGRAMS = fileURLToPath(new URL("../node_modules/.bin", import.meta.url));

// The command writes into a file here, so that nothing overtakes anything. This lets it take that for a terminal.
const AS_TERMINAL = `--import=data:text/javascript,Object.assign(process.stderr,{isTTY:true,columns:${COLUMNS}})`;

/** Colors as terminals number them. @type {Record<number, Look>} */
const LOOKS = { 2: "green", 3: "yellow" };

/** The file that is the screen. */
const SCREEN = "screen";

/** @param {string} text */
const digestOf = (text) => createHash("sha256").update(text).digest("hex");

const CREATE = `artifact-storage-record create \\
  --image ghcr.io/octo-org/app:1.2.3@$DIGEST \\
  --org octo-org --github-repository app`;

const IMPORT = `artifact-storage-record import SHA256SUMS --org octo-org \\
  --set registry_url=https://reg.example.com/artifactory/ \\
  --set github_repository=app`;
const SUMS = ["linux-amd64", "linux-arm64", "macos-amd64", "macos-arm64", "windows-amd64", "windows-arm64"].map(
  (platform) => `${digestOf(platform)}  app-1.2.3-${platform}.tar.gz\n`,
);
/** With which record the import is stopped, by the count of the server. */
const STOPPED_AT = 3;

/** Each is named as its picture. */
export const SESSIONS = {
  /** @param {Session} session */
  async create({ type }) {
    await type("echo $DIGEST");
    await type(CREATE);
  },
  /** @param {Session} session */
  async import({ type, write }) {
    write("SHA256SUMS", SUMS.join(""));
    await type(IMPORT, STOPPED_AT);
    await type(IMPORT);
  },
};

/** @typedef {Awaited<ReturnType<typeof startSession>>} Session */

/** @param {keyof typeof SESSIONS} name @returns {Promise<Row[]>} */
export async function recordSession(name) {
  const session = await startSession();
  try {
    await SESSIONS[name](session);
    return await toRows(session.read(SCREEN));
  } finally {
    await session.close();
  }
}

/** What a step of a workflow adds to the summary of its job, in Markdown. */
export async function recordSummary() {
  const session = await startSession({ GITHUB_STEP_SUMMARY: "summary.md" });
  try {
    const images = ["app", "docs"].map((name) => `--image ghcr.io/octo-org/${name}:1.2.3@sha256:${digestOf(name)}`);
    await session.type(`artifact-storage-record create ${images.join(" ")} --org octo-org --github-repository app`);
    return session.read("summary.md");
  } finally {
    await session.close();
  }
}

/** @param {Record<string, string>} [more] The environment, besides what leads to the embedded GitHub. */
async function startSession(more) {
  const github = await startLocalGitHub({ knowsAll: true });
  const folder = mkdtempSync(join(tmpdir(), "session-"));
  const file = openSync(join(folder, SCREEN), "a");
  const { HOME, PATH } = process.env;
  const env = {
    HOME,
    PATH: `${PROGRAMS}${delimiter}${PATH}`,
    NODE_OPTIONS: AS_TERMINAL,
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_TOKEN: "local-token",
    DIGEST: `sha256:${digestOf("app:1.2.3")}`,
    ...more,
  };

  return {
    /** Types a line after a prompt, and waits until it has run. @param {string} line @param {number} [stopAt] The record at which Ctrl-C is pressed. */
    async type(line, stopAt) {
      writeSync(file, `\u001b[2m$\u001b[22m \u001b[1m${line}\u001b[22m\n`);
      const program = /^\w+-/.test(line) ? `exec ${line}` : line;
      const child = spawn("sh", ["-c", program], { cwd: folder, env, stdio: ["ignore", file, file] });
      let records = 0;
      /** @param {import("node:http").IncomingMessage} request */
      const count = ({ method }) => {
        if (method === "POST") records += 1;
        if (method === "POST" && records === stopAt) child.kill("SIGINT");
      };
      github.server.on("request", count);
      await once(child, "exit");
      github.server.off("request", count);
      writeSync(file, "\n");
    },
    /** @param {string} name @param {string} content */
    write: (name, content) => writeFileSync(join(folder, name), content),
    /** @param {string} name */
    read: (name) => readFileSync(join(folder, name), "utf8"),
    async close() {
      closeSync(file);
      rmSync(folder, { recursive: true });
      await github.close();
    },
  };
}

/** What a terminal makes of it. @param {string} output @returns {Promise<Row[]>} */
async function toRows(output) {
  const terminal = new xterm.Terminal({ cols: COLUMNS, rows: 200, convertEol: true, allowProposedApi: true });
  await new Promise((resolve) => terminal.write(output.trimEnd(), () => resolve(undefined)));
  const { active } = terminal.buffer;
  return Array.from({ length: active.cursorY + 1 }, (_, y) => toRow(active.getLine(y)));
}

/** @param {import("@xterm/headless").IBufferLine | undefined} line @returns {Row} */
function toRow(line) {
  /** @type {Row} */
  const row = [];
  const { length } = line?.translateToString(true) ?? "";
  for (let x = 0; x < length; x++) {
    const cell = line?.getCell(x);
    const text = cell?.getChars() || " ";
    const look = cell?.isBold() ? "bold" : cell?.isDim() ? "dim" : (LOOKS[cell?.getFgColor() ?? -1] ?? "plain");
    const last = row.at(-1);
    if (last?.look === look) last.text += text;
    else row.push({ text, look });
  }
  return row;
}
