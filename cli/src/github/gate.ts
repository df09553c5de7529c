import type { Octokit } from "@octokit/core";
import { formatDuration, formatTime } from "../output/format-time.ts";
import type { Runtime } from "../runtime.ts";
import { Stop } from "../stop.ts";
import { isTokenRequest, readFailure } from "./read-failure.ts";
import { FALLBACK_SECONDS, readDate, readLimit, readReset } from "./read-limit.ts";

/** Nobody should wait for an answer that does not come: GitHub itself gives up after 10 seconds. */
const ANSWER_WITHIN_MS = 60_000;
const NO_ANSWER = `No answer within ${ANSWER_WITHIN_MS / 1000} s.`;

/** A limit that holds. */
interface Shut {
  name: string;
  /** When its time is up, in ms by this machine's clock. */
  until: number;
  /** Since when no request has passed. */
  since: number;
  /** The wait for it, which those who wait share. */
  wait?: Promise<void>;
  isUp: boolean;
}

/** What the inner part tells the outer: the request was not taken, and is to come again once the gate is open. */
const AGAIN = new Error("A limit holds.");

/** What a request tells whoever waits for it. */
export interface Hooks {
  /** It is about to leave. */
  beforeSend?: (() => Promise<unknown>) | undefined;
  /** It leaves. */
  onSend?: (() => void) | undefined;
  /** It has not been done: it was refused because of a limit, or will be tried again. */
  onReturn?: (() => void) | undefined;
}

export type Gate = ReturnType<typeof createGate>;

/**
 * What every request passes: it is shut while a limit of GitHub's holds, and for good when the run is to end. It keeps GitHub's
 * clock, too, for only that tells when a limit ends.
 *
 * It has two parts, around the pace of plugin-throttling, which would delay only the refused request
 * (https://github.com/octokit/plugin-throttling.js/issues/629). The inner part lets nothing pass while a limit holds; the outer
 * waits for its end, and goes through the pace again, so that nothing that waited leaves faster than the pace. After a limit
 * one request goes first.
 */
