import { CommanderError } from "commander";
import { EXIT, type ExitCode, RESULTS } from "./exit-codes.ts";
import { printJson, say } from "./output.ts";
import { createProgram } from "./program.ts";
import { Stop } from "./stop.ts";

// `artifact-storage-record list … | head` is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode);
  throw error;
});

/** Runs what the arguments ask for, and returns the exit code. */
async function run(): Promise<ExitCode> {
  let code: ExitCode = EXIT.stored;
  try {
    await createProgram(process.env, (result) => {
      code = result;
    }).parseAsync();
    return code;
  } catch (error) {
    // Commander has said what is wrong, or shown the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.stored : EXIT.usage;
    const isExpected = error instanceof Stop;
    const message = Object(error).message || String(error);
    say(
      process.env.DEBUG && error instanceof Error ? showStack(error) : isExpected ? message : `Unexpected: ${message}`,
    );
    const exitCode = isExpected ? error.exitCode : EXIT.unknown;
    if (process.argv.includes("--json")) printJson({ result: RESULTS[exitCode], message });
    return exitCode;
  }
}

function showStack(error: Error): string {
  return error.cause instanceof Error ? `${error.stack}\nCaused by: ${showStack(error.cause)}` : `${error.stack}`;
}

process.exitCode = await run();
// Abandoned requests may still be queued. All output is flushed first.
process.stdout.write("", () => process.stderr.write("", () => process.exit()));
