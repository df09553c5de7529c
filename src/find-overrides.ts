import type { Options } from "./options.ts";
import type { Problem } from "./problem.ts";

/**
 * Finds what would override the endpoint: send the request elsewhere, or replace the parameters with another body.
 * Octokit lets `url` and `method`, or a route as the first argument, override a method's own, and sends the token along.
 */
export function findOverrides(method: string, url: string, options: Options): Problem[] {
  const problems: Problem[] = [];
  if (options.url !== undefined && options.url !== url) {
    const advice = "Leave it out: the method has its own route.";
    problems.push({ parameter: "url", rule: "route", what: `must be ${url}`, given: options.url, advice });
  }
  if (options.method !== undefined && !isMethod(options.method, method)) {
    const advice = "Leave it out: the method has its own route.";
    problems.push({ parameter: "method", rule: "route", what: `must be ${method}`, given: options.method, advice });
  }
  for (const parameter of ["data", "toJSON"]) {
    const given = options[parameter];
    if (given === undefined) continue;
    const advice = "Pass the parameters by name.";
    problems.push({ parameter, rule: "route", what: "must not replace the parameters", given, advice });
  }
  // Anything else replaces Octokit's own, and so all hooks, even authentication.
  if (options.request !== undefined && (typeof options.request !== "object" || options.request === null)) {
    const advice = "Leave it out, or pass Octokit's request options.";
    problems.push({ parameter: "request", rule: "type", what: "must be an object", given: options.request, advice });
  }
  return problems;
}

const isMethod = (given: unknown, method: string) => typeof given === "string" && given.toUpperCase() === method;
