import type { Octokit } from "@octokit/core";
import type { ArtifactStorage } from "../index.d.ts";
import { deriveEndpoint } from "./derive-endpoint.ts";
import { prepareJoin } from "./prepare-join.ts";
import { routes } from "./routes.ts";
import { toMethod } from "./to-method.ts";

export { ParameterError } from "./parameter-error.ts";
export { UnexpectedResponseError } from "./unexpected-response-error.ts";

/** Made with the first instance, for all of them. */
let join: ReturnType<typeof prepareJoin> | undefined;

export function artifactStorage(octokit: Octokit, options: { auth?: unknown }): ArtifactStorage {
  join ??= prepareJoin(routes());
  return join(octokit, (name, row) => toMethod(deriveEndpoint(name, row), octokit.request, options.auth));
}
artifactStorage.VERSION = "1.0.0";
