import type { EndpointDefaults } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint } from "./derive-endpoints.ts";

/**
 * Holds a call to its endpoint. Octokit lets `url` and `method`, or a route as the first argument, replace a method's
 * own, and sends the token along; `data` replaces the whole body.
 *
 * The endpoint's URL with its parameters filled in is its own, too: `octokit.paginate(method, …)` calls with that, and
 * without the parameters. They are taken back out, to be checked like any others:
 * `https://api.github.com/orgs/octo-org/…` → `/orgs/{org}/…` and `org: "octo-org"`
 */
export function ownRoute(
  { method, url, filledIn, path }: Endpoint,
  merged: EndpointDefaults,
  show: (value: unknown) => string,
): { options: EndpointDefaults; problems: ParameterProblem[] } {
  let options = merged;
  const problems: ParameterProblem[] = [];
  const refuse = (parameter: "url" | "method" | "data", must: string) =>
    problems.push({
      parameter,
      rule: "route",
      message: `${parameter} must ${must}; given: ${show(merged[parameter])}.`,
    });

  if (merged.url !== url) {
    const filled = readPath(String(merged.url).replace(merged.baseUrl, ""), filledIn, path);
    // A parameter given twice, and differently, is nobody's guess.
    if (filled && path.every((name) => merged[name] === undefined || merged[name] === filled.parameters[name])) {
      options = { ...merged, ...filled.parameters, url: url + filled.query };
    } else refuse("url", `be this method's own, ${url}`);
  }
  if (String(merged.method).toUpperCase() !== method) refuse("method", `be this method's own, ${method}`);
  if (merged.data !== undefined) refuse("data", "not replace the parameters");
  return { options, problems };
}

function readPath(url: string, filledIn: RegExp, path: string[]) {
  const match = filledIn.exec(url);
  if (!match) return;
  try {
    return {
      parameters: Object.fromEntries(path.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")])),
      query: match[path.length + 1] ?? "",
    };
  } catch {
    // A "%" with no two hexadecimal digits after it: not what Octokit fills in.
    return;
  }
}
