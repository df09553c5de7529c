import type { OctokitResponse } from "@octokit/types";

/** Octokit's request, as far as it is used here: its own type wants a route that it knows, and differs by version. */
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
