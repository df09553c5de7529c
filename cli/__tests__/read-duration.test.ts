import { expect, test } from "@jest/globals";
import { readDuration } from "../src/read-duration.ts";

test.each([
  ["90s", 90_000],
  ["15m", 900_000],
  ["2h", 7_200_000],
  ["45", 45_000],
])("%s", (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds);
});

test.each(["", "h", "1.5h", "2 h", "2d", "-1s", "1h30m"])("%j is none", (text) => {
  expect(() => readDuration(text)).toThrow("Write it as 90s, 15m or 2h.");
});
