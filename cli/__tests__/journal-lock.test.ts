import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { buildSync } from "esbuild";
import { type Lock, lockJournal } from "../src/journal/lock-journal.ts";
import { openJournal } from "../src/journal/open-journal.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import { formatTime } from "../src/output/format-time.ts";
import { createKeys } from "../src/plan/keys.ts";
import { Stop, stopOf } from "../src/stop.ts";
import { createFakeOutput } from "./support/fake-output.ts";
import { sendable } from "./support/fake-world.ts";

let folder: string;
let path: string;
/** What the test began, and ends. */
let ends: (() => unknown)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  path = join(folder, "records.journal.ndjson");
  ends = [() => rmSync(folder, { recursive: true })];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

const NOW = Date.parse("2026-11-27T10:00:00Z");

/** What a run hands in. Its sleeps last until `wake`, or until they are aborted. */
function createRun() {
  const sleeps: { ms: number; wake(): void }[] = [];
  const output = createFakeOutput();
  const run = {
    now: NOW,
    sleeps,
    said: () => output.said,
    stop: () => stopOf(run.ending.signal),
    ending: new AbortController(),
    output,
    clock: {
      now: () => run.now,
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          if (signal?.aborted) reject(signal.reason);
          sleeps.push({ ms, wake: resolve });
          signal?.addEventListener("abort", () => reject(signal.reason));
        }),
    },
  };
  return run;
}

const machine = (name: string) => ({ host: name, id: name });

async function lock(run = createRun(), on?: { host: string; id: string }, at = path): Promise<Lock> {
  const locked = await lockJournal(at, run, on);
  ends.push(() => locked[Symbol.asyncDispose]());
  return locked;
}

const SIGN = () => `${path}.lock`;
/** Lets so much time pass since the last sign of life, by the file system's clock. */
const silence = (seconds: number) => {
  const time = Date.now() / 1000 - seconds;
  utimesSync(SIGN(), time, time);
};

describe("on one machine", () => {
  test("a second run is refused, and told which process has the journal, and since when", async () => {
    await using _first = await lockJournal(path, createRun());
    const second = createRun();
    second.now = NOW + 125_000;
    await expect(lock(second)).rejects.toMatchObject({
      end: "usage",
      message: `${path} is in use: Process ${process.pid} on ${hostname()} has had it since ${formatTime(NOW)} (2 min 5 s ago). Wait until it ends, or give this run its own --journal.`,
    });
  });

  test("nothing is left when it ends, and the next run gets it", async () => {
    const first = await lockJournal(path, createRun());
    expect(readdirSync(folder)).toEqual(["records.journal.ndjson.lock"]);
    expect(statSync(SIGN()).mode & 0o777).toBe(0o600);
    expect(await first.isOurs()).toBe(true);
    await first[Symbol.asyncDispose]();
    expect(readdirSync(folder)).toEqual([]);
    await lock();
  });

  test.each(["nothing", "a killed run's file"])("of 20 that begin at once beside %s, one gets it", async (left) => {
    if (left !== "nothing") await leaveFile();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lock()));
    const got = results.filter(({ status }) => status === "fulfilled");
    const refused = results.filter((one) => one.status === "rejected" && one.reason.message.includes(" is in use"));
    expect([got.length, refused.length]).toEqual([1, 19]);
    expect(readdirSync(folder)).toEqual(["records.journal.ndjson.lock"]);
  });

  test("a killed run's file is taken over at once, though its process id lives, as in containers, where each is 1", async () => {
    await leaveFile();
    expect(JSON.parse(readFileSync(SIGN(), "utf8")).pid).toBe(process.pid);
    const run = createRun();
    const locked = await lock(run);
    expect(run.said()).toBe("");
    expect(await locked.isOurs()).toBe(true);
  });

  test.each(["link to the file", "link to a file that is not there yet", "link to its folder", "path with .."])(
    "it is the same lock by a %s",
    async (way) => {
      const other = join(folder, "other");
      if (way === "path with ..") mkdirSync(other);
      else symlinkSync(way === "link to its folder" ? folder : path, other);
      if (way === "link to the file") writeFileSync(path, "");
      const otherPath = {
        "link to its folder": join(other, "records.journal.ndjson"),
        "path with ..": `${other}/../records.journal.ndjson`,
      }[way];
      await lock(createRun(), undefined, otherPath ?? other);
      await expect(lock()).rejects.toThrow(`${path} is in use: Process ${process.pid}`);
    },
  );

  test("journals of one name in two folders are two, as are two names in one folder", async () => {
    mkdirSync(join(folder, "other"));
    await lock();
    await lock(createRun(), undefined, join(folder, "other.journal.ndjson"));
    await lock(createRun(), undefined, join(folder, "other", "records.journal.ndjson"));
  });

  const onLinux = process.platform === "linux" ? test : test.skip;
  onLinux("the name fills the address, for versions of Node end a shorter one differently", async () => {
    await lock();
    const { holds } = JSON.parse(readFileSync(SIGN(), "utf8"));
    const socket = connect(`\0${holds.padEnd(107, ".")}`);
    await once(socket, "connect");
    socket.destroy();
  });

  /** As a run does that is killed. */
  async function leaveFile() {
    const killed = await lockJournal(path, createRun());
    const text = readFileSync(SIGN());
    await killed[Symbol.asyncDispose]();
    writeFileSync(SIGN(), text);
  }
});

