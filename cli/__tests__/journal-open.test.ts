import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OpenFile, openJournal } from "../src/journal/open-journal.ts";
import { type ReadPast, readJournal } from "../src/journal/read-journal.ts";
import { createKeys } from "../src/plan/keys.ts";
import type { PlannedRecord } from "../src/plan/record.ts";
import { stopOf } from "../src/stop.ts";
import { createFakeLock } from "./support/fake-lock.ts";
import { createFakeRuntime, sendable } from "./support/fake-world.ts";

const apiUrl = "https://api.github.com";
const SINCE = "2026-11-27T10:00:00Z";
const RUN = { input: "hash", records: 2, fresh: false };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  path = join(folder, "records.journal.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

const planned = (number: number): PlannedRecord => ({ line: number, key: `key ${number}`, record: sendable(number) });
const read = () => readJournal(path, createKeys(), { apiUrl });
const lines = () =>
  readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line && JSON.parse(line));

/** A journal of a run. */
async function begin({ run = "run", onAsk = () => {}, openFile }: Partial<Begun> = {}) {
  const ending = new AbortController();
  const keys = createKeys();
  const past = await readJournal(path, keys, { apiUrl });
  const lock = createFakeLock({ run, ending, onAsk });
  const runtime = createFakeRuntime({ ending, clock: { now: () => Date.parse(SINCE), sleep: async () => {} } });
  const journal = await openJournal(path, past, { apiUrl, lock, runtime, ...(openFile && { openFile }) });
  return { journal, past, keys, lock, stop: () => stopOf(ending.signal) };
}
interface Begun {
  run: string;
  onAsk(): void;
  openFile: OpenFile;
}

