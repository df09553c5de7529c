import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  steps: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = new URL("../.github/workflows/", import.meta.url);
const texts = readdirSync(FOLDER).map((file) => [file, readFileSync(new URL(file, FOLDER), "utf8")] as const);
const jobs = texts.flatMap(([file, text]) => {
  const workflow: Workflow = parse(text);
  return Object.entries(workflow.jobs).map(([name, job]) => ({
    name: `${file}, ${name}`,
    permissions: job.permissions ?? workflow.permissions,
    job,
  }));
});

/** Whether a job runs what others wrote: what npm installs, or what is installed. Publishing a packed file does not. */
const installs = ({ steps }: Job) =>
  steps.some(({ run = "" }) => /\b(npm (ci|i|install|run|test|exec|pack)|npx)\b|\.ci\/run/.test(run));

test.each(texts)("%s pins each action by commit, and says which version that is", (_, text) => {
  const uses = Array.from(text.matchAll(/uses: (.*)/g), ([, used]) => used);
  expect(uses).not.toHaveLength(0);
  for (const used of uses) expect(used).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("an action is the same version in all workflows", () => {
  const pins = texts.flatMap(([, text]) => Array.from(text.matchAll(/uses: (.*)/g), ([, used = ""]) => used));
  const actions = new Set(pins.map((pin) => pin.split("@")[0]));
  expect(new Set(pins).size).toBe(actions.size);
});

describe.each(jobs)("$name", ({ job, permissions }) => {
  test("says what it may do, and for how long", () => {
    expect(permissions).toBeDefined();
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(90);
  });

  test("may write nothing, or installs nothing", () => {
    // To report findings changes no code.
    const { "security-events": _, ...others } = permissions ?? {};
    const writes = Object.values(others).includes("write");
    expect(writes && installs(job)).toBe(false);
  });

  test("leaves no credentials where something is installed", () => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts).toHaveLength(1);
    if (installs(job)) expect(checkouts[0]?.with).toMatchObject({ "persist-credentials": false });
  });

  test("keys a cache by all lock files", () => {
    for (const { with: inputs } of job.steps) {
      if (inputs?.cache) expect(inputs["cache-dependency-path"]).toBe("**/package-lock.json");
    }
  });
});

describe("release.yml", () => {
  const { jobs }: { jobs: Record<"pack" | "publish", Job> } = parse(
    readFileSync(new URL("release.yml", FOLDER), "utf8"),
  );

  test("the job that runs the gate may only read; the one that publishes waits for it, and alone has an identity", () => {
    expect(jobs.pack.permissions).toEqual({ contents: "read" });
    expect(jobs.pack.steps.map(({ run }) => run)).toContain(".ci/run");
    expect(jobs.publish).toMatchObject({ needs: "pack", environment: "npm" });
    expect(jobs.publish.permissions).toEqual({ "id-token": "write", contents: "write" });
  });

  test("the tag has to be on main before anything is installed", () => {
    const runs = jobs.pack.steps.flatMap(({ run }) => run ?? []);
    expect(runs[0]).toBe('git merge-base --is-ancestor "$GITHUB_SHA" origin/main');
  });
});
