import { setImmediate } from "node:timers/promises";

/** What Node makes for its own use comes and goes within some turns; the lowest of so many does not have it. */
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
