import type { ParameterError as Declared, ParameterProblem } from "../index.d.ts";

export class ParameterError extends TypeError implements Declared {
  override readonly name = "ParameterError";
  readonly method: string;
  readonly problems: ParameterProblem[];
  readonly documentation_url: string;

  constructor(method: string, problems: ParameterProblem[], documentationUrl: string) {
    const list = problems.map(({ message }) => `\n- ${message}`).join("");
    super(`${method}: nothing was sent, for:${list}\n${documentationUrl}`);
    this.method = method;
    this.problems = problems;
    this.documentation_url = documentationUrl;
  }
}
