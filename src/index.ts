import type { AnyOctokit, ArtifactStorage } from "../index.d.ts";
import type { Request } from "./endpoint.ts";
import { joinRest } from "./join-rest.ts";
import { routes } from "./routes.ts";
import { toMethod } from "./to-method.ts";

export { ParameterError } from "./parameter-error.ts";
export { UnexpectedResponseError } from "./unexpected-response-error.ts";

export function artifactStorage(octokit: AnyOctokit, options: { auth?: unknown } = {}): ArtifactStorage {
  // What is used of it is the same in every version, and the types of all of them have nothing in common that says so.
  const request = octokit.request as Request;
  return joinRest({ octokit, routes, makeMethod: (name, row) => toMethod(name, row, request, options.auth) });
}
artifactStorage.VERSION = "1.0.0";
