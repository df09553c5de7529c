import { CommanderError } from "@commander-js/extra-typings";
import { chooseExitCode, EXIT, type ExitCode, RESULTS } from "./exit-code.ts";
import { createProgram } from "./program.ts";
import type { Runtime } from "./runtime.ts";
import { Stop, stopOf } from "./stop.ts";
import { TRACKER, VERSION } from "./version.ts";

/** Runs what the arguments ask for, and returns the exit code. Whatever goes wrong is said here. */
export async function run(args: readonly string[], runtime: Runtime, tracker = TRACKER): Promise<ExitCode> {
  let code: ExitCode = EXIT.success;
  try {
    await createProgram(runtime, (result) => {
      code = result;
    }).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return sayFailure(error, args, runtime, tracker);
  }
}

/** Says what went wrong, and returns the exit code. */
export function sayFailure(error: unknown, args: readonly string[], runtime: Runtime, tracker = TRACKER): ExitCode {
  const { output, env, mayHaveStored, ending } = runtime;
  const finish = (code: ExitCode, message: string): ExitCode => {
    if (args.includes("--json")) output.printJson({ result: RESULTS[code], message });
    output.annotate(message);
    return code;
  };
  if (error instanceof CommanderError) {
    // Commander has said what is wrong, or shown the help.
    return error.exitCode === 0 ? EXIT.success : finish(EXIT.usage, error.message.replace(/^error: /, ""));
  }
  const stop = findStop(error, ending.signal);
  const message: string = stop?.message ?? (Object(error).message || String(error));
  if (env.DEBUG && error instanceof Error) output.say(showStack(error));
  else output.say(stop ? message : `Unexpected: ${message}`);
  // Whoever ends with a Stop has left something.
  if (stop) {
    const code = chooseExitCode({ refused: 0, failed: 0, unknown: 0, left: 1 }, stop.end);
    if (code === EXIT.interrupted) output.say("Run the same command again.");
    return finish(code, message);
  }
  output.say(
    mayHaveStored
      ? "It is not known what was stored: see it with `artifact-storage-record list`."
      : "Nothing was sent.",
  );
  if (tracker) output.say(`Please report it: ${toReport(tracker)}`);
  return finish(mayHaveStored ? EXIT.unknown : EXIT.usage, message);
}

/** Node's own functions reject with an error of theirs where the run ends. */
function findStop(error: unknown, signal: AbortSignal): Stop | undefined {
  if (error instanceof Stop) return error;
  return Object(error).name === "AbortError" ? stopOf(signal) : undefined;
}

function showStack(error: Error): string {
  return error.cause instanceof Error ? `${error.stack}\nCaused by: ${showStack(error.cause)}` : `${error.stack}`;
}

/** The form for a new issue, filled in with versions, and nothing that could be somebody's. */
function toReport(tracker: string): string {
  const body = `artifact-storage-record ${VERSION}, Node.js ${process.version}, ${process.platform} ${process.arch}`;
  return `${tracker.replace(/\/$/, "")}/new?${new URLSearchParams({ title: "Unexpected error", body })}`;
}
