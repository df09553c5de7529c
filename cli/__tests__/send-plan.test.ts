import { expect, test } from "@jest/globals";
import { createFailureCounter } from "../src/send/count-failures.ts";
import type { Leftovers } from "../src/send/leftovers.ts";
import { type Sending, sendPlan } from "../src/send/send-plan.ts";
import { createTally } from "../src/send/tally.ts";
import { Stop, stopOf } from "../src/stop.ts";
import {
  createFakeGitHub,
  createFakeJournal,
  createFakeRuntime,
  type Fate,
  planOf,
  sendable,
} from "./support/fake-world.ts";

/** Sends a plan in memory, and returns all that can be seen of it. */
function prepare(plan: Sending["plan"], fates: Record<string, Fate[]> = {}, more: Partial<Sending> = {}) {
  const log: string[] = [];
  const hub = createFakeGitHub(log, fates);
  const journal = createFakeJournal(log);
  const left: string[] = [];
  const leftovers: Leftovers = {
    async begin() {},
    async addRefused({ record }) {
      left.push(`refused ${record.name}`);
    },
    async addUnknown({ record }, { since }) {
      left.push(`unknown ${record.name} ${since}`);
    },
    files: {},
    async [Symbol.asyncDispose]() {},
  };
  const runtime = createFakeRuntime();
  const tally = createTally(0);
  const sending: Sending = {
    plan,
    ...journal,
    github: hub.github,
    leftovers,
    tally,
    fresh: false,
    maxFailures: 10,
    workers: 4,
    group: 10,
    runtime,
    ...more,
  };
  return { log, hub, ...journal, left, tally, runtime, run: () => sendPlan(sending), sending };
}

/** The numbers of a tally that are not 0. */
const counts = ({ reasons: _, ...numbers }: ReturnType<typeof createTally>) =>
  Object.fromEntries(Object.entries(numbers).filter(([, number]) => number > 0));

test("no record is sent before the journal has it", async () => {
  const { log, run, tally } = prepare(planOf(sendable(1), sendable(2), sendable(3)), {}, { group: 2 });
  await run();
  for (const number of [1, 2, 3]) {
    expect(log.indexOf(`noted libfoo-${number}`)).toBeLessThan(log.indexOf(`sent libfoo-${number}`));
  }
  expect(counts(tally)).toEqual({ stored: 3 });
});

test("what the journal has as stored is not sent again", async () => {
  const plan = planOf(sendable(1), sendable(2));
  const { log, run, journal, sending } = prepare(plan);
  for await (const [first] of plan.records()) if (first) journal.stored(first, [1]);
  await run();
  expect(log.filter((entry) => entry.startsWith("sent"))).toEqual(["sent libfoo-2"]);
  expect(sending.tally.stored).toBe(1);
});

test("active, deleted and active again are each sent", async () => {
  const { hub, run, sending } = prepare(planOf(sendable(1)));
  await run();
  await sendPlan({ ...sending, plan: planOf(sendable(1, { status: "deleted" })) });
  await sendPlan({ ...sending, plan: planOf(sendable(1)) });
  await sendPlan({ ...sending, plan: planOf(sendable(1, { status: "active" })) });
  expect(hub.records.map(({ status }) => status)).toEqual(["active", "deleted", "active"]);
});

test("what an earlier run may have stored is looked up, and not sent where it is stored", async () => {
  const { log, hub, run, journal, tally } = prepare(planOf(sendable(1)));
  const [planned] = (await planOf(sendable(1)).records().next()).value ?? [];
  if (!planned) throw new Error("no record");
  await journal.sending([planned], hub.github.now().toISOString());
  hub.store(planned.record);
  await run();
  expect(log).toEqual(["noted libfoo-1", "listed", "stored libfoo-1"]);
  expect(counts(tally)).toEqual({ storedBefore: 1 });
});

test("an older record that is listed alike is not taken for this one", async () => {
  const plan = planOf(sendable(1, { version: "2.0.0" }));
  const { hub, run, journal, tally } = prepare(plan);
  hub.store(sendable(1));
  hub.pass(3600);
  for await (const records of plan.records()) await journal.sending(records, hub.github.now().toISOString());
  await run();
  expect(hub.records).toHaveLength(2);
  expect(counts(tally)).toEqual({ stored: 1 });
});

test("a line's own `_since` is looked up under any journal, and not with --fresh", async () => {
  const since = new Date(1_800_000_000_000).toISOString();
  const plan = planOf({ ...sendable(1), _since: since });
  const usual = prepare(plan);
  usual.hub.store(sendable(1));
  await usual.run();
  expect(usual.hub.records).toHaveLength(1);
  expect(counts(usual.tally)).toEqual({ storedBefore: 1 });

  const fresh = prepare(plan, {}, { fresh: true });
  fresh.hub.store(sendable(1));
  await fresh.run();
  expect(fresh.hub.records).toHaveLength(2);
  expect(counts(fresh.tally)).toEqual({ stored: 1 });
});

