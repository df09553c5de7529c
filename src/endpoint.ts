import type { OctokitResponse } from "@octokit/types";

/** Octokit's request, as far as it is used here. Its own type accepts only known routes, and differs by version. */
export interface Request {
  (route: string, parameters: Record<string, unknown>): Promise<OctokitResponse<unknown>>;
  endpoint: Endpoint;
}

export interface Endpoint {
  (route?: unknown, parameters?: unknown): { headers: object };
  merge(route?: unknown, parameters?: unknown): Record<string, unknown>;
  defaults(parameters: unknown): Endpoint;
  DEFAULTS: Record<string, unknown>;
}
