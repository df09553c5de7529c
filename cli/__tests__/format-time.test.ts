import { expect, test } from "@jest/globals";
import { count, formatDuration, formatNumber, formatTime } from "../src/output/format-time.ts";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [-5 * SECOND, "0 s"],
  [0, "0 s"],
  [1400, "1 s"],
  [59 * SECOND, "59 s"],
  [59_600, "1 min"],
  [90 * SECOND, "1 min 30 s"],
  [59 * MINUTE + 59 * SECOND, "59 min 59 s"],
  [HOUR, "1 h 0 min"],
  [23 * HOUR + 59 * MINUTE, "23 h 59 min"],
  [DAY, "1 d 0 h"],
  [DAY + 13 * HOUR + 30 * MINUTE, "1 d 13 h"],
  [20 * DAY + 23 * HOUR, "20 d 23 h"],
])("%d ms are said as %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test("a time of another day has its date", () => {
  const now = new Date();
  now.setHours(9, 5, 7, 0);
  expect(formatTime(now.getTime())).toBe("09:05:07");
  expect(formatTime(new Date(2020, 0, 2, 13, 4, 5).getTime())).toBe("2020-01-02 13:04:05");
});

test("thousands are marked, and one is one", () => {
  expect(formatNumber(1234567)).toBe("1,234,567");
  expect([0, 1, 2, 1000].map((number) => count(number, "record"))).toEqual([
    "0 records",
    "1 record",
    "2 records",
    "1,000 records",
  ]);
});
