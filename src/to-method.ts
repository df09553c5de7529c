import type { EndpointDefaults, OctokitResponse, RequestInterface, RequestParameters } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint } from "./derive-endpoint.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findProblems } from "./find-problems.ts";
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

/** Octokit's own options that must be objects; its merge takes anything, and drops the hooks for a `request: null`. */
const OBJECTS = ["request", "headers", "mediaType"] as const;

/**
 * Makes a request method of an endpoint. The checks are a hook of this method alone, around the hooks of the instance:
 * they see the options as Octokit merged them, its retries happen within, and no other request pays.
 */
export function toMethod(endpoint: Endpoint, host: Request, auth: unknown) {
  const show = (value: unknown) => showValue(value, auth);

  const guard =
    (inner: Hook, misfits: ParameterProblem[]): Hook =>
    async (request, options) => {
      const problems = [...ownRoute(endpoint, options, show), ...findProblems(endpoint, options, show), ...misfits];
      if (problems.length) throw new ParameterError(endpoint.name, problems, endpoint.documentation);
      let response: OctokitResponse<unknown>;
      try {
        response = await inner(request, options);
      } catch (error) {
        explainRefusal(endpoint, error, options, show);
        throw error;
      }
      // Stryker disable next-line OptionalChaining: core always has `request` among the options; the types do not say so.
      // With `parseSuccessResponseBody: false` the caller reads the body, and its checking is theirs.
      if (options.request?.parseSuccessResponseBody === false || isAnswer(response?.data)) return response;
      throw new UnexpectedResponseError(endpoint.name, response, endpoint.unexpected);
    };

  /** Reads the caller's object once, so that what is checked is what is sent, and keeps the guard in its place. */
  const guarded = (parameters: RequestParameters | undefined): RequestParameters => {
    const options: RequestParameters = { ...parameters };
    const misfits: ParameterProblem[] = [];
    for (const name of OBJECTS) {
      const value: unknown = options[name];
      if (value === undefined || (value && typeof value === "object" && !Array.isArray(value))) continue;
      misfits.push({ parameter: name, rule: "type", message: `${name} must be an object; given: ${show(value)}.` });
      delete options[name];
    }
    if (options.request || misfits.length) {
      const { hook, ...request } = { ...options.request };
      const inner = typeof hook === "function" ? hook : hostHook;
      options.request = hook || misfits.length ? { ...request, hook: guard(inner, misfits) } : request;
    }
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
  return wrap(host.defaults({ method, url, request: { hook: guard(hostHook, []) } }));
}

/** The one thing that GitHub's description requires of an answer, and that no other answer has. */
const isAnswer = (data: unknown) => typeof Object(data).total_count === "number";
