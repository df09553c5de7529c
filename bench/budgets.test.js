// The budgets of the figures that are the same in each run. For those of a stopwatch see index.js.
import { expect, test } from "@jest/globals";
import { CLIENTS } from "./clients.js";
import { FIGURES } from "./figures/index.js";
import { findImplausible, judge, summarize } from "./summarize.js";

const FIXED = Object.entries(FIGURES).filter(([, { varies }]) => !varies);

test.each(FIXED)("%s holds its budget", async (_name, figure) => {
  const samples = await figure.sample(1);
  const rows = summarize(samples);
  expect(findImplausible(figure, samples, rows)).toEqual([]);
  const verdicts = judge(figure, rows);
  expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
});

test.each(Object.entries(FIGURES))(
  "%s has a budget, and for each row that has one, bounds of what is plausible",
  (_, figure) => {
    const budgets = Object.keys({ ...figure.atMost, ...figure.atLeast });
    expect(budgets.length).toBeGreaterThan(0);
    expect(Object.keys(figure.plausible).toSorted()).toEqual(budgets.toSorted());
  },
);

test("the clients that are compared have the methods that their names say", () => {
  const has = (octokit) => ({
    ours: Boolean(octokit.rest?.orgs?.createArtifactStorageRecord?.check),
    others: Boolean(octokit.rest?.repos),
  });
  const expected = (name) => ({ ours: /\bours\b/.test(name), others: /REM|rest|^octokit/.test(name) });
  for (const [name, Client] of Object.entries(CLIENTS))
    expect([name, has(new Client())]).toEqual([name, expected(name)]);
});
