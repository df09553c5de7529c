import { setMaxListeners } from "node:events";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import {
  type ArtifactStorageMethods,
  type ArtifactStorageRecord,
  artifactStorage,
} from "octokit-plugin-artifact-storage";
import type { Runtime } from "../runtime.ts";
import { Stop, wrongUsage } from "../stop.ts";
import { VERSION } from "../version.ts";
import { chooseFetch } from "./choose-fetch.ts";
import { PACE_ID, type Pace } from "./create-pace.ts";
import { followRedirects } from "./follow-redirects.ts";
import { createGate, type Gate, type Hooks } from "./gate.ts";
import type { GitHub } from "./github.ts";
import type { Credentials } from "./read-credentials.ts";
import { isLost, readFailure, toStop } from "./read-failure.ts";

interface Options {
  apiUrl: string;
  credentials: Credentials;
  pace: Pace;
  /** How long to wait for a limit. */
  maxWaitMs: number;
  runtime: Runtime;
}

/** What GitHub lists, as far as it may be. */
type Listing = Awaited<ReturnType<ArtifactStorageMethods["listArtifactStorageRecords"]>>["data"];

/** Statuses that asking again does not change. */
const DO_NOT_RETRY = [400, 401, 403, 404, 410, 422, 429, 451];

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Connects to GitHub, and asks it for its clock, which costs nothing. A wrong token, a certificate that is not trusted and no
 * network are known then, before anything is sent.
 *
 * From the outside in, a request passes: the plugin's checks, the gate, the pace, the gate again, authentication, redirects.
 * Only reads are retried: a record may be stored despite an error, and is looked up first.
 */
