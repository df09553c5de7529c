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

/** What keeps the pace of creating; the plugin's own, of a request a second, where nothing is given. */
export type Pace = Bottleneck.Group | "none" | undefined;

/** What shares a pace: every client of this command, be it on another machine. */
const PACE_ID = "artifact-storage-record";

/** Statuses that asking again does not change. */
const DO_NOT_RETRY = [400, 401, 403, 404, 410, 422, 429, 451];

/**
 * The client that sends. From the outside in, a request passes: the plugin's checks, the pace, the gate, authentication.
 * What only reads is retried, too; what creates may have been stored, and is looked up first.
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

/** Node's `fetch` goes through no proxy; undici's does, and is loaded where one is set. */
async function chooseFetch(env: NodeJS.ProcessEnv): Promise<unknown> {
  if (!(env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy)) return undefined;
  const { EnvHttpProxyAgent, fetch } = await import("undici");
  const dispatcher = new EnvHttpProxyAgent();
  return (url: string, options: UndiciOptions) => fetch(url, { ...options, dispatcher });
}
