import { expect, test } from "@jest/globals";
import { cpuTime } from "./cpu-time.js";
import { interleave } from "./interleave.js";

test("a candidate is run as often as another, one run after the other, and each is awaited to its end", async () => {
  let underWay = 0;
  const ends = { quick: 0, slow: 0 };
  const run = (name) => async () => {
    underWay += 1;
    expect(underWay).toBe(1);
    for (let turn = 0; turn < 20; turn++) await undefined;
    underWay -= 1;
    ends[name] += 1;
  };
  const samples = await cpuTime({ quick: run("quick"), slow: run("slow") }, 2, 3);
  // Two rounds, and as many to warm up, of 50 slices each.
  expect(ends).toEqual({ quick: 600, slow: 600 });
  expect(Object.values(samples).map(({ length }) => length)).toEqual([2, 2]);
});

test("what takes the longer has the higher figure", async () => {
  const spin = (times) => () => {
    let sum = 0;
    for (let index = 0; index < times; index++) sum += index * index;
    return sum;
  };
  const { little, much } = await cpuTime({ little: spin(100), much: spin(10_000) }, 1, 10);
  expect(much[0]).toBeGreaterThan(little[0]);
});

test("candidates that take turns are sampled once a round each, and awaited", async () => {
  let count = 0;
  const next = async () => {
    await undefined;
    return ++count;
  };
  const { one, two } = await interleave({ one: next, two: next }, 3);
  expect([...one, ...two].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(one.map((number, round) => Math.ceil(number / 2) - round)).toEqual([1, 1, 1]);
});
