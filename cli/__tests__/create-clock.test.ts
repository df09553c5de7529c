import { expect, jest, test } from "@jest/globals";
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

test("a sleep of more than 24.8 days, the most that a timer takes, does not end at once", async () => {
  const overflow = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const ending = new AbortController();
  let isAwake = false;
  const asleep = createClock()
    .sleep(30 * 86_400_000, ending.signal)
    .then(
      () => {
        isAwake = true;
      },
      () => undefined,
    );
  await createClock().sleep(20);
  expect(isAwake).toBe(false);
  expect(overflow).not.toHaveBeenCalled();
  ending.abort(new Error("the end"));
  await asleep;
  overflow.mockRestore();
});
