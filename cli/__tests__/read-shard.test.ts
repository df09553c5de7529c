import { expect, test } from "@jest/globals";
import { isInShard, readShard } from "../src/input/read-shard.ts";
import { toKey } from "../src/plan/to-key.ts";

const key = (name: number | string) => toKey({ name: `record-${name}` });

test("each record is in one shard, whichever machine asks, in whatever version", () => {
  const shardOf = (name: string) => [1, 2, 3, 4].filter((index) => isInShard(key(name), { index, count: 4 }));
  // Who changes these sends twice what an import under way has sent already.
  expect(["a", "b", "c", "d", "e", "f"].map(shardOf)).toEqual([[1], [2], [3], [1], [2], [1]]);
});

test.each([2, 3, 4, 6])("%i shards are of about the same size", (count) => {
  const keys = Array.from({ length: 6000 }, (_, index) => key(index));
  for (let index = 1; index <= count; index += 1) {
    const size = keys.filter((one) => isInShard(one, { index, count })).length;
    expect(Math.abs(size - 6000 / count)).toBeLessThan(200);
  }
});

test("2/4 is the second of four", () => {
  expect(readShard("2/4")).toEqual({ index: 2, count: 4 });
  expect(readShard("1/1")).toEqual({ index: 1, count: 1 });
});

test.each(["0/4", "5/4", "1/0", "1", "a/b", "1/4/2", ""])("%j is no shard", (text) => {
  expect(() => readShard(text)).toThrow("Write it as I/N, with I from 1 to N, such as 2/4.");
});
