import type { AnyOctokit, ArtifactStorage } from "../index.d.ts";
import { joinRest } from "./join-rest.ts";
import { routes } from "./routes.ts";
import { toMethod } from "./to-method.ts";

export { ParameterError } from "./parameter-error.ts";
export { UnexpectedResponseError } from "./unexpected-response-error.ts";

export function artifactStorage(octokit: AnyOctokit, options: { auth?: unknown } = {}): ArtifactStorage {
  return joinRest({ octokit, routes, makeMethod: (name, row) => toMethod(name, row, octokit.request, options.auth) });
}
artifactStorage.VERSION = "1.0.0";
