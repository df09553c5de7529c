import Bottleneck from "bottleneck";
import { EXIT } from "./exit-codes.ts";
import type { Gate } from "./gate.ts";
import { Stop, wrongUsage } from "./stop.ts";

const CONNECT_MS = 10_000;
const ANSWER_MS = 10_000;

/**
 * Connects to Redis, within 10 seconds. A connection that is lost later ends the run: Bottleneck would wait for it
 * without a word, and without a shared pace nobody may send.
 */
export async function connectRedis(url: string, gate: Gate) {
  // The password in it is shown nowhere.
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw wrongUsage("--redis must be a URL such as redis://host:6379.");
  }
  const { host } = new URL(url);
  const { Redis } = await import("ioredis");
  const client = new Redis(url, {
    connectTimeout: CONNECT_MS,
    commandTimeout: ANSWER_MS,
    retryStrategy: () => null,
    enableAutoPipelining: false,
  });
  let reason = "no answer";
  const onError = (error: Error) => {
    reason = error.message;
  };
  client.on("error", onError);
  const connection = new Bottleneck.IORedisConnection({ client });
  connection.on("error", onError);

  const late = new Promise<"late">((resolve) => setTimeout(resolve, CONNECT_MS, "late").unref());
  const ended = new Promise<"ended">((resolve) => client.once("end", () => resolve("ended")));
  const first = await Promise.race([connection.ready, late, ended]);
  if (first === "late" || first === "ended") {
    client.disconnect();
    const why = `Redis at ${host} (--redis) cannot be reached: ${reason}. Nothing was sent.`;
    throw new Stop(EXIT.interrupted, why);
  }
  const onLost = (error?: Error) => {
    const why = error?.message ?? reason;
    gate.stop(
      new Stop(
        EXIT.interrupted,
        `The connection to Redis at ${host} (--redis) was lost: ${why}. Run the same command again.`,
      ),
    );
  };
  client.once("end", () => onLost());
  connection.on("error", onLost);
  return { connection, onLost };
}
