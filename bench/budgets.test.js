// The budgets that hold or do not, whatever the machine is doing. A stopwatch is no test: for the others see index.js.
import { describe, expect, test } from "@jest/globals";
import { budgets } from "./budgets.js";
import { judge, summarize } from "./summarize.js";

const FIXED = ["bundle-size", "import-files", "types-instantiated", "installed-bytes", "installed-packages"];

describe.each(FIXED)("%s", (name) => {
  test("holds its budget, or what was conceded beyond it", async () => {
    const { default: figure } = await import(`./figures/${name}.js`);
    const { conceded, ...budget } = budgets[name];
    const binding = conceded ? { ...budget, atMost: conceded } : budget;
    const missed = judge(summarize(await figure.sample(1), figure.floor), binding).filter(({ holds }) => !holds);
    expect(missed).toEqual([]);
  });
});
