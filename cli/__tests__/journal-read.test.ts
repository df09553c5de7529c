import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { openJournal } from "../src/journal/open-journal.ts";
import type { Entry, Past, Pending } from "../src/journal/past.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import { createKeys } from "../src/plan/keys.ts";
import { type Status, statusOf } from "../src/plan/record.ts";
import { createFakeLock } from "./support/fake-lock.ts";
import { createFakeRuntime, sendable } from "./support/fake-world.ts";

const apiUrl = "https://api.github.com";
const FIRST = { format: 3, api: apiUrl };
const KEYS = ["libfoo", "libbar"];

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  path = join(folder, "records.journal.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

const toText = (lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

async function read(text?: string | Buffer) {
  if (text !== undefined) writeFileSync(path, text);
  const keys = createKeys();
  const past = await readJournal(path, keys, { apiUrl });
  return { past, keys };
}

/** What is known of a record, by its key. */
const see = (past: Past, key: number | undefined) =>
  key === undefined ? { stored: undefined, pending: [] } : { stored: past.stored(key), pending: past.pending(key) };

// Entries in few words.
const begin = (run: string, more: Partial<Extract<Entry, { input: string }>> = {}): Entry => ({
  run,
  input: `input of ${run}`,
  records: 2,
  fresh: false,
  at: `2026-11-27T10:00:0${run}Z`,
  ...more,
});
const sending = (run: string, status: Status | undefined, since: string, key = "libfoo"): Entry => {
  const record = sendable(1, { name: key, ...(status && { status }) });
  return { run, key, line: 1, state: "sending", since, record };
};
const stored = (run: string, status: Status, ids: number[] = [], key = "libfoo"): Entry => ({
  run,
  key,
  status,
  state: "stored",
  ids,
});
const ended = (
  run: string,
  status: Status,
  state: "missing" | "refused" | "failed" | "unsent",
  key = "libfoo",
): Entry => ({
  run,
  key,
  status,
  state,
});

/** What is known of libfoo after these. */
async function after(...entries: Entry[]) {
  const { past, keys } = await read(toText([FIRST, ...entries]));
  const { stored, pending } = see(past, keys.find("libfoo"));
  return { stored, pending: pending.map(({ status, since }) => [status, since]) };
}

describe("what earlier runs did", () => {
  test("is nothing where there is no file, or an empty one", async () => {
    for (const text of [undefined, ""]) {
      const { past, keys } = await read(text);
      expect([past.input, past.hasId(1), past.isTorn, past.soundBytes, keys.size]).toEqual([
        undefined,
        false,
        false,
        0,
        0,
      ]);
    }
  });

  test("a record is stored, or it may be since it was about to be sent, with all that it holds", async () => {
    const { past, keys } = await read(
      toText([
        FIRST,
        begin("1"),
        sending("1", undefined, "T1"),
        sending("1", "eol", "T1", "libbar"),
        stored("1", "active", [7, 2 ** 40]),
      ]),
    );
    expect(see(past, keys.find("libfoo"))).toEqual({ stored: "active", pending: [] });
    const pending = [{ status: "eol", since: "T1", record: sendable(1, { name: "libbar", status: "eol" }) }];
    expect(see(past, keys.find("libbar"))).toEqual({ stored: undefined, pending });
    expect(past.storedAt(keys.find("libfoo") ?? -1)).toBe("2026-11-27T10:00:01Z");
    expect([7, 2 ** 40, 8].map((id) => past.hasId(id))).toEqual([true, true, false]);
    expect(past.input).toBe("input of 1");
  });

  test("of one record the last stored status counts: active, deleted, and active again are each to be sent", async () => {
    const [one, two, three] = ["active", "deleted", "active"].map((status, index): Entry[] => {
      const run = `${index + 1}`;
      return [begin(run), sending(run, status as Status, `T${run}`), stored(run, status as Status, [index])];
    }) as [Entry[], Entry[], Entry[]];
    expect((await after(...one)).stored).toBe("active");
    expect((await after(...one, ...two)).stored).toBe("deleted");
    expect((await after(...one, ...two, ...three)).stored).toBe("active");
  });

  test("a run that wakes up when another has stored everything takes nothing back", async () => {
    const history = [
      begin("1"),
      sending("1", "active", "T1"),
      begin("2"),
      stored("2", "active", [7]),
      ended("1", "active", "unsent"),
    ];
    expect(await after(...history)).toEqual({ stored: "active", pending: [] });
  });

  test.each(["refused", "failed", "unsent"] as const)(
    "%s is said of what the same run was about to send alone",
    async (why) => {
      const history = [begin("1"), sending("1", "active", "T1"), begin("2"), sending("2", "active", "T2")];
      expect((await after(...history, ended("2", "active", why))).pending).toEqual([["active", "T1"]]);
      expect((await after(...history, ended("1", "active", why))).pending).toEqual([["active", "T2"]]);
      expect((await after(...history, ended("1", "eol", why))).pending).toEqual([["active", "T1"]]);
    },
  );

  test("a look-up that finds nothing resolves what all runs were about to send, of this status", async () => {
    const history = [
      begin("1"),
      sending("1", "active", "T1"),
      sending("1", "deleted", "T2"),
      begin("2"),
      sending("2", "active", "T3"),
    ];
    expect((await after(...history)).pending).toEqual([
      ["active", "T1"],
      ["deleted", "T2"],
    ]);
    expect(await after(...history, ended("2", "active", "missing"))).toEqual({
      stored: undefined,
      pending: [["deleted", "T2"]],
    });
    expect(await after(...history, stored("2", "active"))).toEqual({ stored: "active", pending: [["deleted", "T2"]] });
  });

  test("of several attempts the first counts that is not resolved", async () => {
    const history = [
      begin("1"),
      sending("1", "active", "T1"),
      ended("1", "active", "failed"),
      sending("1", "active", "T2"),
      begin("2"),
      sending("2", "active", "T3"),
    ];
    expect((await after(...history)).pending).toEqual([["active", "T2"]]);
  });

  test("--fresh begins anew: nothing counts as stored or pending, but GitHub's numbers stay known", async () => {
    const history = [
      begin("1"),
      sending("1", "active", "T1"),
      stored("1", "active", [7]),
      sending("1", "eol", "T2"),
      begin("2", { fresh: true }),
    ];
    expect(await after(...history)).toEqual({ stored: undefined, pending: [] });
    const { past } = await read();
    expect(past.hasId(7)).toBe(true);
    // A run of before that wakes up says nothing of what counts now.
    expect(await after(...history, sending("1", "active", "T3"), stored("1", "eol", [8]))).toEqual({
      stored: undefined,
      pending: [],
    });
    expect((await read()).past.hasId(8)).toBe(true);
  });

  test("forgetting is the same, before the run's own entries", async () => {
    const { past, keys } = await read(toText([FIRST, begin("1"), stored("1", "active", [7])]));
    past.forget();
    past.note(begin("2", { fresh: true }));
    past.note(stored("2", "deleted", [8]));
    expect(see(past, keys.find("libfoo")).stored).toBe("deleted");
    expect([past.hasId(7), past.hasId(8)]).toEqual([true, true]);
  });

  test("a line may be longer than what is read at a time, and its characters fall in two", async () => {
    const long = [
      begin("1"),
      ...Array.from({ length: 20 }, (_, number) => sending("1", "active", "é".repeat(40_000 + number))),
    ];
    const { past, keys } = await read(toText([FIRST, ...long]));
    expect(past.isTorn).toBe(false);
    expect(past.pending(keys.find("libfoo") ?? -1)[0]?.since).toBe("é".repeat(40_000));
  });
});

describe("what is refused, and not touched", () => {
  const refused = async (text: string, message: string) => {
    await expect(read(text)).rejects.toMatchObject({ end: "usage", message });
    expect(readFileSync(path, "utf8")).toBe(text);
  };
  const notAJournal = (line: number) =>
    `${path}, line ${line}: this is not the journal of an import. Give another --journal, or move this file away.`;

  test.each([
    ["a list of records", toText([sendable(1)])],
    ["a text", "name,digest\nlibfoo,sha256:00\n"],
    ["a text without an end of a line", "name"],
    ["another JSON with a format", `{"format":3,"name":"a document"}`],
    ["another JSON with a format, on a line", `{"format":"2","api":"x"}\n`],
    ["an empty line", "\n"],
    ["a half of another GitHub's", `{"format":3,"api":"https://api.octo`],
    ["an image of a disk", "\0\0\0\0data"],
    ["a long file without a line", "x".repeat(17 * 1024 * 1024)],
  ])("%s is no journal", async (_what, text) => {
    await refused(text, notAJournal(1));
  });

  test.each([
    ["a record", sendable(1)],
    ["an unknown state", { run: "1", key: "libfoo", status: "active", state: "lost" }],
    ["an unknown status", { run: "1", key: "libfoo", status: "inactive", state: "stored", ids: [] }],
    ["an entry without a run", { key: "libfoo", status: "active", state: "stored", ids: [] }],
    ["an entry without numbers", { run: "1", key: "libfoo", status: "active", state: "stored" }],
    ["an entry without a record", { run: "1", key: "libfoo", line: 1, state: "sending", since: "T1" }],
    ["an entry with a long key", { run: "1", key: "k".repeat(17), status: "active", state: "missing" }],
    ["a number", 1],
  ])("%s between entries is none", async (_what, line) => {
    const lines = [FIRST, begin("1"), line, stored("1", "active")].map((one) => JSON.stringify(one));
    await refused(`${lines.join("\n")}\n`, notAJournal(3));
  });

  test("a journal of before the first release, with what happens if it is moved away", async () => {
    await refused(
      toText([{ run: { api: apiUrl, input: "hash", records: 1, at: "2026-11-01T00:00:00Z" } }]),
      `${path} was written by an older version, which noted too little for storing nothing twice. Give another --journal, or move this file away: then what it names as stored is stored again.`,
    );
  });

  test("a later format", async () => {
    await refused(
      toText([{ format: 4, api: apiUrl }]),
      `${path} is in format 4, and this version reads format 3 alone. Use the version that wrote it, or give another --journal.`,
    );
  });

  test("another GitHub's journal", async () => {
    await refused(
      toText([{ ...FIRST, api: "https://api.octo.ghe.com" }]),
      `${path} belongs to another GitHub, https://api.octo.ghe.com. Give another --journal for ${apiUrl}.`,
    );
  });

  test("what is no file, or cannot be read", async () => {
    await expect(readJournal(folder, createKeys(), { apiUrl })).rejects.toMatchObject({
      end: "usage",
      message: `${folder} (--journal) is not a file. Give another path.`,
    });
    await expect(readJournal("/dev/null", createKeys(), { apiUrl })).rejects.toMatchObject({ end: "usage" });
    const below = join(path, "journal");
    writeFileSync(path, "");
    await expect(readJournal(below, createKeys(), { apiUrl })).rejects.toMatchObject({
      end: "usage",
      message: expect.stringContaining(`${below} cannot be read: ENOTDIR`),
    });
  });
});

/**
 * A history of two records, as runs write it, one of which may begin anew, wake up late, or never have begun. The last line
 * may be torn.
 */
const RUNS = ["1", "2", "3"];
const IDS = Array.from({ length: 31 }, (_, id) => id);
const run = fc.constantFrom(...RUNS);
const key = fc.constantFrom(...KEYS);
const status = fc.constantFrom<Status>("active", "eol", "deleted");
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(run, fc.boolean()).map(([run, fresh]) => begin(run, { fresh })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(run, status, fc.nat(99), key)
      .map(([run, status, at, key]) => sending(run, status, `T${at}`, key)),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(run, status, fc.array(fc.nat(30), { maxLength: 2 }), key).map((one) => stored(...one)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(run, status, fc.constantFrom("missing", "refused", "failed", "unsent"), key)
      .map((one) => ended(...one)),
  },
);
/** A run begins once. */
const history = fc.uniqueArray(entry, { maxLength: 25, selector: (one) => ("input" in one ? one.run : Symbol()) });

/** The same, said by definition, from the whole history. */
function model(
  entries: readonly Entry[],
  key: string,
): { stored: Status | undefined; pending: Pending[]; ids: number[] } {
  const began = entries.findLastIndex((one) => "input" in one && one.fresh);
  const old = new Set(entries.slice(0, Math.max(began, 0)).flatMap((one) => ("input" in one ? [one.run] : [])));
  const counting = entries
    .slice(began + 1)
    .flatMap((one) => ("key" in one && one.key === key && !old.has(one.run) ? [one] : []));
  const open = counting.flatMap((one, index) => {
    if (one.state !== "sending") return [];
    const status = statusOf(one.record);
    const isResolved = counting
      .slice(index + 1)
      .some(
        (later) =>
          later.state !== "sending" &&
          later.status === status &&
          (["stored", "missing"].includes(later.state) || later.run === one.run),
      );
    return isResolved ? [] : [{ status, since: one.since, record: one.record }];
  });
  const last = counting.findLast((one) => one.state === "stored");
  return {
    stored: last?.state === "stored" ? last.status : undefined,
    pending: open.filter(({ status }, index) => open.findIndex((one) => one.status === status) === index),
    ids: entries.flatMap((one) => ("state" in one && one.state === "stored" ? one.ids : [])),
  };
}

function expectModel(past: Past, find: (key: string) => number | undefined, entries: readonly Entry[]) {
  for (const key of KEYS) {
    const { stored, pending, ids } = model(entries, key);
    expect(see(past, find(key))).toEqual({ stored, pending });
    expect(IDS.filter(past.hasId)).toEqual(IDS.filter((id) => ids.includes(id)));
  }
  expect(past.input).toBe(entries.flatMap((one) => ("input" in one ? [one.input] : [])).at(-1));
}

describe("whatever the history", () => {
  test("reading says what the history says, up to where it is torn; opening cuts that, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(400), async (entries, torn) => {
        const whole = Buffer.from(toText([FIRST, ...entries]));
        const kept = whole.subarray(0, Math.max(0, whole.length - torn));
        const sound = kept.lastIndexOf("\n") + 1;
        const left = entries.slice(0, Math.max(0, kept.toString("utf8", 0, sound).split("\n").length - 2));
        const { past, keys } = await read(kept);
        expectModel(past, keys.find, left);
        expect([past.isTorn, past.soundBytes]).toEqual([kept.length > sound, sound]);
        expect(readFileSync(path).equals(kept)).toBe(true);

        const lock = createFakeLock({ run: "new" });
        const journal = await openJournal(path, past, { apiUrl, lock, runtime: createFakeRuntime() });
        expect(readFileSync(path).equals(kept.subarray(0, sound))).toBe(true);
        await journal.begin({ input: "another", records: 1, fresh: false });
        await journal[Symbol.asyncDispose]();
        const again = await read();
        expectModel(again.past, again.keys.find, [...left, begin("new", { input: "another" })]);
      }),
      { numRuns: 150 },
    );
  });

  test("a run knows at any time what the next one will read", async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.tuple(fc.nat(3), status, key), { maxLength: 12 }),
        async (entries, steps) => {
          writeFileSync(path, toText([FIRST, ...entries]));
          const { past, keys } = await read();
          const lock = createFakeLock({ run: "new" });
          const journal = await openJournal(path, past, { apiUrl, lock, runtime: createFakeRuntime() });
          await journal.begin({ input: "another", records: 1, fresh: steps.length % 3 === 0 });
          for (const [what, status, key] of steps) {
            const planned = { line: 1, key, record: sendable(1, { name: key, status }) };
            if (what === 0) await journal.sending([planned], "T1");
            if (what === 1) journal.stored(planned, [1]);
            if (what === 2) journal.missing(planned);
            if (what === 3) journal.notStored(planned, "failed", "because");
          }
          await journal[Symbol.asyncDispose]();
          const next = await read();
          for (const key of KEYS) expect(see(next.past, next.keys.find(key))).toEqual(see(past, keys.find(key)));
          expect(IDS.filter(next.past.hasId)).toEqual(IDS.filter(past.hasId));
          expect(next.past.input).toBe(past.input);
        },
      ),
      { numRuns: 75 },
    );
  });
});
