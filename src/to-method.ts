import type { OctokitResponse } from "@octokit/types";
import type { ParameterProblem } from "../index.d.ts";
import { checkAnswer } from "./check-answer.ts";
import { describeProblem } from "./describe-problem.ts";
import type { Endpoint, Request } from "./endpoint.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { OPTIONS_OF_OCTOKIT, type Options } from "./options.ts";
import { ParameterError } from "./parameter-error.ts";
import type { Problem } from "./problem.ts";
import { readCall } from "./read-call.ts";
import { recognizePages } from "./recognize-pages.ts";
import type { Row } from "./row.ts";

/**
 * Makes a request method from a row. It is a function around Octokit's own request, which gets the route and the call's
 * options, as in a bare call: requests that hooks and authentication strategies derive from it are not checked.
 */
export function toMethod(name: string, row: Row, request: Request, auth: unknown) {
  const space = row.route.indexOf(" ");
  const verb = row.route.slice(0, space);
  const url = row.route.slice(space + 1);
  const describe = (problems: readonly Problem[]): ParameterProblem[] =>
    problems.map((problem) => describeProblem(problem, auth));

  function makeMethod(endpoint: Endpoint, hasPresets: boolean) {
    const pages = recognizePages(endpoint);
    const callee = { row, verb, url, endpoint, hasPresets, findPage: pages.findPage };

    async function method(route?: unknown, second?: unknown): Promise<unknown> {
      const { sent, parameters, problems } = readCall(callee, route, second);
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
      check: (parameters?: unknown) => describe(readCall(callee, parameters, undefined).problems),
    });
  }

  const endpoint = request.endpoint.defaults({ method: verb, url });
  const isPreset = (option: string) => !OPTIONS_OF_OCTOKIT.has(option);
  return makeMethod(endpoint, Object.keys(endpoint.DEFAULTS).some(isPreset));
}

/** Whether Octokit reads the response's body, according to the options of the call, or else the instance's. */
const isParsed = ({ DEFAULTS }: Endpoint, { request }: Options): boolean =>
  (Object(request).parseSuccessResponseBody ?? Object(DEFAULTS.request).parseSuccessResponseBody) !== false;