test("a `_since` that has not come yet finds what is stored, all the same", async () => {
  const { hub, run, tally } = prepare(planOf({ ...sendable(1), _since: "2100-01-01T00:00:00Z" }));
  hub.store(sendable(1));
  await run();
  expect(hub.records).toHaveLength(1);
  expect(counts(tally)).toEqual({ storedBefore: 1 });
});

test("right before a record leaves, it is asked whether the journal is still this run's", async () => {
  let asked = 0;
  const { hub, log, runtime, sending } = prepare(planOf(sendable(1), sendable(2)), {}, { workers: 1 });
  const beforeSend = async () => {
    asked += 1;
    if (asked === 2) runtime.ending.abort(new Stop("lost-lock", "Another run has it."));
    runtime.ending.signal.throwIfAborted();
  };
  await sendPlan({ ...sending, beforeSend });
  expect(hub.records).toHaveLength(1);
  expect(log).toContain("unsent libfoo-2");
});

test("a status that may have been changed is looked up before another is sent", async () => {
  const deleted = planOf(sendable(1, { status: "deleted" }));
  const { hub, run, journal, log, tally, sending } = prepare(deleted);
  await sendPlan({ ...sending, plan: planOf(sendable(1)) });
  for await (const records of deleted.records()) await journal.sending(records, hub.github.now().toISOString());
  // The change never arrived: it is active still, and active is what it is to be.
  tally.stored = 0;
  await sendPlan({ ...sending, plan: planOf(sendable(1)) });
  expect(hub.records).toHaveLength(1);
  expect(counts(tally)).toEqual({ storedBefore: 1 });
  expect(log.at(-1)).toBe("missing libfoo-1");
  await run();
  expect(hub.records.map(({ status }) => status)).toEqual(["active", "deleted"]);
});

test("of a line's own `_since` and the journal's time, the earlier one counts", async () => {
  const early = new Date(1_800_000_000_000).toISOString();
  const late = new Date(1_800_003_600_000).toISOString();
  for (const [ofLine, ofJournal] of [
    [early, late],
    [late, early],
  ] as const) {
    const plan = planOf({ ...sendable(1), _since: ofLine });
    const { hub, run, journal, tally } = prepare(plan);
    hub.store(sendable(1));
    hub.pass(3600);
    for await (const records of plan.records()) await journal.sending(records, ofJournal);
    await run();
    expect(hub.records).toHaveLength(1);
    expect(counts(tally)).toEqual({ storedBefore: 1 });
  }
});

test.each([
  ["differ in their version", { version: "1.0" }, { version: "1.1" }],
  ["write the organization in another case", { version: "1.0" }, { version: "1.1", org: "Octo-Org" }],
  ["say that they are active, or not", { version: "1.0" }, { version: "1.1", status: "active" as const }],
])("twins that %s are never under way at once", async (_how, one, other) => {
  const { log, hub, run } = prepare(planOf(sendable(1, one), sendable(1, other)));
  await run();
  expect(hub.records).toHaveLength(2);
  expect(log).toEqual(Array(2).fill(["noted libfoo-1", "sent libfoo-1", "stored libfoo-1"]).flat());
});

test("twins are never under way at once, however many", async () => {
  const twins = ["1.0", "1.1", "1.2"].map((version) => sendable(1, { version }));
  const { log, hub, run } = prepare(planOf(...twins, sendable(2)));
  await run();
  expect(hub.records).toHaveLength(4);
  const ofTwins = log.filter((entry) => entry.endsWith("libfoo-1"));
  expect(ofTwins).toEqual(Array(3).fill(["noted libfoo-1", "sent libfoo-1", "stored libfoo-1"]).flat());
});

test("a record whose twin stays unknown is left to the next run", async () => {
  const twins = ["1.0", "1.1"].map((version) => sendable(1, { version }));
  const { hub, run, tally, left, sending } = prepare(planOf(...twins), { "libfoo-1": ["stored, and the answer lost"] });
  const { list } = hub.github;
  sending.github = {
    ...hub.github,
    list: async () => {
      throw Object.assign(new Error("Server Error"), { status: 502, response: { headers: {} } });
    },
  };
  await run();
  expect(counts(tally)).toEqual({ unknown: 1 });
  // Another journal, which does not know the number of the one, might take it for the other.
  expect(left).toEqual([]);
  expect(hub.records).toHaveLength(1);

  tally.unknown = 0;
  await sendPlan({ ...sending, github: { ...hub.github, list } });
  expect(hub.records).toHaveLength(2);
  expect(counts(tally)).toEqual({ storedBefore: 1, stored: 1 });
});

