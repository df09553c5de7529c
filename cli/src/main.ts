import { createClock } from "./create-clock.ts";
import type { ExitCode } from "./exit-code.ts";
import { createOutput } from "./output/create-output.ts";
import { run, sayFailure } from "./run.ts";
import type { Runtime } from "./runtime.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

const env = { ...process.env };
// It shows stacks here. Libraries would print what they send where it says so, passwords as well.
delete process.env.DEBUG;

const output = createOutput({ stdout: process.stdout, stderr: process.stderr, env });
const runtime: Runtime = {
  env,
  output,
  clock: createClock(),
  ending: new AbortController(),
  // Opened where it is read.
  get stdin() {
    return process.stdin;
  },
};
stopOnSignals({ ...runtime, signals: process, exit: (code) => process.exit(runtime.code ?? code) });

const args = process.argv.slice(2);
// Such as a promise of a library's that nobody waits for.
process.once("uncaughtException", (error) => end(sayFailure(error, args, runtime)));
await end(await run(args, runtime));

async function end(code: ExitCode): Promise<void> {
  runtime.code = code;
  await output.flush();
  // Requests that were given up may still be queued.
  process.exit(code);
}
