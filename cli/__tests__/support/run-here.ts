import { Readable } from "node:stream";
import { createClock } from "../../src/create-clock.ts";
import { createOutput } from "../../src/output/create-output.ts";
import { run } from "../../src/run.ts";
import type { Runtime } from "../../src/runtime.ts";
import { createSink } from "./create-sink.ts";
import type { Result } from "./run-command.ts";

/** What a command gets from its process, where its texts are kept. */
export function createTestRuntime(env: Record<string, string>, more: Partial<Runtime> = {}) {
  const [stdout, stderr] = [createSink(), createSink()];
  const runtime: Runtime = {
    env,
    output: createOutput({ stdout, stderr, env }),
    clock: createClock(),
    ending: new AbortController(),
    stdin: Readable.from([]),
    ...more,
  };
  return { runtime, stdout, stderr };
}

/** Runs the command within this process. */
export async function runHere(
  args: string[],
  env: Record<string, string> = {},
  more: Partial<Runtime> = {},
): Promise<Result> {
  const { runtime, stdout, stderr } = createTestRuntime(env, more);
  const code = await run(args, runtime, undefined);
  return { code, stdout: stdout.text, stderr: stderr.text };
}
