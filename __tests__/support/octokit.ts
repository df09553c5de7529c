import { jest } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { artifactStorage } from "../../src/index.ts";
import { RECORD } from "./record.ts";

export { DIGEST, RECORD } from "./record.ts";

export const TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
export const CALL = { org: "octo-org", ...RECORD };
export const ANSWER = { total_count: 1, storage_records: [] };

export const PluginOctokit = Octokit.plugin(artifactStorage);

/** A `fetch` that answers without a network; its `mock.calls` tell what was sent. */
export function stubFetch(data: unknown = ANSWER, init: ResponseInit = {}) {
  return jest.fn(async (url: string, _options: RequestInit) => {
    const body = typeof data === "string" ? data : JSON.stringify(data);
    const response = new Response(body, {
      ...init,
      headers: { "content-type": "application/json; charset=utf-8", ...init.headers },
    });
    // plugin-paginate-rest reads it; a Response that was not fetched has none.
    return Object.defineProperty(response, "url", { value: url });
  });
}

/** An instance with the plugin on a stubbed `fetch`. */
export function stubbedOctokit(fetch = stubFetch(), options: ConstructorParameters<typeof Octokit>[0] = {}) {
  return new PluginOctokit({ auth: TOKEN, request: { fetch }, ...options });
}

/** What a promise rejects with; fails the test if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ rejected: false, reason: undefined }),
    (reason: unknown) => ({ rejected: true, reason }),
  );
  if (!outcome.rejected) throw new Error("the promise was fulfilled");
  return outcome.reason;
}
