// Runs the workflows of docs/workflows.md as a runner would: their scripts in bash, and the steps with the action as the
// command with the same flags.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { type Inputs, toLines } from "../cli/src/action/read-inputs.ts";
import { toArguments } from "../cli/src/action/to-arguments.ts";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { findBlock, ROOT } from "./support/read-blocks.ts";

const COMMAND = join(ROOT, "cli", "bin", "artifact-storage-record.js");
const PRESENT = `sha256:${"1".repeat(64)}`;
const GONE = `sha256:${"2".repeat(64)}`;
const IMAGE = "ghcr.io/octo-org/libfoo";

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}

let folder: string;
let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "workflows-"));
  for (const name of ["bin", "checkout"]) mkdirSync(join(folder, name));
  writeCommand(
    "npx",
    `#!/bin/sh\n[ "$1 $2" = "--yes artifact-storage-record@1" ] && shift 2 && exec "${process.execPath}" "${COMMAND}" "$@"\n`,
  );
  // `gh api ROUTE --jq FILTER`, on what GHCR answers; anything else is noted.
  writeFileSync(
    join(folder, "versions.json"),
    JSON.stringify([
      { id: 1, name: PRESENT, metadata: { container: { tags: ["v2"] } } },
      { id: 2, name: GONE, metadata: { container: { tags: ["v1"] } } },
    ]),
  );
  writeCommand(
    "gh",
    `#!/bin/bash\nprintf '%s\\n' "$*" >> '${folder}/gh.log'\n[ "$2" = --method ] || exec jq -r "\${@: -1}" '${folder}/versions.json'\n`,
  );
  github = await startLocalGitHub();
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

function writeCommand(name: string, script: string): void {
  writeFileSync(join(folder, "bin", name), script, { mode: 0o755 });
}
const write = (name: string, text: string) => writeFileSync(join(folder, "checkout", name), text);
const readLocal = (name: string) => readFileSync(join(folder, "checkout", name), "utf8");

/** What an expression stands for in these runs. */
const CONTEXT: Record<string, string> = {
  "github.token": "local-token",
  "github.ref_name": "v1.2.3",
  "github.event.repository.name": "libfoo",
  "inputs.tag": "v1",
  "steps.push.outputs.digest": PRESENT,
};
const evaluate = (text: unknown, context: Record<string, string>) =>
  `${text}`.replaceAll(/\$\{\{ (\S+) }}/g, (_, name: string) => context[name] ?? `(${name})`);

/** The arguments of the command for the inputs of a step, as the action takes them, without its pace. */
function toArgs(given: Record<string, string>): string[] {
  const inputs: Inputs = { ...given, ...("per-minute" in given && { "per-minute": "0" }) };
  const { problems, args = [] } = toArguments(inputs, { file: [], image: toLines(inputs.image ?? ""), digest: [] });
  expect(problems).toEqual([]);
  return args;
}

/** Runs all steps of the one job, but for those of others' actions. */
async function runWorkflow(text: string, repository = "octo-org/libfoo"): Promise<{ code: number; stderr: string }> {
  const workflow = parse(findBlock("yaml", text));
  const [job] = Object.values<{ steps: Step[]; env?: Record<string, string> }>(workflow.jobs);
  const outputs = join(folder, "outputs");
  writeFileSync(outputs, "");
  for (const step of job?.steps ?? []) {
    const context = { ...CONTEXT };
    for (const [, name, value] of readFileSync(outputs, "utf8").matchAll(/^(\w+)=(.*)$/gm))
      context[`steps.image.outputs.${name}`] = `${value}`;
    const env = Object.fromEntries(
      Object.entries({ ...job?.env, ...step.env }).map(([name, value]) => [name, evaluate(value, context)]),
    );
    const runs = step.run
      ? ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.run]
      : step.uses?.startsWith("OWNER/")
        ? [
            process.execPath,
            COMMAND,
            ...toArgs(
              Object.fromEntries(
                Object.entries(step.with ?? {}).map(([name, value]) => [name, evaluate(value, context)]),
              ),
            ),
          ]
        : undefined;
    if (!runs) continue;
    const [program = "", ...args] = runs;
    const result = await new Promise<{ code: number; stderr: string }>((resolve) => {
      const options = {
        cwd: join(folder, "checkout"),
        env: {
          PATH: `${join(folder, "bin")}:${process.env.PATH}`,
          GH_TOKEN: "local-token",
          GITHUB_API_URL: github.url,
          GITHUB_REPOSITORY: repository,
          GITHUB_REPOSITORY_OWNER: repository.split("/")[0],
          GITHUB_REF_NAME: "v1.2.3",
          GITHUB_OUTPUT: outputs,
          ...env,
        },
      };
      execFile(program, args, options, (error, _stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stderr });
      });
    });
    if (result.code !== 0) return result;
  }
  return { code: 0, stderr: "" };
}

