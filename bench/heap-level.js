import { setImmediate } from "node:timers/promises";

/** Node's own objects come and go within a few turns; the lowest of the later turns is free of them. */
const TURNS = 16;

/** What is left of the heap, in bytes, when the garbage is collected. */
export async function heapLevel() {
  let level = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < TURNS; turn++) {
    await setImmediate();
    globalThis.gc?.();
    if (turn >= TURNS / 2) level = Math.min(level, process.memoryUsage().heapUsed);
  }
  return level;
}
