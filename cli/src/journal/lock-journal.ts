import { hash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { type FileHandle, open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { formatDuration, formatTime } from "../output/format-time.ts";
import type { Runtime } from "../runtime.ts";
import { Stop, wrongUsage } from "../stop.ts";
import { holdName } from "./hold-name.ts";
import { hasText, linkNew, type Owner, readOwner, toText } from "./owner.ts";
import { shareAnswers } from "./share-answers.ts";
import { explainFileError, toWriteStop } from "./to-write-stop.ts";

/** A journal that belongs to this run alone. */
export interface Lock extends AsyncDisposable {
  /** A name for this run, which no other has. */
  readonly run: string;
  /** Whether it still belongs to this run, now: asks the disk. Where it does not, the run has been ended with `lost-lock`. */
  isOurs(): Promise<boolean>;
  /** That it is known not to, even where the run was ended by something else before. */
  readonly lost: Stop | undefined;
}

type Surroundings = Pick<Runtime, "clock" | "ending" | "output">;

interface Machine {
  host: string;
  /** Where a name has one holder at a time: other machines have other ids, and a machine that was started again. */
  id: string;
}

/** So often a run shows other machines that it lives. */
const SIGN_MS = 5_000;
/** A run on another machine that showed nothing for so long is taken to be dead. */
const DEAD_MS = 30_000;
/** Longer than it takes from seeing that a run is dead to taking its place: the last one to do so has it then. */
const SETTLE_MS = 1_000;

/**
 * Locks a journal for this run, or says which process has it. On one machine the system decides, by a name that only a
 * living process holds. Across machines, or containers that share a folder, a file beside the journal says whose it is, and
 * a run that showed no sign of life for long loses it to the next one: that is why a run asks before it writes.
 */
export async function lockJournal(path: string, surroundings: Surroundings, machine = readMachine()): Promise<Lock> {
  try {
    const { place, holds } = await findPlace(path, machine);
    const held = await holdName(holds);
    if (!held) throw inUse(path, (await readOwner(place).catch(() => undefined))?.owner, surroundings);
    const since = new Date(surroundings.clock.now()).toISOString();
    const owner = { run: randomBytes(9).toString("base64url"), pid: process.pid, host: machine.host, since, holds };
    try {
      const file = await showOwner(owner, place, path, surroundings);
      return keepLock({ owner, place, path, file, held }, surroundings);
    } catch (error) {
      await held[Symbol.asyncDispose]();
      throw error;
    }
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw wrongUsage(`${path} cannot be locked: ${explainFileError(error)}, or give another --journal.`, {
      cause: error,
    });
  }
}

/** Locks several for this run, or none. */
export async function lockJournals(paths: Iterable<string>, surroundings: Surroundings): Promise<AsyncDisposable> {
  const locks: Lock[] = [];
  const unlock = async () => {
    for (const lock of locks) await lock[Symbol.asyncDispose]();
  };
  try {
    for (const path of paths) locks.push(await lockJournal(path, surroundings));
  } catch (error) {
    await unlock();
    throw error;
  }
  return { [Symbol.asyncDispose]: unlock };
}

/** Puts a file that says who has the journal beside it, in place of a dead run's. */
async function showOwner(owner: Owner, place: string, path: string, surroundings: Surroundings): Promise<FileHandle> {
  const { clock, ending, output } = surroundings;
  const own = `${place}.${owner.run}`;
  const file = await open(own, "wx", 0o600);
  try {
    await file.write(toText(owner), 0);
    await file.datasync();
    while (!(await linkNew(own, place))) {
      const other = await readOwner(place);
      if (!other) continue;
      // On this machine, whoever holds the name lives, and that is this run.
      const isDead = other.owner.holds === owner.holds;
      // Both times are the file system's, whatever the machines' clocks show.
      const silentMs = (await file.stat()).mtimeMs - other.shownAt;
      if (!isDead && silentMs < DEAD_MS) throw inUse(path, other.owner, surroundings, silentMs);
      await rename(own, place);
      if (isDead) break;
      output.say(
        `${describe(other.owner)} has shown no sign of life for ${formatDuration(silentMs)}. Taking over ${path}.`,
      );
      await clock.sleep(SETTLE_MS, ending.signal);
      const last = await readOwner(place);
      if (last?.owner.run !== owner.run) throw inUse(path, last?.owner, surroundings);
      break;
    }
    return file;
  } catch (error) {
    await file.close();
    if (await isShown(owner, place).catch(() => false)) await rm(place, { force: true });
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

const isShown = async (owner: Owner, place: string) => (await readOwner(place))?.owner.run === owner.run;

interface Parts {
  owner: Owner;
  place: string;
  path: string;
  file: FileHandle;
  held: AsyncDisposable;
}

function keepLock({ owner, place, path, file, held }: Parts, { clock, ending }: Surroundings): Lock {
  const closing = new AbortController();
  let lost: Stop | undefined;

  function lose(stop: Stop): false {
    lost = stop;
    ending.abort(stop);
    return false;
  }

  // Each record asks before it leaves.
  const isOurs = shareAnswers(async () => {
    if (lost) return false;
    try {
      if (await hasText(place, toText(owner))) return true;
      const now = await readOwner(place);
      if (now?.owner.run === owner.run) return true;
      const why = now
        ? `${describe(now.owner)} took over ${path}, for this run showed no sign of life for ${formatDuration(DEAD_MS)} or more`
        : `${place} was removed, so that ${path} may have another owner`;
      return lose(new Stop("lost-lock", `${why}. Nothing more is written.`));
    } catch (error) {
      return lose(error instanceof Stop ? new Stop("lost-lock", error.message) : toWriteStop(place, error));
    }
  });

  async function showSigns(): Promise<void> {
    for (;;) {
      await clock.sleep(SIGN_MS, closing.signal).catch(() => {});
      if (closing.signal.aborted || !(await isOurs())) return;
      // The same text: what tells is the file's time. Where it cannot be written, others may take over, and `isOurs` sees it.
      const signed = file.write(toText(owner), 0).then(() => file.datasync());
      await signed.catch(() => {});
    }
  }
  const signs = showSigns();

  return {
    run: owner.run,
    isOurs,
    get lost() {
      return lost;
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await signs;
      if (await isOurs()) await rm(place, { force: true }).catch(() => {});
      await file.close();
      // Last: whoever holds the name takes the file for a dead run's.
      await held[Symbol.asyncDispose]();
    },
  };
}

/** Where the owner's file lies, and the name to hold: the same by whatever path the journal is reached. */
async function findPlace(path: string, machine: Machine): Promise<{ place: string; holds: string }> {
  const file = await resolveFile(path);
  const folder = await stat(dirname(file), { bigint: true });
  const identity = [machine.id, folder.dev, folder.ino, basename(file)].join("\n");
  const holds = hash("sha256", identity).slice(0, 32);
  return { place: `${file}.lock`, holds: `artifact-storage-record-${holds}` };
}

/** The file at the end of all links, which need not be there yet. */
async function resolveFile(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (Object(error).code !== "ENOENT") throw error;
  }
  const target = await readlink(path).catch(() => undefined);
  if (target !== undefined) return resolveFile(resolve(dirname(path), target));
  return join(await realpath(dirname(path)), basename(path));
}

function readMachine(): Machine {
  const host = hostname();
  try {
    // Of Linux, a network namespace has such names: a container has its own.
    const id = `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8")}${readlinkSync("/proc/self/ns/net")}`;
    return { host, id };
  } catch {
    // Elsewhere, the machine, or a folder of the user on it.
    return { host, id: `${host} ${tmpdir()}` };
  }
}

const describe = ({ pid, host }: Owner) => `Process ${pid} on ${host}`;

function inUse(path: string, owner: Owner | undefined, { clock }: Surroundings, silentMs?: number): Stop {
  const advice = "Wait until it ends, or give this run its own --journal.";
  if (!owner) return wrongUsage(`${path} is in use by another run. ${advice}`);
  const since = Date.parse(owner.since);
  const ago = formatDuration(clock.now() - since);
  const sign =
    silentMs === undefined
      ? ""
      : ` It showed a sign of life ${formatDuration(silentMs)} ago; if it was killed, run this again in ${formatDuration(DEAD_MS - silentMs)}.`;
  return wrongUsage(
    `${path} is in use: ${describe(owner)} has had it since ${formatTime(since)} (${ago} ago).${sign} ${advice}`,
  );
}
