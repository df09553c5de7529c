import { EXIT, type ExitCode, RESULTS } from "../exit-code.ts";
import { run } from "../run.ts";
import type { Runtime } from "../runtime.ts";
import { type ActionOutput, createSilentOutput } from "./create-action-output.ts";
import { explainWorkflow } from "./explain-workflow.ts";
import { findFiles } from "./find-files.ts";
import { type Inputs, toLines } from "./read-inputs.ts";
import { toArguments, type Wanted } from "./to-arguments.ts";
import { toOutputs } from "./to-outputs.ts";
import { writeOutputs } from "./write-outputs.ts";

/** Does what a step's inputs ask for. The step fails unless it returns 0: everything is stored. */
export async function runAction(inputs: Inputs, runtime: ActionRuntime, workspace: string): Promise<ExitCode> {
  const { output } = runtime;
  const { file = "", image = "", digest = "" } = inputs;
  const values = { image: toLines(image), digest: toLines(digest), file: await findFiles(toLines(file), workspace) };
  const wanted = toArguments(inputs, values);
  const problems = [...wanted.problems, ...checkToken(inputs)];
  if (problems.length > 0) problems.push(...(await findMoreProblems(wanted, runtime)));

  let code: ExitCode = EXIT.usage;
  if (problems.length > 0 || !wanted.args) {
    for (const problem of problems) output.say(problem);
    output.say("Nothing was sent.");
    for (const problem of problems) output.annotate(problem, TITLE);
    output.tellAnnotations();
  } else {
    const [command = "", ...args] = wanted.args;
    code = await run([command, "--json", ...args], runtime);
    await explain(code, inputs, runtime);
  }
  return await tellOutputs(code, output.takeResult(), runtime);
}

/** One object throughout, for it notes whether something was sent. */
export interface ActionRuntime extends Runtime {
  output: ActionOutput;
}

const TITLE = { title: "Storage records" };

/** `token` has a default: an empty one is a secret that this run does not get. */
function checkToken(inputs: Inputs): string[] {
  if (inputs.token !== undefined || inputs["dry-run"]?.toLowerCase() === "true") return [];
  return [
    "`token` is empty: a run of a fork, or of Dependabot, gets no secrets. Leave it out for the job's own token.",
  ];
}

/** What else is wrong, so that it is told at once: the command says it, without sending anything. */
async function findMoreProblems({ args, canDryRun }: Wanted, runtime: Runtime): Promise<string[]> {
  if (!args || !canDryRun) return [];
  const silent = createSilentOutput();
  const [command = "", ...others] = args.filter((arg) => arg !== "--dry-run");
  await run([command, "--dry-run", ...others], { ...runtime, output: silent });
  return silent.problems;
}

/** Says why GitHub refused, where the workflow shows it. What is certain comes first, for the runner shows ten. */
async function explain(code: ExitCode, { org }: Inputs, { output, env }: ActionRuntime): Promise<void> {
  // 1 is a look-up's word for what is missing, too.
  const isRefused = Object(output.takeResult()).result === RESULTS[EXIT.refused];
  const reason = isRefused ? await explainWorkflow(env, org) : undefined;
  if (reason !== undefined) {
    output.say(reason);
    await output.summarize({ heading: "Why GitHub refused", text: reason });
    output.annotateFirst(reason, TITLE);
  }
  // Of wrong usage, each line is a problem.
  output.tellAnnotations(code === EXIT.usage ? (message) => message.split("\n") : undefined);
}

async function tellOutputs(code: ExitCode, result: unknown, { env, output }: ActionRuntime): Promise<ExitCode> {
  const outputs = toOutputs(result);
  const { stored, refused } = outputs;
  output.say(`Outputs: stored=${stored}, refused=${refused}${outputs.digest ? `, digest=${outputs.digest}` : ""}.`);
  if (!env.GITHUB_OUTPUT) return code;
  try {
    await writeOutputs(env.GITHUB_OUTPUT, outputs);
    return code;
  } catch (error) {
    const message = `The outputs cannot be written: ${Object(error).message}. What was said of records holds.`;
    output.say(message);
    output.annotate(message, TITLE);
    output.tellAnnotations();
    return code === EXIT.success ? EXIT.interrupted : code;
  }
}
