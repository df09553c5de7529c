import type { EndpointDefaults } from "@octokit/types";
import type { Endpoint } from "./derive-endpoint.ts";
import type { Refuse } from "./find-problems.ts";

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
export function ownRoute({ method, url }: Endpoint, options: EndpointDefaults, refuse: Refuse): void {
  if (options.url !== url) {
    // Escapes of ASCII, as all names and digests of GitHub's are: nothing that decodeURIComponent could throw on.
    const segment = "(?<$1>(?:[^%/?#]|%[0-7][\\dA-F])*)";
    // Neither "{" nor ":", for Octokit would take what follows for further parameters of the URL, and what can be escaped.
    const query = "(\\?[^{:#\\ud800-\\udfff]*)?";
    const filledIn = new RegExp(`^${url.replace(/{(\w+)}/g, segment)}${query}$`, "i");
    const match = typeof options.url === "string" ? filledIn.exec(options.url.replace(options.baseUrl, "")) : null;
    const path = Object.entries(match?.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)] as const);
    // A parameter given twice, and differently, is nobody's guess.
    if (match && path.every(([name, text]) => options[name] === undefined || options[name] === text)) {
      Object.assign(options, Object.fromEntries(path), { url: url + (match.at(-1) ?? "") });
    } else refuse("url", "route", `must be ${url}`, options.url);
  }
  // V8's toUpperCase costs as much as all else here, so that what stands as it should goes without it.
  // Stryker disable next-line ConditionalExpression: `false` says the same, and takes longer.
  const own = options.method === method;
  if (!own && (typeof options.method !== "string" || options.method.toUpperCase() !== method))
    refuse("method", "route", `must be ${method}`, options.method);
  if (options.data !== undefined) refuse("data", "route", "must not replace the parameters", options.data);
  if (options.toJSON !== undefined) refuse("toJSON", "route", "must not replace the parameters", options.toJSON);
}
