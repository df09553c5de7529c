import type { OctokitResponse } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import { checkAnswer } from "./check-answer.ts";
import { describeProblem } from "./describe-problem.ts";
import type { Endpoint, Request } from "./endpoint.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findProblems, OPTIONS_OF_OCTOKIT, type Options, type Problem } from "./find-problems.ts";
import { findTakeovers } from "./find-takeovers.ts";
import { followPages } from "./follow-pages.ts";
import { ParameterError } from "./parameter-error.ts";
import type { Row } from "./row.ts";

/** A call, read once: what is sent, the parameters in it, and what is wrong with them. */
interface Call {
  sent: Record<string, unknown>;
  parameters: Options;
  problems: Problem[];
}

/**
 * Makes a request method from a row. It is a function around Octokit's own request, which gets the route and the call's
 * options, as in a bare call: requests that hooks and authentication strategies derive from it are not checked.
 */
export function toMethod(name: string, row: Row, request: Request, auth: unknown) {
  const verb = row.route.slice(0, row.route.indexOf(" "));
  const url = row.route.slice(verb.length + 1);

  /** In Octokit, a route may come before the parameters. The method's own does no harm. */
  const isOwnRoute = (route: unknown) =>
    typeof route === "string" && [url, row.route].some((own) => own.toLowerCase() === route.toLowerCase());

  /** @param hasPresets Whether the endpoint's defaults contain parameters, not only options of Octokit. */
  function makeMethod(endpoint: Endpoint, hasPresets: boolean) {
    const pages = followPages(endpoint);

    function readCall(route: unknown, second?: unknown): Call {
      const given = isOwnRoute(route) ? second : route;
      const isObject = typeof given === "object" && !Array.isArray(given);
      const copy: Record<string, unknown> = isObject ? { ...given } : {};
      const page = pages.findPage(copy, url);
      if (page) {
        const problems = findTakeovers(verb, url, page.described).concat(findProblems(row, page.parameters));
        return { ...page, problems };
      }

      const sent = hasPresets ? merge(endpoint, copy) : copy;
      // Octokit would take `undefined` for the URL, too.
      if (sent.url === undefined) delete sent.url;
      if (sent.method === undefined) delete sent.method;
      const problems = findTakeovers(verb, url, sent).concat(findProblems(row, sent));
      if (!isObject && given !== undefined) {
        const advice = "Pass the parameters by name.";
        problems.unshift({ parameter: "parameters", rule: "type", what: "must be an object", given, advice });
      }
      return { sent, parameters: sent, problems };
    }

    const describe = (problems: readonly Problem[]): ParameterProblem[] =>
      problems.map((problem) => describeProblem(problem, auth));

    async function method(route?: unknown, second?: unknown): Promise<unknown> {
      const { sent, parameters, problems } = readCall(route, second);
      if (problems.length > 0) throw new ParameterError(name, describe(problems), row.documentation);

      let response: OctokitResponse<unknown>;
      try {
        response = await request(row.route, sent);
      } catch (error) {
        explainRefusal(row, error, { baseUrl: endpoint.DEFAULTS.baseUrl, ...sent, ...parameters }, auth);
        throw error;
      }
      checkAnswer(name, row, { parameters, isParsed: isParsed(endpoint, sent) }, response, auth);
      return response;
    }

    return Object.assign(method, {
      endpoint: pages.endpoint,
      defaults: (preset: unknown) => makeMethod(endpoint.defaults(preset), true),
      check: (parameters?: unknown) => describe(readCall(parameters).problems),
    });
  }

  const isPreset = (option: string) => !OPTIONS_OF_OCTOKIT.has(option);
  const endpoint = request.endpoint.defaults({ method: verb, url });
  return makeMethod(endpoint, Object.keys(endpoint.DEFAULTS).some(isPreset));
}

/** Merges as Octokit does, except that Octokit throws if an object replaces a value that is not an object. */
function merge(endpoint: Endpoint, given: Record<string, unknown>): Record<string, unknown> {
  const clashing = Object.entries(given).filter(
    ([name, value]) => isNested(value) && !isNested(endpoint.DEFAULTS[name]),
  );
  const without = Object.fromEntries(clashing.map(([name]) => [name, undefined]));
  return { ...endpoint.merge({ ...given, ...without }), ...Object.fromEntries(clashing) };
}

const isNested = (value: unknown) => typeof value === "object" && value !== null;

/** Whether Octokit reads the response's body, according to the options of the call, or else the instance's. */
const isParsed = ({ DEFAULTS }: Endpoint, { request }: Options): boolean =>
  (Object(request).parseSuccessResponseBody ?? Object(DEFAULTS.request).parseSuccessResponseBody) !== false;
