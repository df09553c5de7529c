import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import type Bottleneck from "bottleneck";
import { artifactStorage } from "octokit-plugin-artifact-storage";
import type { RequestInit as UndiciOptions } from "undici";
import type { Gate } from "./gate.ts";
import type { Credentials } from "./read-credentials.ts";
import { VERSION } from "./version.ts";

const ArtifactStorage = Octokit.plugin(artifactStorage);

/** Checks without a token, and sends nothing. */
export const createChecker = (baseUrl: string) => new ArtifactStorage({ baseUrl }).rest.orgs;

export type Methods = ReturnType<typeof createChecker>;

/** What keeps the pace of creating. */
export type Pace = Bottleneck.Group;

/** What shares a pace: every client of this command, be it on another machine. */
const PACE_ID = "artifact-storage-record";

/** Statuses that asking again does not change. */
const DO_NOT_RETRY = [400, 401, 403, 404, 410, 422, 429, 451];

/**
 * The client that sends. From the outside in, a request passes: the plugin's checks, retries (of what only reads), the
 * pace, the gate, authentication.
 */
export async function createClient(
  baseUrl: string,
  credentials: Credentials,
  gate: Gate,
  pace: Pace | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Methods> {
  const Client = Octokit.plugin(gate.plugin, throttling, retry, artifactStorage);
  const octokit = new Client({
    baseUrl,
    userAgent: `artifact-storage-record/${VERSION}`,
    request: { fetch: await chooseFetch(env) },
    ...("token" in credentials
      ? { auth: credentials.token }
      : { authStrategy: (await import("@octokit/auth-app")).createAppAuth, auth: credentials }),
    throttle: {
      id: PACE_ID,
      ...(pace && { write: pace }),
      onRateLimit: (seconds) => gate.shutFor(seconds, "rate limit"),
      onSecondaryRateLimit: (seconds) => gate.shutFor(seconds, "secondary rate limit"),
    },
    retry: { doNotRetry: DO_NOT_RETRY },
  });
  return octokit.rest.orgs;
}

/** Node's `fetch` goes through no proxy; undici's does, and is loaded where one is set. */
async function chooseFetch(env: NodeJS.ProcessEnv): Promise<unknown> {
  if (!(env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy)) return undefined;
  const { EnvHttpProxyAgent, fetch } = await import("undici");
  const dispatcher = new EnvHttpProxyAgent();
  return (url: string, options: UndiciOptions) => fetch(url, { ...options, dispatcher });
}
