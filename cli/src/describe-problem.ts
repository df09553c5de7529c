import type { ParameterProblem } from "octokit-plugin-artifact-storage";
import { toPlainText } from "./to-plain-text.ts";

/**
 * Says what is wrong in the words of whoever reads it: `name` gives what they wrote for a parameter, such as its flag.
 * `version must have …, not 101 characters. … \`artifact_url\` …` → `--artifact-version must have …`
 */
export function describeProblem({ parameter, message }: ParameterProblem, name: (parameter: string) => string): string {
  const rest = message.startsWith(parameter) ? message.slice(parameter.length) : ` ${message}`;
  return toPlainText(
    name(parameter) + rest.replace(/`(\w+)`/g, (_quoted, mentioned: string) => `\`${name(mentioned)}\``),
  );
}
