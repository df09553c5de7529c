import type { EndpointDefaults } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint } from "./derive-endpoint.ts";

// Escapes of ASCII, as all names and digests of GitHub's are: nothing that decodeURIComponent could throw on.
const SEGMENT = "(?<$1>(?:[^%/?#]|%[0-7][\\dA-F])*)";

// Neither "{" nor ":", for Octokit would take what follows for further parameters of the URL.
const QUERY = "(\\?[^{:#]*)?";

/**
 * Holds a call to its endpoint. Octokit lets `url` and `method`, or a route as the first argument, replace a method's
 * own, and sends the token along; `data` replaces the whole body, and so does what a `toJSON` returns.
 *
 * The URL with its parameters filled in is the endpoint's own, too: `octokit.paginate(method, …)` calls with that, and
 * without the parameters. They are taken back out, to be checked like any others:
 * `https://api.github.com/orgs/octo-org/…` → `/orgs/{org}/…` and `org: "octo-org"`
 *
 * @param options As Octokit merged them for this call alone.
 */
export function ownRoute(
  { method, url }: Endpoint,
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
    const filledIn = new RegExp(`^${url.replace(/{(\w+)}/g, SEGMENT)}${QUERY}$`, "i");
    const match = filledIn.exec(String(options.url).replace(options.baseUrl, ""));
    const path = Object.entries(match?.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)] as const);
    // A parameter given twice, and differently, is nobody's guess.
    if (match && path.every(([name, text]) => options[name] === undefined || options[name] === text)) {
      Object.assign(options, Object.fromEntries(path), { url: url + (match.at(-1) ?? "") });
    } else refuse("url", `be ${url}`);
  }
  if (typeof options.method !== "string" || options.method.toUpperCase() !== method) refuse("method", `be ${method}`);
  if (options.data !== undefined) refuse("data", "not replace the parameters");
  if (typeof options.toJSON === "function") refuse("toJSON", "not replace the parameters");
  return problems;
}
