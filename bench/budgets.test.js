// The budgets of the figures that are the same in each run. For those of a stopwatch see index.js.
import { expect, test } from "@jest/globals";
import { FIGURES } from "./figures/index.js";
import { judge, summarize } from "./summarize.js";

const FIXED = Object.entries(FIGURES).filter(([, { varies }]) => !varies);

test.each(FIXED)("%s holds its budget", async (_name, figure) => {
  const verdicts = judge(figure, summarize(await figure.sample(1)));
  expect(verdicts.length).toBeGreaterThan(0);
  expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
});

test.each([
  ["one at its limit", { atMost: { ours: 3 } }, true],
  ["one above it", { atMost: { ours: 2.9 } }, false],
  ["one below it", { atLeast: { ours: 3.1 } }, false],
  ["a row that was not measured", { atMost: { theirs: 3 } }, false],
])("judging %s", (_title, budget, holds) => {
  expect(judge(budget, summarize({ ours: [3] }))).toEqual([expect.objectContaining({ holds })]);
});
