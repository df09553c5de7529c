import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { toKey } from "../src/plan/to-key.ts";
import { writePlanFile } from "../src/plan/write-plan-file.ts";
import { findLeft } from "../src/send/find-left.ts";
import { createFakeJournal, planOf, sendable } from "./support/fake-world.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plan-file-"));
  path = join(folder, "left.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = () =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("a plan is kept as lines that an import takes, for its owner alone", async () => {
  await writePlanFile(
    "--plan",
    path,
    planOf(sendable(1), { ...sendable(2), _since: "2026-01-20T14:45:00Z" }).records(),
  );
  expect(lines()).toEqual([
    { _plan: 1, ...sendable(1), _line: 1 },
    { ...sendable(2), _line: 2, _since: "2026-01-20T14:45:00Z" },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("an earlier plan and an empty file are overwritten, and nothing else", async () => {
  writeFileSync(path, "");
  for (const count of [2, 1]) {
    await writePlanFile("--plan", path, planOf(...[sendable(1), sendable(2)].slice(0, count)).records());
    expect(lines()).toHaveLength(count);
  }
  writeFileSync(path, `${JSON.stringify(sendable(1))}\n`);
  await expect(writePlanFile("--plan", path, planOf(sendable(2)).records())).rejects.toMatchObject({
    end: "usage",
    message: `--plan ${path} is there already, and is no plan. Give another path.`,
  });
  expect(lines()).toEqual([sendable(1)]);
});

test("a folder, and a pipe, which would wait for its reader, are left alone", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  for (const given of [folder, pipe]) {
    await expect(writePlanFile("--plan", given, planOf(sendable(1)).records())).rejects.toMatchObject({
      end: "usage",
      message: `--plan ${given} is there already, and is no plan. Give another path.`,
    });
  }
});

test("what was there, and was readable for all, is for its owner alone", async () => {
  writeFileSync(path, "", { mode: 0o644 });
  await writePlanFile("--plan", path, planOf(sendable(1)).records());
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a plan that cannot be written is wrong usage", async () => {
  const elsewhere = join(folder, "nowhere", "left.ndjson");
  await expect(writePlanFile("--missing", elsewhere, planOf(sendable(1)).records())).rejects.toMatchObject({
    end: "usage",
    message: expect.stringMatching(/^--missing .* cannot be written: ENOENT/),
  });
});

test("left is what is not stored, with the time to look it up by, but not what only this journal can look up", async () => {
  const { journal, past, keys } = createFakeJournal([]);
  const named = (number: number, more: object = {}) => {
    const record = sendable(number, more);
    return { line: number, key: toKey(record), record };
  };
  journal.stored(named(1), [1]);
  await journal.sending([named(2)], "2026-01-20T14:45:00Z");
  await journal.sending([named(3, { status: "deleted" })], "2026-01-20T14:45:00Z");
  const plan = planOf(sendable(1), sendable(2), sendable(3), sendable(4));
  let leftOut = 0;
  const count = () => {
    leftOut += 1;
  };
  const left: unknown[] = [];
  for await (const batch of findLeft({ plan, past, keys, fresh: false }, count))
    left.push(...batch.map(({ line, since }) => ({ line, since })));
  expect(left).toEqual([
    { line: 2, since: "2026-01-20T14:45:00Z" },
    { line: 4, since: undefined },
  ]);
  expect(leftOut).toBe(1);
});