describe("across machines", () => {
  test("a run that showed a sign of life is left alone, whatever the machines' clocks say", async () => {
    const first = await lock(createRun(), machine("build-1"));
    silence(12);
    const second = createRun();
    second.now = NOW + 86_400_000;
    await expect(lock(second, machine("build-2"))).rejects.toMatchObject({
      end: "usage",
      message: expect.stringMatching(
        / is in use: Process \d+ on build-1 has had it since .* \(1 d 0 h ago\)\. It showed a sign of life 1\d s ago; if it was killed, run this again in 1\d s\. Wait until it ends, or give this run its own --journal\.$/,
      ),
    });
    expect(await first.isOurs()).toBe(true);
    expect(readdirSync(folder)).toEqual(["records.journal.ndjson.lock"]);
    // The name on its own machine was given back.
    await first[Symbol.asyncDispose]();
    await lock(createRun(), machine("build-2"));
  });

  test("a run without a sign of life for 30 s is taken over, which is said; its owner knows when it asks, and ends", async () => {
    const [one, two] = [createRun(), createRun()];
    const first = await lock(one, machine("build-1"));
    silence(45 * 60);
    const second = await takeOver(two, "build-2");
    expect(two.said()).toMatch(
      /^Process \d+ on build-1 has shown no sign of life for 45 min( \d+ s)?\. Taking over \S+\.\n$/,
    );
    expect([one.stop(), first.lost]).toEqual([undefined, undefined]);
    expect(await first.isOurs()).toBe(false);
    expect(one.stop()).toBe(first.lost);
    expect(first.lost).toMatchObject({
      end: "lost-lock",
      message: `Process ${process.pid} on build-2 took over ${path}, for this run showed no sign of life for 30 s or more. Nothing more is written.`,
    });
    // It neither takes the file away when it ends.
    await first[Symbol.asyncDispose]();
    expect(await second.isOurs()).toBe(true);
    // Nor gets it back when the other has ended.
    await second[Symbol.asyncDispose]();
    expect(await first.isOurs()).toBe(false);
  });

  test("its journal writes nothing more: neither what was to be sent, nor what came of what was", async () => {
    const [one, two] = [createRun(), createRun()];
    const first = await lock(one, machine("build-1"));
    const keys = createKeys();
    const past = await readJournal(path, keys, { apiUrl: "https://api.github.com" });
    await using journal = await openJournal(path, past, {
      apiUrl: "https://api.github.com",
      lock: first,
      runtime: one,
    });
    await journal.begin({ input: "hash", records: 2, fresh: false });
    const planned = [1, 2].map((line) => ({ line, key: `key ${line}`, record: sendable(line) }));
    await journal.sending(planned.slice(0, 1), "2026-11-27T10:00:00Z");
    const before = readFileSync(path, "utf8");
    silence(31);
    await takeOver(two, "build-2");
    for (const named of planned.slice(0, 1)) journal.notStored(named, "unsent");
    await expect(journal.sending(planned.slice(1), "2026-11-27T10:00:00Z")).rejects.toMatchObject({ end: "lost-lock" });
    await journal[Symbol.asyncDispose]();
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(one.stop()).toMatchObject({ end: "lost-lock" });
  });

  test("it is known that it was lost, though the run was to end before", async () => {
    const run = createRun();
    const locked = await lock(run);
    const stopped = new Stop("stopped", "Stopped.");
    run.ending.abort(stopped);
    expect(await locked.isOurs()).toBe(true);
    rmSync(SIGN());
    expect(await locked.isOurs()).toBe(false);
    expect([run.stop(), locked.lost]).toEqual([stopped, expect.objectContaining({ end: "lost-lock" })]);
  });

  test("of two machines that take over at once, one has it", async () => {
    await lock(createRun(), machine("build-1"));
    silence(31);
    const runs = [createRun(), createRun()];
    const refusals = new Set<unknown>();
    const taking = Promise.allSettled(
      runs.map(async (run, index) => {
        const locked = lock(run, machine(`build-${index + 2}`));
        locked.catch(() => refusals.add(run));
        return locked;
      }),
    );
    // One may be so late that it finds the other's fresh sign.
    await until(() => runs.every((run) => run.sleeps.length > 0 || refusals.has(run)));
    for (const { sleeps } of runs) sleeps[0]?.wake();
    const results = await taking;
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ end: "usage", message: expect.stringContaining(" is in use: Process ") });
    for (const result of results) if (result.status === "fulfilled") expect(await result.value.isOurs()).toBe(true);
  });

  test("a run that is stopped while it takes over leaves nothing", async () => {
    await lock(createRun(), machine("build-1"));
    silence(31);
    const run = createRun();
    const taking = lock(run, machine("build-2"));
    await until(() => run.sleeps.length > 0);
    const reason = new Error("Ctrl-C");
    run.ending.abort(reason);
    await expect(taking).rejects.toThrow("Ctrl-C");
    expect(readdirSync(folder)).toEqual([]);
    await lock(createRun(), machine("build-3"));
  });

  test("a run shows a sign of life every 5 s", async () => {
    const run = createRun();
    await lock(run);
    for (const round of [0, 1, 2]) {
      await until(() => run.sleeps.length > round);
      silence(1000);
      expect(run.sleeps[round]?.ms).toBe(5000);
      run.sleeps[round]?.wake();
      await until(() => statSync(SIGN()).mtimeMs > Date.now() - 900_000);
    }
  });

  test("a sign of life that comes too late is no sign of the owner's", async () => {
    const [one, two] = [createRun(), createRun()];
    await lock(one, machine("build-1"));
    await until(() => one.sleeps.length > 0);
    silence(31);
    await takeOver(two, "build-2");
    silence(1000);
    one.sleeps[0]?.wake();
    await until(() => one.stop() !== undefined);
    expect(statSync(SIGN()).mtimeMs).toBeLessThan(Date.now() - 900_000);
  });

  async function takeOver(run: ReturnType<typeof createRun>, host: string): Promise<Lock> {
    const taking = lock(run, machine(host));
    await until(() => run.sleeps.length > 0);
    expect(run.sleeps[0]?.ms).toBe(1000);
    run.sleeps.shift()?.wake();
    return taking;
  }
});

