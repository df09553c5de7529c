import { readWorkflow } from "../github/read-workflow.ts";
import { describeProblem } from "../output/name-parameters.ts";
import type { GivenRecord } from "../parameters.ts";
import type { Checker } from "../plan/checker.ts";
import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";
import { toValue } from "./to-value.ts";

/**
 * Values for lines that do not give them: `--org` or the workflow's owner, and `--set`. Not the workflow's repository: a file
 * of records is seldom of one repository, and GitHub would show them all as built from it.
 */
export function readDefaults(
  checker: Checker,
  org: string | undefined,
  set: readonly string[],
  env: Runtime["env"],
): GivenRecord {
  const defaults: GivenRecord = {};
  const sources: Record<string, string> = {};
  const add = (name: string, value: unknown, source: string) => {
    defaults[name] = value;
    sources[name] = source;
  };
  const workflow = readWorkflow(env);
  if (org !== undefined) add("org", org, "--org");
  else if (workflow.org !== undefined) add("org", workflow.org, "the owner in GITHUB_REPOSITORY");
  for (const one of set) {
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(one) ?? [];
    if (name === undefined || value === undefined)
      throw wrongUsage(`--set ${one}: write it as KEY=VALUE, such as status=deleted.`);
    const problem = checker.checkName(name);
    if (problem) throw wrongUsage(`--set ${one}: ${problem}`);
    add(name, toValue(name, value), `--set ${name}`);
  }
  const problems = checker.check(defaults).filter(({ parameter }) => Object.hasOwn(defaults, parameter));
  if (problems.length > 0)
    throw wrongUsage(problems.map((problem) => describeProblem(problem, (name) => sources[name])).join("\n"));
  return defaults;
}
