import type { ParameterProblem } from "../index.d.ts";
import type { Problem } from "./problem.ts";
import { showValue } from "./show-value.ts";

/** Puts a problem in words: what is wrong, what was given, and what to do. */
export function describeProblem(problem: Problem, auth: unknown): ParameterProblem {
  const { parameter, rule, what, given, isHash, advice } = problem;
  const shown = given === undefined ? "" : `; given: ${showValue(given, auth, isHash)}`;
  return { parameter, rule, message: `${parameter} ${what}${shown}.${advice ? ` ${advice}` : ""}` };
}
