import type { ParameterProblem } from "../index.d.ts";

/** One thing that is wrong with one parameter, before it is put in words. */
export interface Problem {
  parameter: string;
  rule: ParameterProblem["rule"];
  /** What is wrong, as it follows the parameter's name. */
  what: string;
  given?: unknown;
  /** As the rule says of the parameter. */
  isHash?: boolean;
  /** What to do about it, where that is known. */
  advice?: string | undefined;
}
