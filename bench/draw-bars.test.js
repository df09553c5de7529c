import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { drawBars, readCharts } from "./draw-bars.js";

const README = readFileSync(new URL("README.md", import.meta.url), "utf8");

test("the table is read: what this plugin takes, what its ratio is against, and what others take, as it is written", () => {
  const table = `
|  | this plugin | budget | others |
| --- | --- | --- | --- |
| Calls of \`call\` | 1.12 × octokit.request | ≤ 1.1, **missed** | REM: 1.00; REM, once: 1,625 |
| Sent | ours, then REM: 3 kB; REM, then ours: 4 kB | ≥ 1; ≥ 2 | zod: 5 |
| Alone | 1 s | ≤ 2 |  |
`;
  expect(readCharts(table)).toEqual([
    {
      title: "Calls of call",
      unit: "× octokit.request",
      isLessBetter: true,
      bars: [
        { name: "this plugin", value: "1.12", isOurs: true },
        { name: "octokit.request", value: "1.00", isOurs: false },
        { name: "REM", value: "1.00", isOurs: false },
        { name: "REM, once", value: "1,625", isOurs: false },
      ],
    },
    {
      title: "Sent",
      unit: "kB",
      isLessBetter: false,
      bars: [
        { name: "ours, then REM", value: "3", isOurs: true },
        { name: "REM, then ours", value: "4", isOurs: true },
        { name: "zod", value: "5", isOurs: false },
      ],
    },
  ]);
});

test("figures.svg is the table in README.md", () => {
  const drawn = readFileSync(new URL("figures.svg", import.meta.url), "utf8");
  expect(drawn).toBe(drawBars(readCharts(README)));
  expect(README).toContain("](figures.svg)");
});

test("it has every value as text, bars by their lengths, and colors for the night", () => {
  const bar = (name, value, isOurs) => ({ name, value, isOurs });
  const svg = drawBars([
    { title: "T", unit: "µs", isLessBetter: true, bars: [bar("ours", "1,000", true), bar("theirs", "500", false)] },
  ]);
  for (const text of ["T", "µs; less is better", "ours", "theirs", "1,000", "500"])
    expect(svg).toContain(`>${text}</text>`);
  const length = (color) => Number(new RegExp(`d="M\\S+ \\S+l(\\S+) 0[^>]* fill="${color}"`).exec(svg)?.[1]);
  expect(length("#0969da")).toBeCloseTo(2 * length("#afb8c1"), 0);
  expect(svg).toContain('[fill="#0969da"]{fill:#4493f8}');
});
