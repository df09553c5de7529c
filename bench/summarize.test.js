import { expect, test } from "@jest/globals";
import { findImplausible, judge, summarize } from "./summarize.js";

test("a row has the median of its samples, and the quartiles beside it", () => {
  expect(summarize({ odd: [50, 1, 3, 100, 2], even: [4, 1, 2, 103] })).toEqual([
    { name: "odd", value: { low: 2, median: 3, high: 50 } },
    { name: "even", value: { low: 1.75, median: 3, high: 28.75 } },
  ]);
});

test("a ratio is taken round by round", () => {
  const [, { ratio }] = summarize({ floor: [1, 10, 100], ours: [2, 10, 50] }, "floor");
  expect(ratio).toEqual({ low: 0.75, median: 1, high: 1.5 });
});

test.each([
  ["one at its limit", { atMost: { ours: 3 } }, true],
  ["one above it", { atMost: { ours: 2.9 } }, false],
  ["one at its least", { atLeast: { ours: 3 } }, true],
  ["one below it", { atLeast: { ours: 3.1 } }, false],
  ["a ratio", { floor: "half", atMost: { ours: 2 }, atLeast: { ours: 2 } }, true],
  ["a row that was not measured", { atMost: { theirs: 3 } }, false],
])("judging %s", (_title, budget, holds) => {
  const verdicts = judge(budget, summarize({ ours: [3], half: [1.5] }, budget.floor));
  expect(new Set(verdicts.map((verdict) => verdict.holds))).toEqual(new Set([holds]));
});

test.each([
  ["a row within its bounds", { ours: [3] }, []],
  ["a row below", { ours: [1] }, ["ours: 1 is not between 2 and 4"]],
  ["a row above", { ours: [5] }, ["ours: 5 is not between 2 and 4"]],
  ["a row that is missing", { theirs: [3] }, ["ours: NaN is not between 2 and 4"]],
  ["nothing", { ours: [3], theirs: [1, 0] }, ["theirs: 1, 0 was measured"]],
  ["less than nothing", { ours: [3], theirs: [-1] }, ["theirs: -1 was measured"]],
  ["no number", { ours: [3], theirs: [Number.NaN] }, ["theirs: NaN was measured"]],
  ["no round", { ours: [3], theirs: [] }, ["theirs: nothing was measured"]],
])("plausible or not: %s", (_title, samples, expected) => {
  expect(findImplausible({ plausible: { ours: [2, 4] } }, samples, summarize(samples))).toEqual(expected);
});
