import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, jest, test } from "@jest/globals";
import { showProgress } from "../src/report/show-progress.ts";
import { createTally } from "../src/send/tally.ts";
import { createFakeOutput } from "./support/fake-output.ts";
import { createFakeRuntime } from "./support/fake-world.ts";
import { COMMAND, prepareCommand, records } from "./support/run-command.ts";

const command = prepareCommand();
afterEach(() => {
  jest.useRealTimers();
});

test("without a terminal, a line every 30 seconds says how far it is", () => {
  jest.useFakeTimers();
  const output = createFakeOutput();
  const runtime = createFakeRuntime({ output, clock: { now: () => Date.now(), sleep: async () => {} } });
  const tally = createTally(970);
  const github = { shutUntil: undefined, remaining: undefined };
  const progress = showProgress({ tally, total: 2000, github, runtime });
  Object.assign(tally, { stored: 28, refused: 2 });
  jest.advanceTimersByTime(30_000);
  tally.stored = 58;
  jest.advanceTimersByTime(30_000);
  progress[Symbol.dispose]();
  jest.advanceTimersByTime(30_000);
  expect(output.said).toBe(`1,000 / 2,000 · 2 refused · 60 a minute · 16 min 40 s left
1,030 / 2,000 · 2 refused · 60 a minute · 16 min 10 s left
`);
});

test("on a terminal, a bar that makes room for what is said, and is gone at the end", async () => {
  command.write("r.ndjson", records(6));
  command.github.faults.push(({ handle, send }) => {
    const [status, data] = handle();
    send(status, data, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${Math.ceil(Date.now() / 1000) + 1}` });
  });
  // util-linux's `script` gives a process a terminal.
  const run = `stty cols 120; ${process.execPath} ${COMMAND} import r.ndjson --per-minute=180`;
  const terminal = spawn("script", ["--quiet", "--return", "--command", run, "/dev/null"], {
    cwd: command.path("."),
    env: {
      PATH: process.env.PATH,
      TERM: "xterm",
      GITHUB_API_URL: command.github.url,
      GITHUB_REPOSITORY: "octo-org/libfoo",
      GITHUB_TOKEN: "local-token",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let shown = "";
  terminal.stdout.setEncoding("utf8").on("data", (text) => {
    shown += text;
  });
  const [code] = await once(terminal, "close");
  expect(code).toBe(0);
  expect(shown).toMatch(/█+░+ 16% · 1 \/ 6 · /);
  expect(shown).toMatch(/GitHub's rate limit: nothing is sent until \d\d:\d\d:\d\d, in \d+ s\.\r?\n/);
  expect(shown).toMatch(/rate limit until \d\d:\d\d:\d\d/);
  expect(shown).toMatch(/All stored.*, after \d+ s:\r\n {2}6 {2}stored\r\n/);
  // The cursor is shown again.
  expect(shown.lastIndexOf("\u001b[?25h")).toBeGreaterThan(shown.lastIndexOf("\u001b[?25l"));
});
