import { createHook } from "node:async_hooks";
import { expect, test } from "@jest/globals";
import { createClock } from "../src/create-clock.ts";

test("sleeps, and tells the time", async () => {
  const clock = createClock();
  const before = clock.now();
  await clock.sleep(5);
  expect(clock.now() - before).toBeGreaterThanOrEqual(4);
});

test("a sleep ends with the signal, and rejects with its reason", async () => {
  const { sleep } = createClock();
  const ending = new AbortController();
  const reason = new Error("the end");
  const asleep = sleep(1e9, ending.signal);
  ending.abort(reason);
  await expect(asleep).rejects.toBe(reason);
  await expect(sleep(0, ending.signal)).rejects.toBe(reason);
  await expect(sleep(1e9, ending.signal)).rejects.toBe(reason);
});

test("a sleep of more than 24.8 days, the most that a timer takes, is not a busy loop", async () => {
  const ending = new AbortController();
  let timers = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === "Timeout") timers += 1;
    },
  }).enable();
  const asleep = createClock().sleep(30 * 86_400_000, ending.signal);
  await createClock().sleep(100);
  hook.disable();
  ending.abort(new Error("the end"));
  await expect(asleep).rejects.toThrow("the end");
  // One for each sleep, and again where a timer fires a millisecond early.
  expect(timers).toBeLessThanOrEqual(4);
});
