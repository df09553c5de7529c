import { lock } from "proper-lockfile";
import { EXIT } from "./exit-codes.ts";
import { say } from "./output.ts";
import { Stop, wrongUsage } from "./stop.ts";

/** A lock whose owner gives no sign for so long belongs to a process that was killed. */
const STALE_MS = 3000;
const SIGN_MS = 1000;

/** Locks a journal for this run. Returns what unlocks it. */
export async function lockJournal(path: string, onLost: (stop: Stop) => void): Promise<() => Promise<void>> {
  const options = {
    realpath: false,
    stale: STALE_MS,
    update: SIGN_MS,
    onCompromised: (error: Error) => {
      const why = `Another run took over ${path} because this one did not respond in time. Run it again when the other has ended.`;
      onLost(new Stop(EXIT.interrupted, why, { cause: error }));
    },
  };
  try {
    return await lock(path, options);
  } catch (error) {
    if (Object(error).code !== "ELOCKED")
      throw wrongUsage(`${path} cannot be locked: ${Object(error).message}.`, { cause: error });
  }
  say(`${path} is in use. Waiting to see whether that run is still active.`);
  try {
    return await lock(path, { ...options, retries: { retries: 8, factor: 1, minTimeout: STALE_MS / 6 } });
  } catch (error) {
    throw wrongUsage(`Another run is using ${path}. Wait until it ends, or give this run its own --journal.`, {
      cause: error,
    });
  }
}
