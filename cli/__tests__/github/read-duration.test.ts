import { expect, test } from "@jest/globals";
import { readDuration } from "../../src/github/read-duration.ts";

test.each([
  ["90s", 90_000],
  ["15m", 900_000],
  ["2h", 7_200_000],
  ["0s", 0],
])("%s", (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds);
});

test.each(["", "h", "1.5h", "2 h", "2d", "-1s", "1h30m", "15 "])("%j is none", (text) => {
  expect(() => readDuration(text)).toThrow(new RangeError("Write it as 90s, 15m or 2h."));
});

test("a number without a unit may be meant either way", () => {
  expect(() => readDuration("15")).toThrow(new RangeError("Write 15m or 15s."));
});
