import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  needs?: string | string[];
  if?: string;
  container?: string;
  outputs?: Record<string, string>;
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  "continue-on-error"?: boolean;
  strategy?: { matrix: Record<string, unknown[]> };
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = new URL("../.github/workflows/", import.meta.url);
const texts = readdirSync(FOLDER).map((file) => [file, readFileSync(new URL(file, FOLDER), "utf8")] as const);
const workflows = Object.fromEntries(texts.map(([file, text]): [string, Workflow] => [file, parse(text)]));
const jobs = Object.entries(workflows).flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({
    name: `${file}, ${name}`,
    permissions: job.permissions ?? workflow.permissions,
    job,
  })),
);
const runsOf = (file: string, job: string) => workflows[file]?.jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];
const readManifest = (file: string) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));

/** Whether a job runs what others wrote: what npm installs, or what is installed. Publishing a packed file does not. */
const installs = ({ steps }: Job) =>
  steps.some(({ run = "" }) => /\b(npm (ci|i|install|run|test|exec|pack)|npx)\b|\.ci\/run|pack\.sh/.test(run));

test.each(texts)("%s pins each action by commit, and says which version that is", (_, text) => {
  const uses = Array.from(text.matchAll(/uses: (.*)/g), ([, used]) => used);
  expect(uses).not.toHaveLength(0);
  // `./` is the action of this very commit.
  for (const used of uses.filter((used) => used !== "./"))
    expect(used).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("an action is the same version in all workflows", () => {
  const pins = texts.flatMap(([, text]) => Array.from(text.matchAll(/uses: (.*)/g), ([, used = ""]) => used));
  const actions = new Set(pins.map((pin) => pin.split("@")[0]));
  expect(new Set(pins).size).toBe(actions.size);
});

// Above all not on `pull_request_target` or `workflow_run`, which give a stranger's code the permissions of main.
test.each(Object.entries(workflows))("%s runs on nothing but what this project means to run on", (_, workflow) => {
  expect(["push", "pull_request", "schedule", "workflow_dispatch"]).toEqual(
    expect.arrayContaining(Object.keys(workflow.on)),
  );
});

describe.each(jobs)("$name", ({ name, job, permissions }) => {
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
    expect(checkouts.length).toBeLessThanOrEqual(1);
    if (installs(job)) expect(checkouts[0]?.with).toMatchObject({ "persist-credentials": false });
  });

  test("keys a cache by all lock files", () => {
    for (const { with: inputs } of job.steps) {
      if (inputs?.cache) expect(inputs["cache-dependency-path"]).toBe("**/package-lock.json");
    }
  });

  test("fails where a step does", () => {
    // What is out is not taken back.
    if (name !== "release.yml, record") expect(job).not.toHaveProperty("continue-on-error");
    for (const step of job.steps) {
      expect(step).not.toHaveProperty("continue-on-error");
      expect(step.run ?? "").not.toMatch(/\|\| *(true|:)|set \+e/);
    }
  });
});

describe("test.yml", () => {
  const { test: tests } = workflows["test.yml"]?.jobs ?? {};

  test("runs on each push to main and each pull request, whatever it changes", () => {
    expect(workflows["test.yml"]?.on).toEqual({ push: { branches: ["main"] }, pull_request: null });
  });

  test("tests the oldest Node that the packages take, every newer line with support, and the newest", () => {
    const oldest = ["package.json", "cli/package.json"].map((file) => /\d+/.exec(readManifest(file).engines.node)?.[0]);
    expect(new Set(oldest)).toEqual(new Set(["20"]));
    expect(tests?.strategy?.matrix).toEqual({ node: [20, 22, 24, "latest"] });
    expect(tests?.steps.flatMap((step) => step.with?.["node-version"] ?? [])).toEqual([`\${{ matrix.node }}`]);
    expect(runsOf("test.yml", "test")).toEqual(["npm ci", "npm test"]);
  });

  test("runs the action of this commit on every system, and where there is no bash, npm or npx", () => {
    const { action, "action-slim": slim } = workflows["test.yml"]?.jobs ?? {};
    expect(action?.strategy?.matrix).toEqual({ os: ["ubuntu-latest", "macos-latest", "windows-latest"] });
    expect(slim?.container).toBe("node:24-alpine");
    const [steps, slimSteps] = [action, slim].map((job) => job?.steps.filter(({ uses }) => uses === "./"));
    expect(steps).toHaveLength(1);
    expect(slimSteps).toEqual(steps);
    const runs = runsOf("test.yml", "action-slim");
    expect(runs.filter((run) => !runsOf("test.yml", "action").includes(run))).toEqual(['rm -r "$(npm root --global)"']);
  });

  test("runs the gate and the rehearsal", () => {
    expect(runsOf("test.yml", "gate")).toEqual([".ci/run"]);
    expect(runsOf("test.yml", "rehearsal")).toEqual(["npm ci", "npm run rehearse"]);
  });
});

