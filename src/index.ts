import type { Octokit } from "@octokit/core";
import type { ArtifactStorage } from "../index.d.ts";
import { deriveEndpoints } from "./derive-endpoints.ts";
import { joinRest } from "./join-rest.ts";
import { routes } from "./routes.ts";
import { toMethod } from "./to-method.ts";

export { ParameterError } from "./parameter-error.ts";
export { UnexpectedResponseError } from "./unexpected-response-error.ts";

const endpoints = deriveEndpoints(routes);

export function artifactStorage(octokit: Octokit, options: { auth?: unknown }): ArtifactStorage {
  const rest: object = joinRest(octokit, endpoints, (endpoint) => toMethod(endpoint, octokit.request, options.auth));
  // The map is held to these types in routes.ts; a proxy cannot tell its own.
  return { rest: rest as ArtifactStorage["rest"] };
}
artifactStorage.VERSION = "1.0.0";
