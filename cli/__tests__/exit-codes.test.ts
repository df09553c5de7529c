import { expect, test } from "@jest/globals";
import { chooseExitCode, EXIT, type Open } from "../src/exit-code.ts";
import type { End } from "../src/stop.ts";

const none: Open = { refused: 0, failed: 0, unknown: 0, left: 0 };

test.each<[string, Partial<Open>, End | undefined, number]>([
  ["everything is stored", {}, undefined, EXIT.success],
  ["everything is stored, though a signal came during the last record", {}, "stopped", EXIT.success],
  ["everything is stored, though a limit began with the last record", {}, "interrupted", EXIT.success],
  ["something is refused", { refused: 1 }, undefined, EXIT.refused],
  ["equal refusals ended the run", { refused: 10, left: 90 }, "refused", EXIT.refused],
  ["the token is not accepted, and nothing was sent", { left: 9 }, "refused", EXIT.refused],
  ["GitHub failed", { failed: 1, refused: 5 }, undefined, EXIT.interrupted],
  ["a limit lasts too long", { left: 5, refused: 1 }, "interrupted", EXIT.interrupted],
  ["something is left, for its twin is unclear no more", { left: 1 }, undefined, EXIT.interrupted],
  ["you stopped it", { left: 1, failed: 1, refused: 1 }, "stopped", EXIT.stopped],
  ["you stopped it, and all that is not stored failed", { failed: 1 }, "stopped", EXIT.interrupted],
  ["something is unknown", { unknown: 1, left: 5, failed: 5, refused: 5 }, "stopped", EXIT.unknown],
  ["something is unknown, and a file cannot be written", { unknown: 1 }, "unwritable", EXIT.unknown],
  ["a file cannot be written, though everything is stored", {}, "unwritable", EXIT.interrupted],
  ["the lock is lost, whatever else is true", { unknown: 1, left: 1, refused: 1 }, "lost-lock", EXIT.interrupted],
  ["something was known to be wrong before the first request", { left: 5 }, "usage", EXIT.usage],
])("%s", (_what, open, end, code) => {
  expect(chooseExitCode({ ...none, ...open }, end)).toBe(code);
});

test("the codes are those that scripts know", () => {
  expect(EXIT).toEqual({ success: 0, refused: 1, usage: 2, unknown: 3, interrupted: 75, stopped: 130 });
});
