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

/** What paces creating; if undefined, plugin-throttling's default of a request a second. */
export type Pace = Bottleneck.Group | "none" | undefined;

/** What shares a pace: every client of this command, be it on another machine. */
const PACE_ID = "artifact-storage-record";

/** Statuses that asking again does not change. */
const DO_NOT_RETRY = [400, 401, 403, 404, 410, 422, 429, 451];

/**
 * The client that sends. From the outside in, a request passes: the plugin's checks, the pace, the gate, authentication.
 * Only reads are retried: a record may be stored despite an error, and is looked up first.
 */
export async function createClient(
  baseUrl: string,
  credentials: Credentials,
  gate: Gate,
  pace: Pace,
  env: NodeJS.ProcessEnv,
): Promise<Methods> {
  const options = {
    baseUrl,
    userAgent: `artifact-storage-record/${VERSION}`,
    request: { fetch: await chooseFetch(env) },
    ...("token" in credentials
      ? { auth: credentials.token }
      : { authStrategy: (await import("@octokit/auth-app")).createAppAuth, auth: credentials }),
    throttle: {
      // It takes milliseconds for each request, which a server of one's own does not need.
      enabled: pace !== "none",
      id: PACE_ID,
      ...(pace !== "none" && pace && { write: pace }),
      // The gate has waited for the limit, or has given up.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
    retry: { doNotRetry: DO_NOT_RETRY },
  };
  const Creating = Octokit.plugin(gate.plugin, throttling, artifactStorage);
  const Reading = Octokit.plugin(gate.plugin, throttling, retry, artifactStorage);
  return {
    createArtifactStorageRecord: new Creating(options).rest.orgs.createArtifactStorageRecord,
    listArtifactStorageRecords: new Reading(options).rest.orgs.listArtifactStorageRecords,
  };
}

/** Node's `fetch` ignores proxies; undici's does not, and is loaded if one is set. */
async function chooseFetch(env: NodeJS.ProcessEnv): Promise<unknown> {
  if (!(env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy)) return undefined;
  // In a bundle, what is imported of a CommonJS package is its default alone.
  const { default: undici } = await import("undici");
  const { EnvHttpProxyAgent, fetch } = undici;
  const dispatcher = new EnvHttpProxyAgent();
  return (url: string, options: UndiciOptions) => fetch(url, { ...options, dispatcher });
}
