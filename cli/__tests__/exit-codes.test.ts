import { expect, test } from "@jest/globals";
import { RESULTS } from "../src/exit-codes.ts";

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
