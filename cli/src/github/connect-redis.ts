import Bottleneck from "bottleneck";
import type { Runtime } from "../runtime.ts";
import { Stop, wrongUsage } from "../stop.ts";

const CONNECT_MS = 10_000;

const WRONG_PASSWORD = /^(WRONGPASS|NOAUTH|NOPERM|ERR (invalid password|AUTH|Client sent AUTH))/;

/**
 * Connects to Redis, within 10 seconds. A connection that is lost later ends the run: Bottleneck would wait for it
 * without a word, and without a shared pace nobody may send. Nothing of the URL is shown but its host.
 *
 * @param source What the URL was given with, such as `--redis`.
 */
export async function connectRedis(
  url: string,
  source: string,
  { ending, clock }: Pick<Runtime, "ending" | "clock">,
  answerWithinMs: number,
) {
  if (!/^rediss?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    throw wrongUsage(`${source} must be a URL such as redis://host:6379.`);
  }
  const where = `Redis at ${new URL(url).host} (${source})`;
  // A bundle gives a CommonJS module's exports as `default` alone; so does Node.
  const { Redis } = (await import("ioredis")).default;
  const client = new Redis(url, {
    connectTimeout: CONNECT_MS,
    commandTimeout: answerWithinMs,
    retryStrategy: () => null,
    enableAutoPipelining: false,
  });
  let reason = "no answer";
  const refused = new Promise<"refused">((resolve) => {
    client.on("error", ({ message }: Error) => {
      reason = message;
      if (WRONG_PASSWORD.test(message)) resolve("refused");
    });
  });
  // Without it, Bottleneck would look for ioredis in node_modules, which a bundle has not.
  const options = { client, Redis };
  const connection = new Bottleneck.IORedisConnection(options);
  let isOpen = true;
  const close = async () => {
    isOpen = false;
    await connection.disconnect(false);
  };
  const onLost = (error?: Error) => {
    if (!isOpen) return;
    const why = error?.message ?? reason;
    ending.abort(new Stop("interrupted", `The connection to ${where} was lost: ${why}.`));
  };

  const connected = new AbortController();
  const late = clock.sleep(CONNECT_MS, connected.signal).then(() => "late" as const);
  late.catch(() => {});
  const ended = new Promise<"ended">((resolve) => client.once("end", () => resolve("ended")));
  const first = await Promise.race([connection.ready, late, ended, refused]);
  connected.abort();
  if (typeof first === "string") {
    await close();
    if (first === "refused")
      throw wrongUsage(`${where} refuses the username or password: ${reason}. Nothing was sent.`);
    throw new Stop("interrupted", `${where} cannot be reached: ${reason}. Nothing was sent.`);
  }
  client.once("end", () => onLost());
  connection.on("error", onLost);
  return { connection, onLost, close };
}
