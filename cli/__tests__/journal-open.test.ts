import { expect, test } from "@jest/globals";
import { openJournal } from "../src/open-journal.ts";
import type { Stop } from "../src/stop.ts";

test("a full disk: what waits for it is not sent, and the run is told to stop with exit 75", async () => {
  const stops: Stop[] = [];
  // Linux's device that is always full.
  const journal = await openJournal("/dev/full", (stop) => stops.push(stop));
  const entries = [{ key: "a", line: 1, state: "sending" as const }];
  await expect(journal.keep(entries)).rejects.toThrow(
    "/dev/full cannot be written: the disk is full. Free some space, and",
  );
  await expect(journal.keep(entries)).rejects.toBe(stops[0]);
  expect(stops[0]?.exitCode).toBe(75);
  await journal.close();
});
