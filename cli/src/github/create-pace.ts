import Bottleneck from "bottleneck";
import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";
import { connectRedis } from "./connect-redis.ts";

/** How fast records are sent, for plugin-throttling to keep. */
export interface Pace extends AsyncDisposable {
  group: Bottleneck.Group | "none";
}

/** What shares a pace: every client of this command, be it on another machine. */
export const PACE_ID = "artifact-storage-record";

/** As fast as GitHub advises: at least a second between two. */
export const DEFAULT_PER_MINUTE = 60;

/** Longer than the slowest pace's minute: after so long without a request, Redis forgets the pace. */
const FORGET_MS = 120_000;

/**
 * The pace of creating: so many a minute, or as fast as it goes where that is 0. It is shared through a Redis, where one is
 * given. Its jobs end before their requests are sent, so that a killed process does not block others.
 *
 * @param redis The value of `--redis`. Without it, REDIS_URL counts, which shows no password in the list of processes.
 */
export async function createPace(
  perMinute: number,
  redis: string | undefined,
  { env, ending, clock }: Pick<Runtime, "env" | "ending" | "clock">,
  answerWithinMs = 10_000,
): Promise<Pace> {
  if (redis === "") throw wrongUsage("--redis is empty. Give its URL, or leave it out.");
  if (perMinute === 0) return { group: "none", async [Symbol.asyncDispose]() {} };
  // Bottleneck's script for Redis takes whole milliseconds alone. Never faster than asked.
  const settings = { id: PACE_ID, minTime: Math.ceil(60_000 / perMinute), timeout: FORGET_MS };
  const url = redis ?? env.REDIS_URL;
  if (!url) return { group: new Bottleneck.Group(settings), async [Symbol.asyncDispose]() {} };
  const { connection, onLost, close } = await connectRedis(
    url,
    redis === undefined ? "REDIS_URL" : "--redis",
    { ending, clock },
    answerWithinMs,
  );
  const group = new Bottleneck.Group({ ...settings, connection });
  group.on("error", onLost);
  group.on("created", (limiter) => {
    limiter.on("error", onLost);
    // An earlier run's pace is still in Redis: the last one that starts sets it for all.
    Promise.resolve(limiter.updateSettings({ minTime: settings.minTime })).catch(onLost);
  });
  return { group, [Symbol.asyncDispose]: close };
}
