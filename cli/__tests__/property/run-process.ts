import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Ended, Program, Start } from "./program.ts";
import type { Source } from "./scenario.ts";

const COMMAND = fileURLToPath(new URL("../../bin/artifact-storage-record.js", import.meta.url));
/** Longer than the command may wait before its next request; what has sent none in that time never ends. */
const ENDLESS_MS = 200_000;

interface Options extends Start {
  folder: string;
  source: Source;
  /** The file that the input comes from, or goes into. */
  input: string;
  text: string;
  /** How many requests of its own GitHub has got. */
  countRequests(): number;
}

/** Runs the command in a process of its own, with the input from where a shell would get it. */
export function runProcess(options: Options): Program {
  const { args, env, folder, source, input, text, onStdout, onStderr, countRequests } = options;
  const [program, ...before]: [string, ...string[]] = {
    file: [process.execPath] satisfies [string],
    pipe: [process.execPath] satisfies [string],
    redirection: shell("sh", `exec "$0" "$@" < ${input}`),
    fifo: shell("sh", `mkfifo ${input} 2> /dev/null; exec "$0" "$@"`),
    substitution: shell("bash", `exec "$0" "$@" <(cat ${input})`),
  }[source];
  const child = spawn(program, [...before, COMMAND, ...args], { cwd: folder, env });
  const writer = source === "fifo" ? feed(folder, input, text) : undefined;
  child.stdin.on("error", () => undefined).end(source === "pipe" ? text : "");
  child.stdout.setEncoding("utf8").on("data", onStdout);
  child.stderr.setEncoding("utf8").on("data", onStderr);
  const ended = new Promise<Ended>((resolve) => {
    let before = 0;
    const watching = setInterval(() => {
      const now = countRequests();
      if (now === before) {
        child.kill("SIGKILL");
        resolve({ code: null, signal: null });
      }
      before = now;
    }, ENDLESS_MS);
    child.once("close", (code, signal) => {
      clearInterval(watching);
      writer?.kill("SIGKILL");
      resolve({ code, signal });
    });
  });
  return {
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: (name) => void child.kill(name),
    close: (stream) => void child[stream].destroy(),
  };
}

const shell = (name: "sh" | "bash", script: string): [string, ...string[]] => [
  name,
  // It reads its user's file where its stdin looks like a network's.
  ...(name === "bash" ? ["--norc"] : []),
  "-c",
  script,
  process.execPath,
];

/** Writes into a FIFO, which waits for a reader. */
function feed(folder: string, name: string, text: string): ChildProcess {
  const writer = spawn("sh", ["-c", `mkfifo ${name} 2> /dev/null; exec cat > ${name}`], { cwd: folder });
  writer.stdin.on("error", () => undefined).end(text);
  return writer;
}
