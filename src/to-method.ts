import type { EndpointDefaults, OctokitResponse, RequestInterface, RequestParameters } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint } from "./derive-endpoint.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findProblems, type Refuse } from "./find-problems.ts";
import { ownRoute } from "./own-route.ts";
import { ParameterError } from "./parameter-error.ts";
import { showValue } from "./show-value.ts";
import { UnexpectedResponseError } from "./unexpected-response-error.ts";

type Hook = (request: Request, options: EndpointDefaults) => Promise<OctokitResponse<unknown>>;

/** Octokit's request, as far as it is used here; its own types want a route that they know. */
interface Request {
  (route: string, parameters?: RequestParameters): Promise<OctokitResponse<unknown>>;
  (options: RequestParameters): Promise<OctokitResponse<unknown>>;
  defaults(parameters: RequestParameters): Request;
  endpoint: RequestInterface["endpoint"];
}

/**
 * Makes a request method of an endpoint. The checks are a hook of this method alone, around the hooks of the instance:
 * they see the options as Octokit merged them, its retries happen within, and no other request pays.
 */
export function toMethod(endpoint: Endpoint, host: Request, auth: unknown) {
  const show = (value: unknown) => showValue(value, auth);

  /** @param given The call's own `request` option; what is no object is a problem. */
  const guard =
    (inner: Hook, given: unknown = {}): Hook =>
    async (request, options) => {
      const problems: ParameterProblem[] = [];
      const refuse: Refuse = (parameter, rule, what, value, fix) => {
        const shown = value === undefined ? "" : `; given: ${show(value)}`;
        problems.push({ parameter, rule, message: `${parameter} ${what}${shown}.${fix ? ` ${fix}` : ""}` });
      };
      ownRoute(endpoint, options, refuse);
      findProblems(endpoint, options, refuse);
      if (Object(given) !== given) refuse("request", "type", "must be an object", given);
      if (problems.length) throw new ParameterError(endpoint.name, problems, endpoint.documentation);

      let response: OctokitResponse<unknown>;
      try {
        response = await inner(request, options);
      } catch (error) {
        explainRefusal(endpoint, error, options, show);
        throw error;
      }
      // The one thing that GitHub's description requires of an answer, and that no other answer has. Of an answer that
      // is not parsed (`parseSuccessResponseBody: false`), it is the caller who reads the body, and checks it.
      if (typeof Object(response?.data).total_count === "number") return response;
      // Stryker disable next-line OptionalChaining: core always has `request` among the options; the types do not say so.
      if (options.request?.parseSuccessResponseBody === false) return response;
      throw new UnexpectedResponseError(endpoint.name, response, endpoint.unexpected);
    };

  /**
   * Reads the caller's object once, so that what is checked is what is sent, and keeps the guard in its place: Octokit
   * lets a `request` option with a hook replace it, and one that is no plain object replaces even the host's hooks.
   */
  const guarded = (parameters: RequestParameters | undefined): RequestParameters => {
    const options: RequestParameters = { ...parameters };
    const given: unknown = options.request;
    if (given === undefined) return options;
    const { hook, ...request } = { ...Object(given) };
    const replaces = hook || Object(given) !== given;
    options.request = replaces
      ? { ...request, hook: guard(typeof hook === "function" ? hook : hostHook, given) }
      : request;
    return options;
  };

  const wrap = (request: Request) =>
    Object.assign(
      async (route?: string | RequestParameters, parameters?: RequestParameters): Promise<unknown> =>
        typeof route === "string" ? request(route, guarded(parameters)) : request(guarded(route)),
      {
        endpoint: request.endpoint,
        defaults: (parameters: RequestParameters) => wrap(request.defaults(guarded(parameters))),
      },
    );

  // Stryker disable next-line OptionalChaining: as above.
  const hostHook: Hook = host.endpoint.DEFAULTS.request?.hook;
  const { method, url } = endpoint;
  return wrap(host.defaults({ method, url, request: { hook: guard(hostHook) } }));
}
