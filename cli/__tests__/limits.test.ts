import { expect, test } from "@jest/globals";
import { FAULTS } from "../../local-github/faults.js";
import { prepareCommand, records } from "./support/run-command.ts";

const command = prepareCommand();
const IMPORT = ["import", "r.ndjson", "--per-minute=0"];

/** Notes when each request came. */
function noteTimes(): number[] {
  const times: number[] = [];
  command.github.server.on("request", () => times.push(Date.now()));
  return times;
}

test.each([
  ["a secondary limit, 403", FAULTS.secondaryLimit({ seconds: 3 }), "secondary rate limit"],
  ["a secondary limit, 429", FAULTS.secondaryLimit({ seconds: 3, status: 429 }), "secondary rate limit"],
  ["the primary limit", FAULTS.primaryLimit({ seconds: 3 }), "rate limit"],
])("%s stops all sending until its time is up, says until when, and the run goes on", async (_case, fault, name) => {
  command.write("r.ndjson", records(40));
  command.github.faults.push(...Array.from({ length: 15 }, () => FAULTS.none()), fault);
  const times = noteTimes();
  const { code, stderr } = await command.run(IMPORT);
  expect(code).toBe(0);
  expect(stderr).toMatch(new RegExp(`\\nGitHub's ${name}: nothing is sent until \\d\\d:\\d\\d:\\d\\d, in \\d s\\.\\n`));
  expect(command.github.stored).toHaveLength(40);
  // Nobody asks again before the time: but for what was under way, there is one gap of its length.
  const gaps = times.slice(1).map((time, index) => time - Number(times[index]));
  expect(Math.max(...gaps)).toBeGreaterThan(2000);
  expect(times.length).toBeLessThanOrEqual(40 + 10);
});

test.each([
  ["a secondary limit", FAULTS.secondaryLimit({ seconds: 30 })],
  ["the primary limit", FAULTS.primaryLimit({ seconds: 30 })],
])("%s that lasts longer than --max-wait: exit 75, and nothing needs a look-up", async (_case, fault) => {
  command.write("r.ndjson", records(20));
  command.github.faults.push(...Array.from({ length: 5 }, () => FAULTS.none()), fault);
  const { code, stderr, stdout } = await command.run([...IMPORT, "--max-wait=5s", "--json"]);
  expect(code).toBe(75);
  expect(stderr).toMatch(
    /lasts until \d\d:\d\d:\d\d, in (29|3\d) s, which is longer than --max-wait\. Run the same command/,
  );
  const { stored, left } = JSON.parse(stdout);
  expect([stored, stored + left]).toEqual([command.github.stored.length, 20]);
  const again = await command.run([...IMPORT, "--max-wait=5s"]);
  expect(again.stderr).not.toContain("looked up first");
});

test("a limit that is never lifted is given up on, though each wait is short", async () => {
  command.write("r.ndjson", records(1));
  command.github.faults.push(...Array.from({ length: 20 }, () => FAULTS.secondaryLimit({ seconds: 1 })));
  const { code } = await command.run([...IMPORT, "--max-wait=3s"]);
  expect(code).toBe(75);
  expect(command.github.requests.length).toBeLessThan(6);
});

test("the last request of the limit is noticed, so that none is refused", async () => {
  command.write("r.ndjson", records(3));
  const reset = () => ({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${Math.ceil(Date.now() / 1000) + 1}` });
  command.github.faults.push(({ handle, send }) => send(...handle(), reset()));
  const { code, stderr } = await command.run(["import", "r.ndjson", "--per-minute=180"]);
  expect(code).toBe(0);
  expect(stderr).toContain("GitHub's rate limit: nothing is sent until");
  expect(command.github.requests).toHaveLength(3);
});

test.each([
  ["5xx before storing", FAULTS.serverError()],
  ["5xx after storing", FAULTS.serverError({ stored: true })],
  ["a connection cut before storing", FAULTS.cut()],
  ["a connection cut after storing", FAULTS.cut({ stored: true })],
  ["an answer cut within", FAULTS.cutAnswer()],
])("%s: every record is stored once", async (_case, fault) => {
  command.write("r.ndjson", records(10));
  command.github.faults.push(FAULTS.none(), FAULTS.none(), fault);
  const { code } = await command.run(IMPORT);
  expect(code).toBe(0);
  const names = command.github.stored.map(({ record: { name } }) => name);
  expect([names.length, new Set(names).size]).toEqual([10, 10]);
});

test("exit 75 where GitHub goes away; the same command goes on when it is back", async () => {
  command.write("r.ndjson", records(10));
  const cut = Array.from({ length: 200 }, () => FAULTS.cut());
  command.github.faults.push(FAULTS.none(), FAULTS.none(), ...cut);
  const { code, stderr } = await command.run(["import", "r.ndjson", "--per-minute=180"]);
  expect(code).toBe(75);
  expect(stderr).toContain("GitHub cannot be reached.");
  command.github.faults.length = 0;
  const again = await command.run(IMPORT);
  expect(again.code).toBe(0);
  expect(command.github.stored).toHaveLength(10);
});

test("--per-minute keeps the pace", async () => {
  command.write("r.ndjson", records(10));
  const times = noteTimes();
  await command.run(["import", "r.ndjson", "--per-minute=180"]);
  const [first = 0, last = 0] = [times.at(0), times.at(-1)];
  // Nine intervals of a third of a second; the first request may be late on a busy machine.
  expect(last - first).toBeGreaterThan(2000);
  expect(last - first).toBeLessThan(8000);
});

test("a limit that is used up by the last record keeps nobody waiting: exit 0", async () => {
  command.write("r.ndjson", records(3));
  const reset = String(Math.ceil(Date.now() / 1000) + 3600);
  command.github.faults.push(
    ...Array.from({ length: 3 }, (): (typeof command.github.faults)[number] => ({ handle, send }) => {
      const [status, data] = handle();
      const remaining = command.github.stored.length < 3 ? "1" : "0";
      send(status, data, { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset });
    }),
  );
  const { code, stderr } = await command.run(IMPORT);
  expect([code, stderr]).toEqual([0, expect.stringContaining("All stored")]);
});
