import { expect, test } from "@jest/globals";
import { noteVersions } from "../src/input/note-versions.ts";
import { sendable } from "./support/fake-world.ts";
import { digestOf } from "./support/run-command.ts";

const of = (digest: string, version?: string) =>
  sendable(1, { digest: digestOf(digest), ...(version !== undefined && { version }) });

test("a digest's second version is noticed each time, and the same one, or none, is not", () => {
  const { isSecond } = noteVersions();
  const given = [of("a", "1"), of("b", "2"), of("a"), of("a", "1"), of("a", "2"), of("a", "1.0"), of("b", "2")];
  expect(given.map(isSecond)).toEqual([false, false, false, false, true, true, false]);
});

test("10,000 digests further on it is noticed still, and a million are not remembered", () => {
  const { isSecond } = noteVersions();
  isSecond(of("first", "1"));
  for (let number = 0; number < 10_000; number += 1) isSecond(of(`${number}`, "1"));
  expect(isSecond(of("first", "2"))).toBe(true);
  for (let number = 10_000; number < 30_000; number += 1) isSecond(of(`${number}`, "1"));
  expect(isSecond(of("first", "2"))).toBe(false);
});

test("digests that differ in a few digits, wherever these are, are told apart", () => {
  const { isSecond } = noteVersions();
  const digests = Array.from({ length: 16 }, (_, at) =>
    sendable(1, { digest: `sha256:${"0".repeat(at)}f${"0".repeat(63 - at)}`, version: `${at}` }),
  );
  expect(digests.filter(isSecond)).toEqual([]);
  expect(digests.filter((record) => isSecond({ ...record, version: "16" }))).toEqual(digests);
});
