import type { AnyOctokit, ArtifactStorage } from "../index.d.ts";
import type { Request } from "./endpoint.ts";
import { joinRest } from "./join-rest.ts";
import { routes } from "./routes.ts";
import type { Row } from "./row.ts";
import { toMethod } from "./to-method.ts";

export { ParameterError } from "./parameter-error.ts";
export { UnexpectedResponseError } from "./unexpected-response-error.ts";

export function artifactStorage(octokit: AnyOctokit, options: { auth?: unknown } = {}): ArtifactStorage {
  const makeMethod = (name: string, row: Row) =>
    // The parts used are the same in every version, but the versions' types share nothing that says so.
    toMethod(name, row, octokit.request as Request, options.auth);
  return joinRest({ octokit, routes, makeMethod });
}
artifactStorage.VERSION = "1.0.0";