test("newest.yml tests the newest versions: it takes them between the installation and the suites", () => {
  const suites = ["npm run test:hosts", "npm run test:types"];
  expect(runsOf("newest.yml", "newest")).toEqual(["npm ci", "node scripts/take-newest.js", ...suites]);
});

test("mutation.yml mutates", () => {
  expect(runsOf("mutation.yml", "mutation")).toEqual(["npm ci", "npm run mutation"]);
});

test("update-openapi.yml describes anew before it compares, and proposes what was described", () => {
  const describing = runsOf("update-openapi.yml", "describe").join("\n");
  expect(describing).toMatch(/npm ci\nnpm run update-openapi\nif ! git diff --quiet "\$GITHUB_SHA" -- /);
  expect(runsOf("update-openapi.yml", "propose").join("\n")).toContain(
    'scripts/propose-update.sh "$UPDATE/openapi.json" "$UPDATE/report.md"',
  );
});

describe("release.yml", () => {
  const { pack, gate, publish, record, ...others } = workflows["release.yml"]?.jobs ?? {};
  const stepOf = (job: Job | undefined, run: string) => job?.steps.find((step) => step.run?.includes(run));

  test("a tag alone starts it, and its jobs are to pack, to judge, to publish and to record", () => {
    expect(workflows["release.yml"]?.on).toEqual({ push: { tags: ["v*.*.*"] } });
    expect(others).toEqual({});
  });

  test("what is published is made where nothing is installed but what is inside, and no script of it runs", () => {
    expect(pack?.permissions).toEqual({ contents: "read" });
    expect(pack).not.toHaveProperty("needs");
    expect(pack?.steps.flatMap(({ run }) => run ?? []).map((run) => run.trim())).toEqual([
      // Before anything is installed.
      'git merge-base --is-ancestor "$GITHUB_SHA" origin/main',
      "npm ci --omit=dev --ignore-scripts -w cli/bundle",
      `checksums=$(release/pack.sh packed)\nprintf 'checksums<<END\\n%s\\nEND\\n' "$checksums" >> "$GITHUB_OUTPUT"`,
      'npm run --silent check-release -- "$GITHUB_REF_NAME" > packed/notes.md',
    ]);
    expect(pack?.steps.filter((step) => "uses" in step).map(({ uses }) => uses?.split("@")[0])).toEqual([
      "actions/checkout",
      "actions/setup-node",
      "actions/upload-artifact",
    ]);
    expect(pack?.outputs).toEqual({ checksums: `\${{ steps.pack.outputs.checksums }}` });
  });

  test("the gate may only read, and gives nothing that is published but the SBOM", () => {
    expect(gate?.permissions).toEqual({ contents: "read" });
    expect(gate?.steps.flatMap(({ run }) => run ?? [])).toEqual([".ci/run", "npm run sbom"]);
    expect(gate).not.toHaveProperty("outputs");
    const uploads = gate?.steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(uploads?.map((step) => step.with?.name)).toEqual(["sbom"]);
  });

  test("publishing waits for both, and alone has an identity", () => {
    expect(publish).toMatchObject({ needs: ["pack", "gate"], environment: "npm" });
    expect(publish).not.toHaveProperty("if");
    expect(publish?.permissions).toEqual({ "id-token": "write", contents: "write" });
    for (const job of [pack, gate, record]) expect(job?.permissions).not.toHaveProperty("id-token");
  });

  test("it publishes what was packed, of this tag, with provenance, by a Node whose npm can without a token", () => {
    expect(stepOf(publish, "release/publish.sh")).toEqual({
      run: 'release/publish.sh "$GITHUB_REF_NAME" packed "$CHECKSUMS"',
      env: { CHECKSUMS: `\${{ needs.pack.outputs.checksums }}`, NPM_CONFIG_PROVENANCE: "true" },
    });
    // npm 11.5.1, which Node 24 brings.
    const node = publish?.steps.flatMap((step) => step.with?.["node-version"] ?? []);
    expect(node?.map((version) => Number(version) >= 24)).toEqual([true]);
  });

  test("the release on GitHub has the files, their checksums and the SBOM; then the tag of the major version moves", () => {
    const runs = publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(runs.map((run) => /release\/\S+|gh release/.exec(run)?.[0])).toEqual([
      "release/publish.sh",
      "gh release",
      "release/move-major-tag.sh",
    ]);
    expect(runs[1]).toContain("--verify-tag");
    expect(runs[1]).toContain("packed/*.tgz packed/SHA256SUMS sbom/sbom.cdx.json");
    expect(runs[2]).toBe('release/move-major-tag.sh "$GITHUB_REF_NAME" "$GITHUB_SHA"');
  });

  test("the release is recorded after it is out, with one permission alone, and where records exist", () => {
    expect(record).toMatchObject({
      needs: "publish",
      if: "github.event.repository.owner.type == 'Organization'",
      permissions: { "artifact-metadata": "write" },
      "continue-on-error": true,
    });
    expect(Object.keys(record?.permissions ?? {})).toHaveLength(1);
  });
});