/** A disk that does what it is told when it is told to, and logs it. A name in `faults` fails. */
function createDisk(log: string[], faults: Record<string, string> = {}) {
  const held: (() => void)[] = [];
  let isHeld = false;
  const act = async (what: string) => {
    log.push(what);
    if (isHeld && what === "datasync") await new Promise<void>((resolve) => held.push(resolve));
    const code = faults[what];
    if (code) throw Object.assign(new Error(`${code}: it failed, write`), { code });
  };
  const openFile: OpenFile = async (opened, flags, mode) => {
    const name = opened === dirname(path) ? "folder" : "journal";
    await act(`open ${name} ${flags}${mode === undefined ? "" : ` 0${mode.toString(8)}`}`);
    return {
      appendFile: (text) => act(`append ${text.split("\n").length - 1}`),
      datasync: () => act("datasync"),
      sync: () => act(`sync ${name}`),
      stat: async () => ({ size: Number.POSITIVE_INFINITY, nlink: 1 }),
      truncate: (bytes) => act(`truncate ${bytes}`),
      close: () => act(`close ${name}`),
    };
  };
  return {
    openFile,
    faults,
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const resolve of held.splice(0)) resolve();
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("what it writes", () => {
  test("is a line with the format, one for the run, and one for each thing that is known", async () => {
    const { journal } = await begin();
    await journal.begin(RUN);
    await journal.sending([planned(1), planned(2)], SINCE);
    journal.stored(planned(1), [7, 8]);
    journal.missing(planned(2));
    journal.notStored({ key: "key 2", record: sendable(2, { status: "eol" }) }, "refused", "Invalid name");
    await journal[Symbol.asyncDispose]();
    expect(lines()).toEqual([
      { format: 3, api: apiUrl },
      { run: "run", ...RUN, at: "2026-11-27T10:00:00.000Z" },
      { run: "run", key: "key 1", line: 1, state: "sending", since: SINCE, record: sendable(1) },
      { run: "run", key: "key 2", line: 2, state: "sending", since: SINCE, record: sendable(2) },
      { run: "run", key: "key 1", status: "active", state: "stored", ids: [7, 8] },
      { run: "run", key: "key 2", status: "active", state: "missing" },
      { run: "run", key: "key 2", status: "eol", state: "refused", message: "Invalid name" },
      "",
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("is added to what earlier runs wrote", async () => {
    const first = await begin();
    await first.journal.begin(RUN);
    await first.journal[Symbol.asyncDispose]();
    const before = readFileSync(path, "utf8");
    const second = await begin({ run: "another" });
    await second.journal.begin({ ...RUN, fresh: true });
    await second.journal[Symbol.asyncDispose]();
    const after = readFileSync(path, "utf8");
    expect(after.slice(0, before.length)).toBe(before);
    expect(JSON.parse(after.slice(before.length))).toMatchObject({ run: "another", fresh: true });
  });

  test("is what its past knows at once, and what is read again", async () => {
    const { journal, past, keys } = await begin();
    await journal.begin(RUN);
    const see = (one: ReadPast, number = 0) => [one.input, one.stored(number), one.pending(number), one.hasId(7)];
    const sending = journal.sending([planned(1)], SINCE);
    const pending = [{ status: "active", since: SINCE, record: sendable(1) }];
    expect(see(past, keys.find("key 1"))).toEqual(["hash", undefined, pending, false]);
    await sending;
    expect(see(await read())).toEqual(["hash", undefined, pending, false]);
    journal.stored(planned(1), [7]);
    expect(see(past, keys.find("key 1"))).toEqual(["hash", "active", [], true]);
    await journal[Symbol.asyncDispose]();
    expect(see(await read())).toEqual(["hash", "active", [], true]);
  });
});

describe("the order", () => {
  test("a run is on disk, and in its folder, before it goes on", async () => {
    const log: string[] = [];
    const { journal } = await begin(createDisk(log));
    await journal.begin(RUN);
    log.push("went on");
    expect(log).toEqual([
      "open journal a 0600",
      "append 2",
      "datasync",
      "open folder r",
      "sync folder",
      "close folder",
      "went on",
    ]);
  });

  test("what is about to be sent is on disk before it is sent, and the lock is looked at before and after", async () => {
    const log: string[] = [];
    const { journal } = await begin({ ...createDisk(log), onAsk: () => log.push("is it ours?") });
    await journal.begin(RUN);
    log.length = 0;
    await journal.sending([planned(1), planned(2)], SINCE);
    log.push("sent");
    expect(log).toEqual(["is it ours?", "append 2", "datasync", "is it ours?", "sent"]);
  });

  test("nothing is on its way until the disk has it; whatever comes meanwhile goes together after it", async () => {
    const log: string[] = [];
    const disk = createDisk(log);
    const { journal } = await begin(disk);
    await journal.begin(RUN);
    log.length = 0;
    disk.hold();
    const sent = (number: number) => journal.sending([planned(number)], SINCE).then(() => log.push(`sent ${number}`));
    const all = [sent(1)];
    await settled();
    all.push(sent(2), sent(3));
    journal.stored(planned(9), [9]);
    await settled();
    expect(log).toEqual(["append 1", "datasync"]);
    disk.release();
    await Promise.all(all);
    expect(log).toEqual(["append 1", "datasync", "sent 1", "append 3", "datasync", "sent 2", "sent 3"]);
  });

  test("what became of a record waits for no disk, and is on disk at the end", async () => {
    const log: string[] = [];
    const { journal } = await begin(createDisk(log));
    journal.stored(planned(1), [1]);
    await settled();
    expect(log).toEqual(["open journal a 0600", "append 1"]);
    await journal[Symbol.asyncDispose]();
    expect(log.slice(2)).toEqual(["datasync", "close journal"]);

    log.length = 0;
    const another = await begin(createDisk(log));
    another.journal.stored(planned(2), [2]);
    await another.journal[Symbol.asyncDispose]();
    expect(log).toEqual(["open journal a 0600", "append 1", "datasync", "close journal"]);
  });
});

test.each([
  ["removed", () => rmSync(path)],
  ["emptied", () => writeFileSync(path, "")],
])("a journal that is %s meanwhile ends the run: the next one would not know what was stored", async (_case, lose) => {
  const lost = {
    end: "lost-journal",
    message: expect.stringContaining(`${path} was removed or cut by another process`),
  };
  const { journal, stop } = await begin();
  await journal.begin(RUN);
  lose();
  await expect(journal.sending([planned(1)], SINCE)).rejects.toMatchObject(lost);
  await journal[Symbol.asyncDispose]();

  rmSync(path, { force: true });
  const last = await begin();
  await last.journal.begin(RUN);
  await last.journal.sending([planned(1)], SINCE);
  last.journal.stored(planned(1), [1]);
  lose();
  await last.journal[Symbol.asyncDispose]();
  expect([stop(), last.stop()]).toMatchObject([lost, lost]);
});

describe("a file that cannot be written", () => {
  test.each([
    ["ENOSPC", "append 1", "the disk is full. Free some space"],
    ["EDQUOT", "append 1", "your quota of the disk is used up. Free some space"],
    ["EACCES", "append 1", "permission denied. Allow it"],
    ["EIO", "datasync", "the disk reports an error (EIO). Check the disk"],
    ["EWHAT", "datasync", "EWHAT: it failed, write. Mend that"],
  ])("ends the run: %s at %s; nothing is sent or written any more", async (code, what, why) => {
    const log: string[] = [];
    const disk = createDisk(log);
    const { journal, stop } = await begin(disk);
    await journal.begin(RUN);
    disk.faults[what] = code;
    await expect(journal.sending([planned(1)], SINCE)).rejects.toMatchObject({
      end: "unwritable",
      message: `${path} cannot be written: ${why}.`,
    });
    delete disk.faults[what];
    log.length = 0;
    await expect(journal.sending([planned(2)], SINCE)).rejects.toBe(stop());
    journal.stored(planned(3), []);
    await journal[Symbol.asyncDispose]();
    expect(log).toEqual(["close journal"]);
    expect(stop()).toMatchObject({ end: "unwritable" });
  });

  test("ends the run where only what became of a record cannot be written, and where it fails at the end", async () => {
    const disk = createDisk([], { "append 1": "ENOSPC" });
    const one = await begin(disk);
    one.journal.stored(planned(1), [1]);
    await settled();
    expect(one.stop()).toMatchObject({ end: "unwritable" });
    await one.journal[Symbol.asyncDispose]();

    const two = await begin(createDisk([], { datasync: "EIO" }));
    two.journal.stored(planned(1), [1]);
    await two.journal[Symbol.asyncDispose]();
    expect(two.stop()).toMatchObject({ end: "unwritable" });
  });

  test("ends the run before it begins, where its folder does not keep its name; some systems sync no folder", async () => {
    const failing = await begin(createDisk([], { "sync folder": "EIO" }));
    await expect(failing.journal.begin(RUN)).rejects.toMatchObject({ end: "unwritable" });
    expect(failing.stop()).toMatchObject({ end: "unwritable" });
    for (const [what, code] of [
      ["open folder r", "EISDIR"],
      ["open folder r", "EPERM"],
      ["sync folder", "EINVAL"],
    ] as const) {
      const { journal, stop } = await begin(createDisk([], { [what]: code }));
      await journal.begin(RUN);
      expect(stop()).toBeUndefined();
    }
  });

  test("is wrong usage where it cannot be opened, for nothing was sent", async () => {
    await expect(begin(createDisk([], { "open journal a 0600": "EACCES" }))).rejects.toMatchObject({
      end: "usage",
      message: `${path} cannot be written: permission denied. Allow it, or give another --journal.`,
    });
  });

  const onLinux = process.platform === "linux" ? test : test.skip;
  onLinux("is one on a disk that is full", async () => {
    const past = await read();
    path = "/dev/full";
    const lock = createFakeLock();
    await using journal = await openJournal(path, past, { apiUrl, lock, runtime: createFakeRuntime() });
    await expect(journal.begin(RUN)).rejects.toThrow("/dev/full cannot be written: the disk is full. Free some space.");
  });
});

describe("a lock that was lost", () => {
  test("lets nothing be written, and nothing be sent", async () => {
    const log: string[] = [];
    const begun = await begin(createDisk(log));
    await begun.journal.begin(RUN);
    begun.lock.lose();
    log.length = 0;
    begun.journal.stored(planned(1), [1]);
    await settled();
    await expect(begun.journal.sending([planned(2)], SINCE)).rejects.toMatchObject({ end: "lost-lock" });
    await begun.journal[Symbol.asyncDispose]();
    expect(log).toEqual(["close journal"]);
    expect(begun.stop()).toMatchObject({ end: "lost-lock" });
  });

  test("while the disk was at work lets nothing be sent, though it was noted", async () => {
    const disk = createDisk([]);
    const begun = await begin(disk);
    disk.hold();
    const sending = begun.journal.sending([planned(1)], SINCE);
    await settled();
    begun.lock.lose();
    disk.release();
    await expect(sending).rejects.toMatchObject({ end: "lost-lock" });
  });
});

describe("a last line that a loss of power left incomplete", () => {
  const whole = [
    { format: 3, api: apiUrl },
    { run: "run", ...RUN, at: SINCE },
  ].map((line) => `${JSON.stringify(line)}\n`);

  test.each(['{"run":"run","key":"key 1","li', `\0\0\0\0`, `{"run":"run"\0\0\0\n`, "no JSON\n"])(
    "is cut when the journal is opened, and not when it is read: %j",
    async (torn) => {
      const text = `${whole.join("")}${torn}`;
      writeFileSync(path, text);
      const past = await read();
      expect([past.isTorn, past.soundBytes, past.input]).toEqual([true, whole.join("").length, "hash"]);
      expect(readFileSync(path, "utf8")).toBe(text);
      const { journal } = await begin({ run: "another" });
      await journal.begin(RUN);
      await journal[Symbol.asyncDispose]();
      expect(readFileSync(path, "utf8").slice(0, text.length - torn.length)).toBe(whole.join(""));
      expect(lines().at(-2)).toMatchObject({ run: "another" });
      expect(lines()).toHaveLength(4);
    },
  );

  test.each([1, 10, 30, 46])("is a new journal's first line, too, of which %d characters are left", async (length) => {
    for (const zeros of ["", "\0".repeat(500)]) {
      writeFileSync(path, `${whole[0]?.slice(0, length)}${zeros}`);
      const { journal } = await begin();
      await journal.begin(RUN);
      await journal[Symbol.asyncDispose]();
      expect(lines()).toHaveLength(3);
    }
  });

  test("keeps the name of a journal that is reached by a link in the folder where it lies", async () => {
    const [other, opened] = [join(folder, "other"), [] as string[]];
    mkdirSync(other);
    symlinkSync(join(other, "journal"), path);
    const openFile: OpenFile = (name, flags, mode) => {
      opened.push(name);
      return open(name, flags, mode);
    };
    const { journal } = await begin({ openFile });
    await journal.begin(RUN);
    await journal[Symbol.asyncDispose]();
    expect(opened).toEqual([path, other]);
  });

  test("is cut before anything is added to it", async () => {
    writeFileSync(path, `${whole.join("")}{`);
    const log: string[] = [];
    await begin(createDisk(log));
    expect(log).toEqual([
      "open journal r+",
      `truncate ${whole.join("").length}`,
      "close journal",
      "open journal a 0600",
    ]);
  });
});
