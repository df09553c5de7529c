import type { OctokitResponse } from "@octokit/types";
import type { UnexpectedResponseError as Declared } from "../index.d.ts";

export class UnexpectedResponseError extends Error implements Declared {
  override readonly name = "UnexpectedResponseError";
  readonly method: string;
  readonly response: OctokitResponse<unknown>;

  constructor(method: string, response: OctokitResponse<unknown>, message: string) {
    super(`${method}: ${message}`);
    this.method = method;
    this.response = response;
  }
}
