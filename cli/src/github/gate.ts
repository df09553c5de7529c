import type { Octokit } from "@octokit/core";
import { EXIT } from "./exit-codes.ts";
import { formatDuration, formatTime } from "./format-time.ts";
import { say } from "./output.ts";
import { readLimit, readReset } from "./read-limit.ts";
import { Stop } from "./stop.ts";

/** What every request passes: it is shut while GitHub's limits ask for it, and for good when the run is to end. */
export type Gate = ReturnType<typeof createGate>;

/** Nobody should wait for an answer that does not come: GitHub itself gives up after 10 seconds. */
const ANSWER_WITHIN_MS = 60_000;
const NO_ANSWER = `No response within ${ANSWER_WITHIN_MS / 1000} s.`;

export function createGate(maxWaitMs: number) {
  let openAt = 0;
  /** The limit that shut it, and the opening time last announced. */
  let shutBy = "";
  let announced = 0;
  /** When it was shut, with no success since: a limit that is never lifted must end the run, too. */
  let shutSince: number | undefined;
  let reason: Stop | undefined;
  let remaining: number | undefined;
  let announceStop: (reason: Stop) => void;
  const stopping = new Promise<Stop>((resolve) => {
    announceStop = resolve;
  });

  /** Those who wait for an answer, or for the end of the run. */
  const sleepers = new Set<() => void>();

  /** Ends the run: nothing more is sent, and pending answers are waited for. The first reason counts. */
  function stop(why: Stop): void {
    reason ??= why;
    announceStop(reason);
    for (const wake of sleepers) wake();
  }

  /** Never opens it earlier. */
  function shutFor(seconds: number, limit: string): void {
    const until = Date.now() + seconds * 1000;
    shutSince ??= Date.now();
    if (until <= openAt) return;
    openAt = until;
    shutBy = limit;
  }

  /** Waits while it is shut, or ends the run if that would take too long. Only called with a request to send. */
  async function pass(): Promise<void> {
    while (!reason && Date.now() < openAt) {
      const until = `${formatTime(openAt)}, in ${formatDuration(openAt - Date.now())}`;
      if (openAt - (shutSince ?? Date.now()) > maxWaitMs) {
        const why = `GitHub's ${shutBy} lasts until ${until}, which is longer than --max-wait. Run the same command again then.`;
        stop(new Stop(EXIT.interrupted, why));
      } else {
        if (openAt > announced + 1000) say(`GitHub's ${shutBy}: nothing is sent until ${until}.`);
        announced = openAt;
        await Promise.race([delay(openAt - Date.now()), stopping]);
      }
    }
    if (reason) throw reason;
  }

  /** Notes the remaining limit, and shuts the gate when it is used up. */
  function note(headers: Record<string, unknown> = {}): void {
    const left = headers["x-ratelimit-remaining"];
    remaining = left === undefined ? undefined : Number(left);
    if (remaining === 0) shutFor(readReset(headers), "rate limit");
  }

  return {
    stop,
    stopping,
    get reason() {
      return reason;
    },
    get shutUntil() {
      return openAt > Date.now() ? openAt : undefined;
    },
    /** The requests left of the limit, as GitHub said last. */
    get remaining() {
      return remaining;
    },

    /**
     * Runs inside plugin-throttling's pace, so that requests that got their turn there also wait here. That plugin
     * would delay only the refused request: https://github.com/octokit/plugin-throttling.js/issues/629
     */
    plugin(octokit: Octokit): void {
      octokit.hook.wrap("request", async (request, options) => {
        for (;;) {
          await pass();
          const abort = new AbortController();
          const timer = setTimeout(() => abort.abort(new Error(NO_ANSWER)), ANSWER_WITHIN_MS);
          options.request.signal = abort.signal;
          options.request.onSend?.();
          try {
            const response = await request(options);
            shutSince = undefined;
            note(response.headers);
            return response;
          } catch (error) {
            note(Object(error).response?.headers);
            const limit = readLimit(error);
            if (!limit) throw error;
            options.request.onRefuse?.();
            shutFor(limit.seconds, limit.name);
          } finally {
            clearTimeout(timer);
          }
        }
      });
    },

    /** Waits for a request, but gives up one that has not left when the run ends. */
    async send<Answer>(start: (hooks: { onSend(): void; onRefuse(): void }) => Promise<Answer>): Promise<Answer> {
      let underWay = false;
      const answer = start({
        onSend: () => {
          underWay = true;
        },
        onRefuse: () => {
          underWay = false;
        },
      });
      let isSettled = false;
      // Not a race with `stopping`, which would keep every answer in memory until the run ends.
      await new Promise<void>((wake) => {
        const settle = () => {
          isSettled = true;
          sleepers.delete(wake);
          wake();
        };
        answer.then(settle, settle);
        sleepers.add(wake);
        if (reason) wake();
      });
      if (reason && !isSettled && !underWay) throw reason;
      return answer;
    },
  };
}

const delay = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
