import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import { startLocalGitHub } from "../../../local-github/start-local-github.js";
import { createActionOutput } from "../../src/action/create-action-output.ts";
import { readInputs } from "../../src/action/read-inputs.ts";
import { runAction } from "../../src/action/run-action.ts";
import { toEnvironment } from "../../src/action/to-environment.ts";
import { createTestRuntime } from "./run-here.ts";
import { prepareStep } from "./runner.ts";

/** What each test has for itself: a GitHub, a workspace, and the action, as a step of a workflow of libfoo. */
export function prepareAction() {
  let github: Awaited<ReturnType<typeof startLocalGitHub>>;
  let step: ReturnType<typeof prepareStep>;
  const before = process.cwd();
  beforeEach(async () => {
    github = await startLocalGitHub();
    step = prepareStep(github.url);
    mkdirSync(step.workspace);
    // Where the runner starts an action.
    process.chdir(step.workspace);
  });
  afterEach(async () => {
    process.chdir(before);
    await github.close();
    step.remove();
  });

  async function run(inputs: Record<string, string>, more: Record<string, string> = {}, event?: object) {
    if (event) writeFileSync(step.path("event.json"), JSON.stringify(event));
    const given = { ...step.toEnvironment(inputs), ...more };
    const read = readInputs(given);
    const { runtime, stdout, stderr } = createTestRuntime(given);
    const output = createActionOutput(runtime.output);
    const code = await runAction(read, { ...runtime, env: toEnvironment(given, read), output }, step.workspace);
    const log = stderr.text + stdout.text;
    const annotations = Array.from(log.matchAll(/^::error(?: [^:]*)?::(.*)$/gm), ([, message]) => message);
    return { code, log, annotations, outputs: step.readOutputs(), summary: step.readSummary() };
  }

  return {
    get github() {
      return github;
    },
    /** The bodies of what was sent. */
    get sent() {
      return github.requests.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body));
    },
    path: (name: string) => join(step.workspace, name),
    write(name: string, content: string) {
      const path = join(step.workspace, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    link(to: string, name: string) {
      symlinkSync(to, join(step.workspace, name));
    },
    temp: (name: string) => step.path(name),
    run,
  };
}
