import type { Methods } from "./create-client.ts";
import { describeProblem } from "./describe-problem.ts";
import { findNearest } from "./find-nearest.ts";
import { type GivenRecord, isParameterName } from "./parameters.ts";
import { toValue } from "./read-csv.ts";
import { readWorkflow } from "./read-workflow.ts";
import { wrongUsage } from "./stop.ts";

/**
 * Defaults for lines: `--org` or the workflow's owner, and `--set`. Not the workflow's repository: a file of records is
 * seldom of one repository, and GitHub would show them all as built from it.
 */
export function readDefaults(
  methods: Methods,
  org: string | undefined,
  set: string[],
  env: NodeJS.ProcessEnv,
): GivenRecord {
  const sources: Record<string, string> = {};
  const defaults: GivenRecord = {};
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
    if (!isParameterName(name))
      throw wrongUsage(`--set ${one}: ${JSON.stringify(name)} is unknown. ${findNearest(name)}`);
    add(name, toValue(name, value), `--set ${name}`);
  }
  const problems = methods.createArtifactStorageRecord.check(defaults).filter(({ parameter }) => parameter in defaults);
  if (problems.length > 0) {
    throw wrongUsage(problems.map((problem) => describeProblem(problem, (name) => sources[name] ?? name)).join("\n"));
  }
  return defaults;
}
