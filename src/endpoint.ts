import type { OctokitResponse } from "@octokit/types";
import type { Options } from "./find-problems.ts";

/** Octokit's request, as far as it is used here: its own type wants a route that it knows. */
export interface Request {
  (route: string, options: Options): Promise<OctokitResponse<unknown>>;
  endpoint: Endpoint;
}

export interface Endpoint {
  (route?: unknown, parameters?: unknown): { headers: object };
  merge(route?: unknown, parameters?: unknown): Record<string, unknown>;
  defaults(parameters: unknown): Endpoint;
  DEFAULTS: Options;
}
