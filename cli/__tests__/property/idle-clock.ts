import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../src/runtime.ts";

const TICK_MS = 2;
/** What follows from an answer has begun by then. */
const IDLE_TICKS = 3;

/** A clock that skips the time in which nothing happens but waiting. */
export function createIdleClock(isIdle: () => boolean): Clock {
  let skipped = 0;
  let isTicking = false;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  const now = () => Date.now() + skipped;

  async function tick(): Promise<void> {
    isTicking = true;
    for (let idle = 0; ; ) {
      await delay(TICK_MS);
      if (sleepers.size === 0) break;
      idle = isIdle() ? idle + 1 : 0;
      const first = Math.min(...[...sleepers].map(({ until }) => until));
      if (idle > IDLE_TICKS) skipped += Math.max(0, first - now());
      for (const sleeper of sleepers) if (sleeper.until <= now()) sleeper.wake();
    }
    isTicking = false;
  }

  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const end = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", onAbort);
        };
        const onAbort = () => {
          end();
          reject(signal?.reason);
        };
        const wake = () => {
          end();
          resolve();
        };
        const sleeper = { until: now() + ms, wake };
        signal?.addEventListener("abort", onAbort);
        sleepers.add(sleeper);
        if (!isTicking) void tick();
      }),
  };
}
