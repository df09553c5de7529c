import type { OctokitResponse } from "@octokit/types";
import type { UnexpectedResponseError as Declared } from "../index.d.ts";

export class UnexpectedResponseError extends Error implements Declared {
  override readonly name = "UnexpectedResponseError";

  constructor(
    readonly method: string,
    readonly response: OctokitResponse<unknown>,
    message: string,
  ) {
    super(`${method}: ${message}`);
  }
}
