import type { EndpointDefaults } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint } from "./derive-endpoints.ts";

/**
 * Holds a call to its endpoint. Octokit lets `url` and `method`, or a route as the first argument, replace a method's
 * own, and sends the token along; `data` replaces the whole body.
 *
 * The URL with its parameters filled in is the endpoint's own, too: `octokit.paginate(method, …)` calls with that, and
 * without the parameters. They are taken back out, to be checked like any others:
 * `https://api.github.com/orgs/octo-org/…` → `/orgs/{org}/…` and `org: "octo-org"`
 *
 * @param options As Octokit merged them for this call alone.
 */
export function ownRoute(
  { method, url, filledIn, path }: Endpoint,
  options: EndpointDefaults,
  show: (value: unknown) => string,
): ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  const refuse = (parameter: string, must: string) =>
    problems.push({
      parameter,
      rule: "route",
      message: `${parameter} must ${must}; given: ${show(options[parameter])}.`,
    });

  if (options.url !== url) {
    const match = filledIn.exec(String(options.url).replace(options.baseUrl, ""));
    const filled = match?.slice(1, -1).map(decodeURIComponent) ?? [];
    // A parameter given twice, and differently, is nobody's guess.
    if (match && path.every((name, index) => (options[name] ?? filled[index]) === filled[index])) {
      path.forEach((name, index) => {
        options[name] = filled[index];
      });
      options.url = url + (match.at(-1) ?? "");
    } else refuse("url", `be ${url}`);
  }
  if (String(options.method).toUpperCase() !== method) refuse("method", `be ${method}`);
  if (options.data !== undefined) refuse("data", "not replace the parameters");
  return problems;
}
