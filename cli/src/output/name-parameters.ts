import type { ParameterProblem } from "octokit-plugin-artifact-storage";

/** Gives what a reader wrote for a parameter, such as its flag; undefined where they know it by its own name. */
type NameOf = (parameter: string) => string | undefined;

/** Says in the reader's words what the plugin says in the API's: "Give `github_repository`, …" → "Give `--github-repository`, …" */
export const nameParameters = (text: string, nameOf: NameOf): string =>
  text.replace(/`(\w+)`/g, (_quoted, name: string) => `\`${nameOf(name) ?? name}\``);

/** `version must have …, not 101 characters.` → `--artifact-version must have …` */
export function describeProblem(
  { parameter, message }: Pick<ParameterProblem, "parameter" | "message">,
  nameOf: NameOf,
): string {
  const rest = message.startsWith(parameter) ? message.slice(parameter.length) : ` ${message}`;
  return (nameOf(parameter) ?? parameter) + nameParameters(rest, nameOf);
}
