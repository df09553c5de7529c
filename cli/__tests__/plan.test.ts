import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { createKeys } from "../src/plan/keys.ts";
import { createPlan, type Plan } from "../src/plan/plan.ts";
import { type PlannedRecord, type Status, statusOf } from "../src/plan/record.ts";
import { toKey } from "../src/plan/to-key.ts";
import { sendable } from "./support/fake-world.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plan-"));
});
afterAll(() => rm(folder, { recursive: true }));

const openPlan = (more: Partial<Parameters<typeof createPlan>[0]> = {}) =>
  createPlan({ folder, keys: createKeys(), elsewhere: "Make room.", ...more });

function planned(line: number, number: number, status?: Status, since?: string): PlannedRecord {
  const record = sendable(number, { ...(status && { status }) });
  return { line, key: toKey(record), record, ...(since !== undefined && { since }) };
}

async function readAll(plan: Plan): Promise<PlannedRecord[]> {
  const records: PlannedRecord[] = [];
  for await (const batch of plan.records()) records.push(...batch);
  return records;
}

const TIMES = ["2026-01-31T12:00:00.000Z", "2026-01-31T12:00:01.000Z", "2026-02-01T00:00:00.000Z"];

test("of each key the last record counts, whatever comes, and it keeps the earliest time of its status", async () => {
  const step = fc.record({
    number: fc.nat(5),
    status: fc.constantFrom<Status | undefined>(undefined, "active", "eol", "deleted"),
    since: fc.option(fc.constantFrom(...TIMES), { nil: undefined, freq: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await using plan = await openPlan();
      const model = new Map<number, PlannedRecord>();
      const sinces = new Map<string, string>();
      const counts = { added: steps.length, distinct: 0, repeated: 0, superseded: 0 };
      for (const [index, { number, status, since }] of steps.entries()) {
        const one = planned(index + 1, number, status, since);
        await plan.add(one);
        const before = model.get(number);
        if (!before) counts.distinct += 1;
        else if (statusOf(before.record) === statusOf(one.record)) counts.repeated += 1;
        else counts.superseded += 1;
        model.set(number, one);
        const place = `${number} ${statusOf(one.record)}`;
        const known = sinces.get(place);
        if (since !== undefined && (known === undefined || since < known)) sinces.set(place, since);
      }
      const expected = [...model]
        .map(([number, { since: _own, ...one }]) => {
          const since = sinces.get(`${number} ${statusOf(one.record)}`);
          return { ...one, ...(since !== undefined && { since }) };
        })
        .sort((a, b) => a.line - b.line);
      expect(await readAll(plan)).toEqual(expected);
      const { added, distinct, repeated, superseded } = plan;
      expect({ added, distinct, repeated, superseded }).toEqual(counts);
    }),
    { numRuns: 200 },
  );
});

test("what is more than a buffer comes back whole, in order, as often as it is read, by several at once", async () => {
  await using plan = await openPlan();
  const all = Array.from({ length: 1000 }, (_, index) => planned(index + 1, index));
  all[500] = { ...planned(501, 500), record: { ...sendable(500), path: "ü€😀\ud800\u2028".repeat(80) } };
  for (const one of all) await plan.add(one);
  const [first, second] = await Promise.all([readAll(plan), readAll(plan)]);
  expect(first).toEqual(all);
  expect(second).toEqual(all);
  expect(await readAll(plan)).toEqual(all);
});

test("a part of a second earlier is earlier, for GitHub's times are whole seconds", async () => {
  await using plan = await openPlan();
  await plan.add(planned(1, 1, undefined, "2026-01-31T13:00:00.999+01:00"));
  expect((await readAll(plan)).map(({ since }) => since)).toEqual(["2026-01-31T12:00:00.000Z"]);
});

test("keys that the journal has already change nothing", async () => {
  const keys = createKeys();
  for (let number = 0; number < 10; number += 1) keys.add(planned(0, number).key);
  await using plan = await openPlan({ keys });
  await plan.add(planned(1, 3));
  await plan.add(planned(2, 12));
  expect([plan.distinct, keys.size]).toEqual([2, 11]);
  expect((await readAll(plan)).map(({ line }) => line)).toEqual([1, 2]);
});

test("its file is for its owner alone, and has no name from the beginning", async () => {
  const modes: number[] = [];
  const plan = await openPlan({
    async openFile(path, flags, mode) {
      const file = await open(path, flags, mode);
      modes.push((await stat(path)).mode & 0o777);
      return file;
    },
  });
  expect(modes).toEqual([0o600]);
  expect(await readdir(folder)).toEqual([]);
  await plan.add(planned(1, 1));
  expect(await readAll(plan)).toHaveLength(1);
  await plan[Symbol.asyncDispose]();
});

test("a folder that is not there is wrong usage that names it, and the way out", async () => {
  const missing = join(folder, "missing");
  await expect(openPlan({ folder: missing, elsewhere: "Set TMPDIR to another folder." })).rejects.toMatchObject({
    end: "usage",
    message: expect.stringMatching(
      /^The plan of what to store cannot be written to .*\/missing: ENOENT.* It takes 0\.0 MB so far\. Set TMPDIR to another folder\.$/,
    ),
  });
});

test("a disk that is full is wrong usage that says how large the plan is", async () => {
  let left = 2_000_000;
  await using plan = await openPlan({
    async openFile(path, flags, mode) {
      const file = await open(path, flags, mode);
      const { appendFile } = file;
      file.appendFile = async (data, options) => {
        left -= Buffer.byteLength(Buffer.from(`${data}`));
        if (left < 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
        return appendFile.call(file, data, options);
      };
      return file;
    },
  });
  const fill = async () => {
    for (let number = 0; ; number += 1) await plan.add(planned(number, number));
  };
  await expect(fill()).rejects.toMatchObject({
    end: "usage",
    message: expect.stringMatching(
      /^The plan of what to store cannot be written to .*: ENOSPC: no space left on device, write\. It takes 1\.8 MB so far\. Make room\.$/,
    ),
  });
});
