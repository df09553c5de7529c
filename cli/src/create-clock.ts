import { setTimeout } from "node:timers/promises";
import type { Clock } from "./runtime.ts";

/** A timer takes no more: 24.8 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** This machine's clock. */
export const createClock = (): Clock => ({
  now: Date.now,
  async sleep(ms, signal) {
    const end = Date.now() + ms;
    for (let left = ms; left > 0; left = end - Date.now()) {
      await setTimeout(Math.min(left, LONGEST_MS), undefined, { signal }).catch((error) => {
        throw signal?.aborted ? signal.reason : error;
      });
    }
    signal?.throwIfAborted();
  },
});