export async function connect({ apiUrl, credentials, pace, maxWaitMs, runtime }: Options): Promise<GitHub> {
  const { ending } = runtime;
  // Each request listens to it, and Node warns of more than ten.
  setMaxListeners(Number.POSITIVE_INFINITY, ending.signal);
  const fetching = await chooseFetch(runtime);
  const gate = createGate(runtime, maxWaitMs);
  const close = async () => {
    gate.close();
    await fetching[Symbol.asyncDispose]();
  };
  const options = {
    baseUrl: apiUrl,
    userAgent: `artifact-storage-record/${VERSION}`,
    log: SILENT,
    request: { fetch: followRedirects(fetching.fetch) },
    throttle: {
      // It takes milliseconds for each request, which a server of one's own does not need.
      enabled: pace.group !== "none",
      id: PACE_ID,
      ...(pace.group !== "none" && { write: pace.group }),
      // The gate has waited for the limit, or has given up.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
    retry: { doNotRetry: DO_NOT_RETRY },
  };
  const Creating = Octokit.plugin(gate.inner, throttling, gate.outer, artifactStorage);
  const Reading = Octokit.plugin(gate.inner, throttling, gate.outer, retry, artifactStorage);
  const creating = new Creating({ ...options, ...(await chooseAuth(credentials)) });
  // One token of an App's for both.
  const reading = new Reading({ ...options, authStrategy: () => creating.auth, auth: credentials });
  const { createArtifactStorageRecord }: Pick<ArtifactStorageMethods, "createArtifactStorageRecord"> =
    creating.rest.orgs;
  const { listArtifactStorageRecords }: Pick<ArtifactStorageMethods, "listArtifactStorageRecords"> = reading.rest.orgs;

  /** Waits for an answer, but gives up a request that has not left when the run ends. */
  async function send<Answer>(
    start: (hooks: Hooks) => Promise<Answer>,
    { beforeSend, onSend }: Pick<Hooks, "beforeSend" | "onSend"> = {},
  ): Promise<Answer> {
    const { signal } = ending;
    signal.throwIfAborted();
    let isUnderWay = false;
    const hooks: Hooks = {
      beforeSend,
      onSend() {
        isUnderWay = true;
        onSend?.();
      },
      onReturn() {
        isUnderWay = false;
      },
    };
    let giveUp = () => {};
    const answer = new Promise<Answer>((resolve, reject) => {
      giveUp = () => {
        if (!isUnderWay) reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp);
      start(hooks).then(resolve, (error) => reject(sayVariable(error, credentials.source)));
    });
    return answer.finally(() => signal.removeEventListener("abort", giveUp));
  }

  try {
    await askForClock(
      () => send((request) => creating.request("GET /rate_limit", { request })),
      gate,
      credentials,
      runtime,
    );
  } catch (error) {
    await close();
    throw error;
  }

  return {
    now: () => new Date(gate.date ?? 0),
    get shutUntil() {
      return gate.shutUntil;
    },
    get remaining() {
      return gate.remaining;
    },
    async create(record, beforeSend) {
      const onSend = () => {
        runtime.mayHaveStored = true;
      };
      const { data } = await send((request) => createArtifactStorageRecord({ ...record, request }), {
        beforeSend,
        onSend,
      });
      return data.storage_records ?? [];
    },
    async list(org, subject_digest) {
      let listing: Listing;
      try {
        listing = (await send((request) => listArtifactStorageRecords({ org, subject_digest, request }))).data;
      } catch (error) {
        if (error instanceof Stop) throw error;
        const failure = readFailure(error);
        // So GitHub says of a digest that has no record yet.
        if (failure.kind === "refused" && failure.status === 404 && /no artifacts found/i.test(failure.message))
          return [];
        if (!isLost(failure)) throw error;
        const stop = toStop(failure);
        ending.abort(stop);
        throw stop;
      }
      return readListing(listing);
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Fewer records than GitHub counts would make one that is stored seem missing. */
function readListing({ total_count, storage_records = [] }: Listing): ArtifactStorageRecord[] {
  const isList =
    Array.isArray(storage_records) && storage_records.every((one) => typeof one === "object" && one !== null);
  if (!isList) throw new Error("GitHub's answer is no list of records.");
  if (total_count !== undefined && total_count > storage_records.length) {
    throw new Error(`GitHub counts ${total_count} records, but lists ${storage_records.length}.`);
  }
  return storage_records;
}

async function chooseAuth(credentials: Credentials) {
  if ("token" in credentials) return { auth: credentials.token };
  const { createAppAuth } = await import("@octokit/auth-app");
  return { authStrategy: createAppAuth, auth: credentials };
}

const ATTEMPTS = 3;
const PAUSE_MS = 1000;

/** Any answer has the time; but one that says that the token is wrong would be that of each record, too. */
async function askForClock(
  ask: () => Promise<unknown>,
  gate: Gate,
  { source }: Credentials,
  { clock, ending }: Runtime,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await ask().then(
      () => undefined,
      (error) => {
        if (error instanceof Stop) throw error;
        return readFailure(error);
      },
    );
    if (failure?.kind === "untrusted") throw wrongUsage(`${toStop(failure).message} Nothing was sent.`);
    if (failure?.kind === "refused" && failure.status === 401) {
      throw new Stop("refused", `GitHub does not accept ${source}: ${failure.message}\nNothing was sent.`);
    }
    if (!failure || !isLost(failure)) {
      if (gate.date !== undefined) return;
      throw new Stop(
        "interrupted",
        "The answers of GitHub have no `date`, by which this command tells what it stored from what was there before. " +
          "Nothing was sent. Check what removes it, such as a proxy.",
      );
    }
    if (attempt === ATTEMPTS) throw new Stop("interrupted", `${toStop(failure).message} Nothing was sent.`);
    await clock.sleep(PAUSE_MS * attempt ** 2, ending.signal);
  }
}

/** Says what the plugin calls `auth`, or the token, by the name of the variable that it came from. */
function sayVariable(error: unknown, source: string): unknown {
  if (error instanceof Error && !(error instanceof Stop)) {
    error.message = error.message
      .replaceAll("`auth`", source)
      .replaceAll(/\b(the (?:personal access )?token) (lacks|is not)/gi, `$1 (${source}) $2`);
  }
  return error;
}
