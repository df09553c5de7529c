// The budgets that hold or do not, whatever the machine is doing. A stopwatch is no test: the others are for index.js.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { judge, summarize } from "./summarize.js";

const files = readdirSync(new URL("figures", import.meta.url));
/** @type {{ default: import("./figure.js").Figure }[]} */
const modules = await Promise.all(files.map((file) => import(`./figures/${file}`)));
const fixed = modules.map(({ default: figure }) => figure).filter(({ varies }) => !varies);

describe.each(fixed)("$title", (figure) => {
  test("every budget holds", async () => {
    const verdicts = judge(summarize(await figure.sample(1), figure.floor), figure);
    expect(verdicts).not.toEqual([]);
    expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
  });
});

test("a budget that is missed is told", () => {
  const figure = { title: "", unit: "", varies: false, by: /** @type {const} */ ("value"), sample: async () => ({}) };
  const rows = summarize({ ours: [2] });
  expect(judge(rows, { ...figure, budgets: { ours: { atMost: 1 } } })).toMatchObject([{ value: 2, holds: false }]);
  expect(judge(rows, { ...figure, budgets: { ours: { atLeast: 3 } } })).toMatchObject([{ value: 2, holds: false }]);
  expect(judge(rows, { ...figure, budgets: { theirs: { atMost: 9 } } })).toMatchObject([{ holds: false }]);
});
