import { Readable } from "node:stream";
import { createClock } from "../create-clock.ts";
import type { ExitCode } from "../exit-code.ts";
import { createOutput } from "../output/create-output.ts";
import { sayFailure } from "../run.ts";
import { stopOnSignals } from "../stop-on-signals.ts";
import { createActionOutput } from "./create-action-output.ts";
import { readInputs, toVariable } from "./read-inputs.ts";
import { type ActionRuntime, runAction } from "./run-action.ts";
import { toEnvironment } from "./to-environment.ts";

const inputs = readInputs(process.env);
// The log is one: two streams would come into it in any order.
const door = createOutput({ stdout: process.stdout, stderr: process.stdout, env: { ...process.env } });
const runtime: ActionRuntime = {
  env: toEnvironment(process.env, inputs),
  output: createActionOutput(door),
  clock: createClock(),
  ending: new AbortController(),
  // A step has none.
  stdin: Readable.from([]),
};
// It is for the client alone; and libraries would print what they send where DEBUG says so.
delete process.env[toVariable("token")];
delete process.env.DEBUG;
stopOnSignals({ ...runtime, signals: process, exit: process.exit });

const fail = (error: unknown) => sayFailure(error, [], { ...runtime, output: door });
process.once("uncaughtException", (error) => end(fail(error)));
await end(await runAction(inputs, runtime, process.cwd()).catch(fail));

async function end(code: ExitCode): Promise<void> {
  await door.flush();
  process.exit(code);
}
