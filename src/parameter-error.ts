import type { ParameterError as Declared, ParameterProblem } from "../index.d.ts";

export class ParameterError extends TypeError implements Declared {
  override readonly name = "ParameterError";

  constructor(
    readonly method: string,
    readonly problems: ParameterProblem[],
    readonly documentation_url: string,
  ) {
    super(
      [`${method}: nothing was sent.`, ...problems.map(({ message }) => `- ${message}`), documentation_url].join("\n"),
    );
  }
}
