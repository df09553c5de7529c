import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startLocalGitHub, WORLD } from "../../local-github/start-local-github.js";
import { ACTION, prepareStep } from "./support/runner.ts";

const MAIN = fileURLToPath(new URL(`../../${ACTION.runs.main}`, import.meta.url));
const [ATTESTED = ""] = Object.keys(WORLD.attestations);

let github: Awaited<ReturnType<typeof startLocalGitHub>>;
let step: ReturnType<typeof prepareStep>;
beforeEach(async () => {
  github = await startLocalGitHub();
  step = prepareStep(github.url);
  mkdirSync(step.workspace);
});
afterEach(async () => {
  await github.close();
  step.remove();
});

/** The committed file, as the runner starts it: in the workspace, with inputs as variables, and nothing on its PATH. */
async function run(inputs: Record<string, string>) {
  const env = { ...step.toEnvironment(inputs), GH_TOKEN: "job-token", GITHUB_TOKEN: "job-token", PATH: "" };
  const [code, log] = await new Promise<[unknown, string]>((resolve) => {
    execFile(process.execPath, [MAIN], { cwd: step.workspace, env }, (error, stdout, stderr) =>
      resolve([error ? error.code : 0, stdout + stderr]),
    );
  });
  return { code, log, outputs: step.readOutputs(), summary: step.readSummary() };
}

const HOSTILE = `$(touch pwned)\`touch pwned\`"';touch pwned;--dry-run ::add-mask::a %0A ##[group] \${{ github.token }} | * \\ %PATH%`;
const DELIMITER = "a\nghadelimiter_1\nrecord-id=666\nrecord-id<<a\n::set-output name=a::b";

test("hostile values where any text is right are values, and nothing else", async () => {
  const hostile = {
    name: HOSTILE,
    path: `--${HOSTILE}`,
    repository: HOSTILE.slice(0, 128),
    version: HOSTILE.slice(0, 90),
  };
  const { code, log, outputs, summary } = await run({
    digest: ATTESTED,
    "registry-url": "https://reg.example.com/",
    ...hostile,
  });
  expect([code, log]).toEqual([0, expect.stringContaining("stored=1, refused=0")]);
  const sent = github.requests.filter(({ method }) => method === "POST");
  expect(sent.map(({ body }) => JSON.parse(body))).toMatchObject([hostile]);
  for (const { headers } of github.requests) expect(headers.authorization).toBe("token local-token");
  const { records, ...others } = outputs;
  expect(others).toEqual({
    digest: ATTESTED,
    "record-id": "1",
    "records-url": "https://github.com/orgs/octo-org/artifacts",
    stored: "1",
    refused: "0",
  });
  expect(JSON.parse(records ?? "")).toMatchObject([{ storage_records: [{ name: HOSTILE }] }]);
  expect(log).not.toMatch(/^::(?!error)|##\[|local-token|job-token/m);
  expect(summary.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(3);
  expect(existsSync(join(step.workspace, "pwned"))).toBe(false);
});

test("hostile values in all inputs at once are wrong, and are told as annotations", async () => {
  writeFileSync(join(step.workspace, "list"), "");
  const names = Object.keys(ACTION.inputs);
  const { code, log, outputs, summary } = await run(
    Object.fromEntries(names.map((name) => [name, HOSTILE + DELIMITER])),
  );
  expect([code, outputs, summary, github.requests]).toEqual([2, { stored: "0", refused: "0" }, "", []]);
  expect(log).toMatch(/^::error title=Storage records::`file`, .* are given\./m);
  expect(log).not.toMatch(/^\s*::(?!error)|##\[/m);
  expect(existsSync(join(step.workspace, "pwned"))).toBe(false);
});
