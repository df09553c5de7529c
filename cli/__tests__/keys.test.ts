import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { createColumn, createKeys } from "../src/plan/keys.ts";
import { toKey } from "../src/plan/to-key.ts";
import { sendable } from "./support/fake-world.ts";

test("100,000 keys have the numbers of the order in which they came, and are found again", () => {
  const keys = createKeys();
  const names = Array.from({ length: 100_000 }, (_, number) => toKey({ name: `libfoo-${number}` }));
  expect(names.filter((name, number) => keys.add(name) !== number)).toEqual([]);
  expect(names.filter((name, number) => keys.add(name) !== number || keys.find(name) !== number)).toEqual([]);
  expect(keys.size).toBe(100_000);
  expect(keys.find(toKey({ name: "libbar" }))).toBeUndefined();
});

test("keys of whatever characters are told apart as by a map", () => {
  const key = fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 16 }).filter((text) => !text.endsWith("\0"));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), key)), (steps) => {
      const keys = createKeys();
      const model = new Map<string, number>();
      for (const [isAdded, name] of steps) {
        if (isAdded && !model.has(name)) model.set(name, model.size);
        expect((isAdded ? keys.add : keys.find)(name)).toBe(model.get(name));
        expect(keys.size).toBe(model.size);
      }
    }),
  );
});

test("what is longer than a key, or no ASCII, is refused, for it would be taken for another", () => {
  const keys = createKeys();
  for (const text of ["a".repeat(17), "k\u00e4y", "k\u01e4y"])
    expect(() => keys.add(text)).toThrow(`This is no key: ${text}`);
});

test("a column holds 0 until it is set, and whatever is below 2^32", () => {
  const column = createColumn();
  column.set(5000, 2 ** 32 - 1);
  expect([column.get(0), column.get(5000), column.get(1e6)]).toEqual([0, 2 ** 32 - 1, 0]);
});

test("a record has one key, whatever its status, the order of its members and the case of its organization", () => {
  const key = toKey(sendable(1));
  expect(toKey(sendable(1, { status: "deleted" }))).toBe(key);
  expect(toKey(Object.fromEntries(Object.entries(sendable(1)).reverse()))).toBe(key);
  expect(toKey(sendable(1, { org: "Octo-Org" }))).toBe(key);
});

test("records that differ in anything else have other keys", () => {
  const others = [
    sendable(1),
    sendable(1, { org: "other-org" }),
    sendable(2),
    sendable(1, { name: "libfoo" }),
    sendable(1, { name: "LIBFOO-1" }),
    ...(["registry_url", "version", "artifact_url", "path", "repository", "github_repository"] as const).map((name) =>
      sendable(1, { [name]: "other" }),
    ),
  ];
  expect(new Set(others.map(toKey)).size).toBe(others.length);
});
