import type { Endpoint } from "./endpoint.ts";
import { findOverrides } from "./find-overrides.ts";
import { findProblems } from "./find-problems.ts";
import type { Options } from "./options.ts";
import type { Problem } from "./problem.ts";
import type { Page } from "./recognize-pages.ts";
import type { Row } from "./row.ts";

/** The method that is called, as far as its calls are read by it. */
interface Callee {
  row: Row;
  /** The two parts of the row's route. */
  verb: string;
  url: string;
  endpoint: Endpoint;
  /** Whether the endpoint's defaults contain parameters, not only options of Octokit. */
  hasPresets: boolean;
  findPage(options: Options, url: string): Page | undefined;
}

/** A call, read once: what is sent, the parameters in it, and what is wrong with them. */
interface Call {
  sent: Record<string, unknown>;
  parameters: Options;
  problems: Problem[];
}

/**
 * Reads what a method was called with. In Octokit, a route may come before the parameters; the method's own does no harm:
 *
 *     ({ org: "o" }) → { sent: { org: "o" }, … }
 *     ("POST /orgs/{org}/…", { org: "o" }) → { sent: { org: "o" }, … }
 *     ("/user") → { sent: {}, problems: [parameters must be an object, …], … }
 */
export function readCall(callee: Callee, route: unknown, second: unknown): Call {
  const { row, verb, url, endpoint, hasPresets, findPage } = callee;
  const isOwnRoute =
    typeof route === "string" && [url, row.route].some((own) => own.toLowerCase() === route.toLowerCase());
  const given = isOwnRoute ? second : route;
  const isObject = typeof given === "object" && !Array.isArray(given);
  const copy: Record<string, unknown> = isObject ? { ...given } : {};
  const page = findPage(copy, url);
  if (page) {
    const problems = findOverrides(verb, url, page.described).concat(findProblems(row, page.parameters));
    return { ...page, problems };
  }

  const sent = hasPresets ? merge(endpoint, copy) : copy;
  // Octokit would take `undefined` for the URL, too.
  if (sent.url === undefined) delete sent.url;
  if (sent.method === undefined) delete sent.method;
  const problems = findOverrides(verb, url, sent).concat(findProblems(row, sent));
  if (!isObject && given !== undefined) {
    const advice = "Pass the parameters by name.";
    problems.unshift({ parameter: "parameters", rule: "type", what: "must be an object", given, advice });
  }
  return { sent, parameters: sent, problems };
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