describe("what cannot be", () => {
  test("a lock that was removed is no longer ours: another machine may have begun", async () => {
    const run = createRun();
    const locked = await lock(run);
    const text = readFileSync(SIGN());
    rmSync(SIGN());
    expect(await locked.isOurs()).toBe(false);
    // Nor when it is back: nobody knows what was written meanwhile.
    writeFileSync(SIGN(), text);
    expect(await locked.isOurs()).toBe(false);
    expect(run.stop()).toMatchObject({
      end: "lost-lock",
      message: `${SIGN()} was removed, so that ${path} may have another owner. Nothing more is written.`,
    });
  });

  test("a folder that is not there, or cannot be written, is wrong usage, with what to do", async () => {
    const missing = join(folder, "missing", "records.journal.ndjson");
    await expect(lock(createRun(), undefined, missing)).rejects.toMatchObject({
      end: "usage",
      message: `${missing} cannot be locked: there is no such folder. Create it, or give another --journal.`,
    });
    // As root, whom no mode keeps out, in a folder where nobody can create a file.
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) chmodSync(folder, 0o500);
    ends.push(() => chmodSync(folder, 0o700));
    const readOnly = isRoot ? "/sys/records.journal.ndjson" : path;
    for (const _again of [1, 2])
      await expect(lock(createRun(), undefined, readOnly)).rejects.toMatchObject({
        end: "usage",
        message: `${readOnly} cannot be locked: permission denied. Allow it, or give another --journal.`,
      });
  });

  test.each(["a file", "a folder"])("%s of its name that is none of ours is not touched", async (what) => {
    if (what === "a file") writeFileSync(SIGN(), "mine");
    else mkdirSync(SIGN());
    await expect(lock()).rejects.toThrow(
      `${SIGN()} was not written by this command. Move it away, or give another --journal.`,
    );
    expect(readdirSync(folder)).toEqual(["records.journal.ndjson.lock"]);
    rmSync(SIGN(), { recursive: true });
    await lock();
  });
});

describe("a process", () => {
  let script: string;
  beforeEach(() => {
    script = join(folder, "hold.mjs");
    const source = fileURLToPath(new URL("../src/journal/lock-journal.ts", import.meta.url));
    const contents = `
      import { lockJournal } from ${JSON.stringify(source)};
      const clock = { now: Date.now, sleep: () => new Promise(() => setTimeout(() => {}, 1e9)) };
      await lockJournal(process.argv[2], { clock, ending: new AbortController(), output: { say() {} } });
      console.log("locked");`;
    const stdin = { contents, resolveDir: folder };
    buildSync({ stdin, bundle: true, platform: "node", format: "esm", outfile: script, logLevel: "warning" });
  });

  async function hold(): Promise<{ child: ChildProcess; exited: Promise<unknown[]> }> {
    const child = spawn(process.execPath, [script, path], { stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(child, "exit");
    ends.push(async () => {
      child.kill("SIGKILL");
      await exited;
    });
    const [line] = await once(createInterface(child.stdout), "line");
    expect(line).toBe("locked");
    return { child, exited };
  }

  test("that is suspended keeps the lock, and one that is killed gives it back at once", async () => {
    const { child, exited } = await hold();
    child.kill("SIGSTOP");
    // Long without a sign of life.
    silence(1000);
    await expect(lock()).rejects.toThrow(`${path} is in use: Process ${child.pid} on ${hostname()} has had it since `);
    child.kill("SIGKILL");
    await exited;
    expect(existsSync(SIGN())).toBe(true);
    const run = createRun();
    const locked = await lock(run);
    expect(run.said()).toBe("");
    expect(run.sleeps.filter(({ ms }) => ms === 1000)).toEqual([]);
    expect(await locked.isOurs()).toBe(true);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(1);
}
