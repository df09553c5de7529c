import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { toKey } from "../src/plan/to-key.ts";
import { createLeftovers } from "../src/send/leftovers.ts";
import { stopOf } from "../src/stop.ts";
import { sendable } from "./support/fake-world.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leftovers-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const planned = (number: number) => {
  const record = sendable(number);
  return { line: number, key: toKey(record), record };
};

function open({ isOurs = true } = {}) {
  const ending = new AbortController();
  return { ending, options: { prefix: join(folder, "records.csv"), ending, isOurs: async () => isOurs } };
}

test("the refused and the unknown are in a file each, whole and with why, for their owner alone", async () => {
  const { options } = open();
  const leftovers = await createLeftovers(options);
  expect(leftovers.files).toEqual({});
  expect(readdirSync(folder)).toEqual([]);
  await leftovers.addRefused(planned(1), { message: "Invalid /name" });
  await leftovers.addUnknown(planned(2), { message: "502", since: "2026-01-20T14:45:00.000Z" });
  await leftovers[Symbol.asyncDispose]();
  const refused = join(folder, "records.csv.refused.ndjson");
  const unknown = join(folder, "records.csv.unknown.ndjson");
  expect(leftovers.files).toEqual({ refused, unknown });
  expect(JSON.parse(readFileSync(refused, "utf8"))).toEqual({ ...sendable(1), _line: 1, _reason: "Invalid /name" });
  expect(JSON.parse(readFileSync(unknown, "utf8"))).toEqual({
    ...sendable(2),
    _line: 2,
    _since: "2026-01-20T14:45:00.000Z",
    _reason: "502",
  });
  for (const path of [refused, unknown]) expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a record of which another status may be stored is not among the unknown, which would send it", async () => {
  const leftovers = await createLeftovers(open().options);
  await leftovers.addUnknown(planned(1), { message: "502" });
  expect(readdirSync(folder)).toEqual([]);
});

test("an earlier run's files stay until this run begins to try their records again", async () => {
  const path = join(folder, "records.csv.refused.ndjson");
  writeFileSync(path, "old");
  const leftovers = await createLeftovers(open().options);
  expect(readdirSync(folder)).toEqual(["records.csv.refused.ndjson"]);
  expect(readFileSync(path, "utf8")).toBe("old");
  await leftovers.begin();
  expect(readdirSync(folder)).toEqual([]);
});

test("an earlier run's file that cannot be removed ends the run", async () => {
  const leftovers = await createLeftovers(open().options);
  mkdirSync(join(folder, "records.csv.refused.ndjson"));
  await expect(leftovers.begin()).rejects.toMatchObject({ end: "unwritable" });
});

test("what cannot be written is known before anything is sent", async () => {
  mkdirSync(join(folder, "records.csv.unknown.ndjson"));
  await expect(createLeftovers(open().options)).rejects.toMatchObject({
    end: "usage",
    message: expect.stringMatching(/records\.csv\.unknown\.ndjson cannot be written: .*Nothing was sent\./),
  });
});

test("what cannot be written any more ends the run", async () => {
  const { options, ending } = open();
  const leftovers = await createLeftovers(options);
  rmSync(folder, { recursive: true });
  await leftovers.addRefused(planned(1), { message: "Invalid" });
  expect(stopOf(ending.signal)).toMatchObject({ end: "unwritable" });
  mkdirSync(folder);
});

test("a run that lost its lock writes nothing", async () => {
  const leftovers = await createLeftovers(open({ isOurs: false }).options);
  await leftovers.addRefused(planned(1), { message: "Invalid" });
  expect(readdirSync(folder)).toEqual([]);
});
