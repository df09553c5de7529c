import type { Octokit } from "@octokit/core";
import type { ArtifactStorage } from "../index.d.ts";
import { deriveEndpoint } from "./derive-endpoint.ts";
import { joinRest } from "./join-rest.ts";
import { routes } from "./routes.ts";
import { toMethod } from "./to-method.ts";

export { ParameterError } from "./parameter-error.ts";
export { UnexpectedResponseError } from "./unexpected-response-error.ts";

const scopes = Object.entries(routes);

export function artifactStorage(octokit: Octokit, options: { auth?: unknown }): ArtifactStorage {
  joinRest(octokit, {
    scopes,
    create: (name, row) => toMethod(deriveEndpoint(name, row), octokit.request, options.auth),
  });
  return new Added(octokit);
}
artifactStorage.VERSION = "1.0.0";

/** Shows what was added without a property of its own, for Octokit assigns those, and reading `rest` would build it. */
class Added implements ArtifactStorage {
  readonly #octokit: object;

  constructor(octokit: object) {
    this.#octokit = octokit;
  }

  get rest(): ArtifactStorage["rest"] {
    return Reflect.get(this.#octokit, "rest");
  }
}
