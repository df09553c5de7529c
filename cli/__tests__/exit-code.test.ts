import { expect, test } from "@jest/globals";
import { chooseExitCode, type ExitCode, RESULTS } from "../src/exit-code.ts";
import type { End } from "../src/stop.ts";

test("the results that --json tells are the same in every version, for scripts compare them", () => {
  expect(RESULTS).toEqual({
    0: "stored",
    1: "refused",
    2: "rejected",
    3: "unknown",
    75: "interrupted",
    130: "stopped",
  });
});

const NONE = { refused: 0, failed: 0, unknown: 0, left: 0 };

test.each<[string, Partial<typeof NONE>, End | undefined, ExitCode]>([
  ["everything is stored", {}, undefined, 0],
  ["a signal came when all was stored", {}, "stopped", 0],
  ["the network went when all was stored", {}, "interrupted", 0],
  ["wrong usage", {}, "usage", 2],
  ["something known to be wrong before the first request", { left: 5 }, "usage", 2],
  ["another run has the journal", {}, "lost-lock", 75],
  ["another run has the journal, and something is unknown", { unknown: 1 }, "lost-lock", 75],
  ["something is unknown", { unknown: 1 }, undefined, 3],
  ["something is unknown, and the rest was not sent", { unknown: 1, left: 5 }, "stopped", 3],
  ["something is unknown, and a file cannot be written", { unknown: 1 }, "unwritable", 3],
  ["a signal left something", { left: 1 }, "stopped", 130],
  ["a signal left something, and something was refused or failed", { left: 1, refused: 1, failed: 1 }, "stopped", 130],
  ["a signal left nothing, but something was refused", { refused: 1 }, "stopped", 1],
  ["the journal is gone, though all is stored", {}, "lost-journal", 75],
  ["a file cannot be written, though all is stored", {}, "unwritable", 75],
  ["GitHub failed", { failed: 1 }, undefined, 75],
  ["GitHub failed, and refused others", { failed: 1, refused: 1 }, undefined, 75],
  ["the network left something", { left: 1 }, "interrupted", 75],
  ["the network left something, and something was refused", { left: 1, refused: 1 }, "interrupted", 75],
  ["something is left, nobody knows why", { left: 1 }, undefined, 75],
  ["GitHub refused", { refused: 1 }, undefined, 1],
  ["GitHub refused, and would refuse the rest", { refused: 10, left: 5 }, "refused", 1],
  ["GitHub refused the token, before the first record", { left: 5 }, "refused", 1],
])("%s", (_case, open, end, code) => {
  expect(chooseExitCode({ ...NONE, ...open }, end)).toBe(code);
});