test("what is refused is in the file of the refused, what failed in none, and both are counted", async () => {
  const { tally, left, log, run } = prepare(planOf(sendable(1), sendable(2), sendable(3)), {
    "libfoo-1": ["refused"],
    "libfoo-2": ["lost", "lost", "lost"],
  });
  await run();
  expect(counts(tally)).toEqual({ stored: 1, refused: 1, failed: 1 });
  expect(left).toEqual(["refused libfoo-1"]);
  expect(log).toContain("refused libfoo-1");
  expect(log).toContain("failed libfoo-2");
  expect([...tally.reasons.values()]).toEqual([1, 1]);
});

test("once the run ends, nothing more is sent, and what was noted is taken back", async () => {
  const plan = planOf(...Array.from({ length: 30 }, (_, index) => sendable(index)));
  const { hub, log, run, runtime, past, keys, tally, sending } = prepare(plan, {}, { workers: 2 });
  const { create } = hub.github;
  sending.github = {
    ...hub.github,
    create: async (record) => {
      if (hub.records.length === 4) runtime.ending.abort(new Stop("stopped", "Stopped."));
      return create(record);
    },
  };
  await run();
  const sent = log.filter((entry) => entry.startsWith("sent ")).length;
  expect(sent).toBeLessThan(8);
  expect(tally.stored).toBe(hub.records.length);
  const noted = log.filter((entry) => entry.startsWith("noted ")).length;
  expect(log.filter((entry) => entry.startsWith("unsent "))).toHaveLength(noted - sent);
  for await (const records of plan.records()) {
    for (const { key } of records) expect(past.pending(keys.find(key) ?? -1)).toEqual([]);
  }
});

test("what a run that ends does not get to look up stays unknown", async () => {
  const plan = planOf(sendable(1), sendable(2));
  const { hub, run, runtime, journal, tally, left } = prepare(plan);
  const since = hub.github.now().toISOString();
  for await (const records of plan.records()) await journal.sending(records, since);
  runtime.ending.abort(new Stop("stopped", "Stopped."));
  await run();
  expect(counts(tally)).toEqual({ unknown: 2 });
  expect(left).toEqual([`unknown libfoo-1 ${since}`, `unknown libfoo-2 ${since}`]);
  expect(hub.records).toEqual([]);
});

test("what stays unclear of another status is left without a time, by which another import would send it", async () => {
  const { hub, run, runtime, journal, left } = prepare(planOf(sendable(1)));
  const deleted = planOf(sendable(1, { status: "deleted" }));
  for await (const records of deleted.records()) await journal.sending(records, hub.github.now().toISOString());
  runtime.ending.abort(new Stop("stopped", "Stopped."));
  await run();
  expect(left).toEqual(["unknown libfoo-1 undefined"]);
});

test("equal refusals in a row end the run, as does a token that GitHub does not accept", async () => {
  const many = Array.from({ length: 30 }, (_, index) => sendable(1, { version: `${index}` }));
  const equal = prepare(planOf(...many), { "libfoo-1": Array(30).fill("refused") }, { maxFailures: 3, workers: 1 });
  await equal.run();
  expect(equal.tally.refused).toBe(3);
  expect(stopOf(equal.runtime.ending.signal)).toMatchObject({
    end: "refused",
    message: "3 records in a row failed for the same reason (--max-failures): Invalid libfoo-1",
  });

  const unauthorized = prepare(planOf(...many), { "libfoo-1": ["unauthorized"] }, { workers: 1 });
  await unauthorized.run();
  expect(unauthorized.tally.refused).toBe(1);
  expect(stopOf(unauthorized.runtime.ending.signal)?.end).toBe("refused");
});

test("failures that differ, or that a success parts, are not in a row", () => {
  const ending = new AbortController();
  const count = createFailureCounter(3, ending);
  const fail = (message: string) => count({ state: "failed", message });
  for (const message of ["502", "502", "504", "502", "502"]) fail(message);
  count({ state: "stored", records: [], found: false });
  fail("502");
  // What was not sent says nothing.
  count({ state: "unsent" });
  fail("502");
  expect(ending.signal.aborted).toBe(false);
  fail("502");
  expect(stopOf(ending.signal)).toMatchObject({ end: "interrupted", message: expect.stringMatching(/^3 records/) });
});

test("a failure in the journal ends the run, and is no record's", async () => {
  const { run, runtime, journal, hub } = prepare(planOf(sendable(1)));
  journal.sending = async () => {
    throw new Stop("unwritable", "The disk is full.");
  };
  await run();
  expect(hub.records).toEqual([]);
  expect(stopOf(runtime.ending.signal)?.end).toBe("unwritable");
});
