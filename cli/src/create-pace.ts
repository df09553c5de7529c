import Bottleneck from "bottleneck";
import { connectRedis } from "./connect-redis.ts";
import type { Pace } from "./create-client.ts";
import type { Gate } from "./gate.ts";

/** Longer than the slowest pace's minute: after so long without a request, Redis forgets the pace. */
const FORGET_MS = 120_000;

/**
 * The pace of creating, for plugin-throttling to keep. Its jobs end before their requests are sent, so that a killed
 * process does not block others.
 */
export async function createPace(perMinute: number, redis: string | undefined, gate: Gate): Promise<Pace> {
  if (perMinute === 0) return "none";
  const minTime = 60_000 / perMinute;
  const settings = { id: "artifact-storage-record", minTime, timeout: FORGET_MS };
  if (redis === undefined) return new Bottleneck.Group(settings);
  const { connection, onLost } = await connectRedis(redis, gate);
  const group = new Bottleneck.Group({ ...settings, connection });
  group.on("error", onLost);
  group.on("created", (limiter) => limiter.on("error", onLost));
  return group;
}
