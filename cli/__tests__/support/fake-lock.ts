import type { Lock } from "../../src/journal/lock-journal.ts";
import { Stop } from "../../src/stop.ts";

/** A lock of a run, which loses it where it is told to. */
export function createFakeLock({ run = "run", ending = new AbortController(), onAsk = () => {} } = {}) {
  const fake: Lock & { lose(): void } = {
    run,
    lost: undefined,
    async isOurs() {
      onAsk();
      return fake.lost === undefined;
    },
    lose() {
      const lost = new Stop("lost-lock", "Another run took over");
      Object.assign(fake, { lost });
      ending.abort(lost);
    },
    async [Symbol.asyncDispose]() {},
  };
  return fake;
}