export function createGate({ clock, ending, output }: Pick<Runtime, "clock" | "ending" | "output">, maxWaitMs: number) {
  let shut: Shut | undefined;
  /** The request that goes first after a limit, and that limit. */
  let first: { request: object; after: Shut } | undefined;
  let announced = 0;
  let remaining: number | undefined;
  let lastDate: number | undefined;
  /** What has left, oldest first, and when it is late. */
  const underWay = new Map<AbortController, number>();
  let isWatching = false;
  const closing = new AbortController();
  /** Those who wait for the answer to the first request. */
  const waiting = new Set<() => void>();
  const { signal } = ending;

  /** Never opens it earlier. */
  function shutFor(seconds: number, name: string): void {
    const until = clock.now() + seconds * 1000;
    if (shut && !shut.isUp && until <= shut.until) return;
    shut = { name, until, since: shut?.since ?? clock.now(), isUp: false };
  }

  function noteDate(headers: Readonly<Record<string, unknown>>): void {
    const date = readDate(headers);
    if (!Number.isNaN(date)) lastDate = date;
  }

  /** Notes what is left of the limit, and shuts the gate where nothing is. */
  function noteRemaining(headers: Readonly<Record<string, unknown>>): void {
    const left = headers["x-ratelimit-remaining"];
    remaining = left === undefined ? undefined : Number(left);
    if (remaining === 0) shutFor(readReset(headers), "rate limit");
  }

  /** Waits while it is shut, or ends the run where that takes too long. Only called with a request to send. */
  async function pass(request: object): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (!shut) return;
      const limit = shut;
      if (limit.isUp) {
        if (!first) {
          first = { request, after: limit };
          return;
        }
        await new Promise<void>((resolve) => waiting.add(resolve));
      } else {
        const until = `${formatTime(limit.until)}, in ${formatDuration(limit.until - clock.now())}`;
        if (limit.until - limit.since > maxWaitMs) {
          const why = `GitHub's ${limit.name} lasts until ${until}, which is longer than --max-wait. Wait until then.`;
          ending.abort(new Stop("interrupted", why));
          continue;
        }
        if (limit.until > announced + 1000) output.say(`GitHub's ${limit.name}: nothing is sent until ${until}.`);
        announced = limit.until;
        limit.wait ??= clock.sleep(limit.until - clock.now(), signal).then(
          () => {
            limit.isUp = true;
          },
          // The run is to end.
          () => undefined,
        );
        await limit.wait;
      }
    }
  }

  /** The first request after a limit is done: where it was answered, the limit is over; else another goes first. */
  function settle(request: object, isAnswered: boolean): void {
    if (first?.request !== request) return;
    if (isAnswered && shut === first.after) shut = undefined;
    first = undefined;
    for (const wake of waiting) wake();
    waiting.clear();
  }

  /** Gives up those that are late. One timer serves all, for each request would pay for its own. */
  async function watch(): Promise<void> {
    if (isWatching) return;
    isWatching = true;
    for (let [oldest] = underWay; oldest; [oldest] = underWay) {
      const [late, due] = oldest;
      const left = due - clock.now();
      if (left <= 0) {
        underWay.delete(late);
        late.abort(new Error(NO_ANSWER));
      } else await clock.sleep(left, closing.signal).catch(() => underWay.clear());
    }
    isWatching = false;
  }

  return {
    close() {
      closing.abort();
    },
    /** GitHub's clock: what its last answer says. */
    get date() {
      return lastDate;
    },
    get shutUntil() {
      return shut?.until;
    },
    /** The requests left of the limit, as GitHub said last. */
    get remaining() {
      return remaining;
    },

    /** For outside of the pace. A token of an App's is asked for by a request that has passed. */
    outer(octokit: Octokit): void {
      octokit.hook.wrap("request", async (request, options) => {
        if (isTokenRequest(options.url)) return request(options);
        for (;;) {
          await pass(options);
          let isAnswered = false;
          try {
            const response = await request(options);
            isAnswered = true;
            return response;
          } catch (error) {
            if (error !== AGAIN) {
              isAnswered = readFailure(error).kind === "refused";
              throw error;
            }
          } finally {
            settle(options, isAnswered);
          }
        }
      });
    },

    /** For inside of the pace. */
    inner(octokit: Octokit): void {
      octokit.hook.wrap("request", async (request, options) => {
        const isToken = isTokenRequest(options.url);
        const { beforeSend, onSend, onReturn } = options.request;
        const hooks: Hooks = { beforeSend, onSend, onReturn };
        if (!isToken) {
          await hooks.beforeSend?.();
          signal.throwIfAborted();
          if (shut && !(first?.request === options && first.after === shut)) throw AGAIN;
          hooks.onSend?.();
        }
        const late = new AbortController();
        options.request.signal = late.signal;
        underWay.set(late, clock.now() + ANSWER_WITHIN_MS);
        watch();
        try {
          const response = await request(options);
          noteDate(response.headers);
          // An App's own limit is another one.
          if (!isToken) noteRemaining(response.headers);
          return response;
        } catch (error) {
          const headers = Object(Object(error).response?.headers);
          noteDate(headers);
          if (!isToken) noteRemaining(headers);
          const limit = isToken ? undefined : readLimit(error);
          if (!limit) {
            if (options.method === "GET") hooks.onReturn?.();
            throw error;
          }
          hooks.onReturn?.();
          // What was under way when the limit came is limited by the same one; the first after it, by one that goes on.
          const least = first?.request === options ? FALLBACK_SECONDS : 0;
          shutFor(Math.max(limit.seconds, least), limit.name);
          throw AGAIN;
        } finally {
          underWay.delete(late);
        }
      });
    },
  };
}