const bodies = () => github.requests.filter(({ body }) => body).map(({ body }) => JSON.parse(body));

test("an image: its name is put in lowercase, and it is recorded with its version", async () => {
  expect(await runWorkflow("name: publish\n", "Octo-Org/libfoo")).toEqual({ code: 0, stderr: "" });
  expect(bodies()).toEqual([
    { name: IMAGE, digest: PRESENT, registry_url: "https://ghcr.io", version: "v1.2.3", github_repository: "libfoo" },
  ]);
});

test("the image of the README is recorded by its digest, with its tag as the version", async () => {
  expect(await runWorkflow("push: { tags: ")).toEqual({ code: 0, stderr: "" });
  expect(bodies()).toEqual([
    { name: IMAGE, digest: PRESENT, registry_url: "https://ghcr.io", version: "v1.2.3", github_repository: "libfoo" },
  ]);
});

test("the files of a release are recorded by their list", async () => {
  write("README.md", "# libfoo");
  expect(await runWorkflow("name: release")).toEqual({ code: 0, stderr: "" });
  const [digest, name] = readLocal("SHA256SUMS").trimEnd().split("  ");
  expect(bodies()).toEqual([
    {
      name,
      digest: `sha256:${digest}`,
      registry_url: "https://reg.example.com/artifactory/",
      version: "v1.2.3",
      github_repository: "libfoo",
    },
  ]);
});

describe("of a list of images", () => {
  const LIST = `name,digest,registry_url,github_repository\n${[PRESENT, GONE].map((digest) => `${IMAGE},${digest},https://ghcr.io,libfoo\n`).join("")}`;
  beforeEach(() => {
    write("records.csv", LIST);
    for (const digest of [PRESENT, GONE])
      github.stored.push({
        org: "octo-org",
        record: { id: 1, name: IMAGE, digest, registry_url: "https://ghcr.io", status: "active" },
      });
  });

  test("verify passes where everything is recorded, and fails where something is not", async () => {
    expect((await runWorkflow("name: verify records")).code).toBe(0);
    github.stored.pop();
    expect((await runWorkflow("name: verify records")).code).toBe(1);
  });

  test("retire records what the registry lacks of the image that is listed as deleted, and does so once", async () => {
    const kept = [PRESENT, ...["3", "4", "5"].map((digit) => `sha256:${digit.repeat(64)}`)];
    const lines = kept.slice(1).map((digest) => `${IMAGE},${digest},https://ghcr.io,libfoo\n`);
    // Of the same registry, and present there, but not in a listing of libfoo.
    const other = `ghcr.io/octo-org/libbar,sha256:${"6".repeat(64)},https://ghcr.io,libfoo\n`;
    write("records.csv", `${LIST}${lines.join("")}${other}`);
    writeFileSync(join(folder, "versions.json"), JSON.stringify(kept.map((name) => ({ name }))));
    expect((await runWorkflow("name: retire records")).code).toBe(0);
    const retired = [expect.objectContaining({ name: IMAGE, digest: GONE, status: "deleted" })];
    expect(bodies()).toEqual(retired);
    expect(readLocal("records.csv.retire.journal.ndjson")).toContain(GONE);
    expect((await runWorkflow("name: retire records")).code).toBe(0);
    expect(bodies()).toEqual(retired);
  });

  test("an image that the workflow removes is recorded as deleted", async () => {
    expect(await runWorkflow("name: remove an image")).toEqual({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "gh.log"), "utf8")).toContain(
      "api --method DELETE orgs/octo-org/packages/container/libfoo/versions/2",
    );
    expect(bodies()).toEqual([
      { name: IMAGE, digest: GONE, registry_url: "https://ghcr.io", status: "deleted", github_repository: "libfoo" },
    ]);
  });
});
