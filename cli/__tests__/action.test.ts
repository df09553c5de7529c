import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { FAULTS, startLocalGitHub, WORLD } from "../../local-github/start-local-github.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const [ATTESTED = ""] = Object.keys(WORLD.attestations);
const REGISTRY = "https://reg.example.com/";

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const action: {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: { id: string; shell: string; env: Record<string, string>; run: string }[] };
} = parse(read("action.yml"));
const [step = { id: "", shell: "", env: {}, run: "" }, ...others] = action.runs.steps;

let folder: string;
let workspace: string;
let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "action-"));
  mkdirSync(join(folder, "temp"));
  // What npx finds in a folder, it does not fetch: this is what the registry will have.
  const pack = (...args: string[]) =>
    execFileSync("npm", ["pack", ...args, "--json", "--pack-destination", folder], { cwd: ROOT, stdio: "pipe" });
  pack();
  pack("./cli");
  const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--prefix", join(folder, "temp")];
  execFileSync("npm", ["install", ...flags, ...tarballs.map((tarball) => join(folder, tarball))], { stdio: "pipe" });
  github = await startLocalGitHub();
}, 120_000);
beforeEach(() => {
  workspace = mkdtempSync(join(folder, "workspace-"));
  github.stored.length = 0;
  github.requests.length = 0;
  github.faults.length = 0;
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

/** Runs the step as a runner does. */
async function runAction(inputs: Record<string, string>, more: Record<string, string> = {}) {
  const files = { GITHUB_OUTPUT: join(workspace, ".output"), GITHUB_STEP_SUMMARY: join(workspace, ".summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const script = join(workspace, ".step.sh");
  writeFileSync(script, step.run);
  const env = {
    PATH: `${process.env.PATH}`,
    HOME: `${process.env.HOME}`,
    RUNNER_TEMP: join(folder, "temp"),
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "octo-org/libfoo",
    ...files,
    ...Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, evaluate(value, inputs)])),
    ...more,
  };
  const [code, stdout, stderr] = await new Promise<[unknown, string, string]>((resolve) => {
    const bash = ["--noprofile", "--norc", "-eo", "pipefail", script];
    execFile("bash", bash, { cwd: workspace, env }, (error, stdout, stderr) =>
      resolve([error ? error.code : 0, stdout, stderr]),
    );
  });
  const lines = readFileSync(files.GITHUB_OUTPUT, "utf8").trimEnd().split("\n");
  const outputs = Object.fromEntries(lines.filter(Boolean).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  return { code, stdout, stderr, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8") };
}

/** `${{ inputs.name }}` → what is given for it, or its default */
function evaluate(expression: string, inputs: Record<string, string>): string {
  const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? "";
  const input = action.inputs[name];
  if (!input) throw new Error(`${expression} is no input`);
  const fallback = input.default?.replace(/^\$\{\{ github\.token \}\}$/, "local-token") ?? "";
  return inputs[name] ?? fallback;
}

describe("action.yml", () => {
  test("pins the command to the version of both packages", () => {
    const pinned = [...step.run.matchAll(/artifact-storage-record@(\S+)/g)].map(([, version]) => version);
    const versions = ["package.json", "cli/package.json"].map((file) => JSON.parse(read(file)).version);
    expect([pinned, new Set(versions)]).toEqual([[versions[0]], new Set([versions[0]])]);
  });

  test("pastes nothing into its script: each input is a variable, which the script reads", () => {
    expect(others).toEqual([]);
    expect(step.run).not.toContain("${{");
    expect(Object.values(step.env).sort()).toEqual(
      Object.keys(action.inputs)
        .map((name) => `\${{ inputs.${name} }}`)
        .sort(),
    );
    for (const name of Object.keys(step.env)) if (name !== "GITHUB_TOKEN") expect(step.run).toContain(`"$${name}`);
  });

  test("has the outputs that its step writes", async () => {
    const { outputs } = await runAction({ digest: ATTESTED, name: "libfoo", "registry-url": REGISTRY });
    const values = Object.keys(outputs).map((name) => `\${{ steps.${step.id}.outputs.${name} }}`);
    expect(Object.values(action.outputs).map(({ value }) => value)).toEqual(values);
  });
});

test("an image is recorded", async () => {
  const image = `reg.example.com/octo-org/libfoo:1.2.3@${ATTESTED}`;
  const { code, outputs, summary } = await runAction({ image, version: "1.2.3" });
  expect(code).toBe(0);
  expect(outputs).toEqual({
    digest: ATTESTED,
    "record-id": "1",
    "records-url": "https://github.com/orgs/octo-org/artifacts",
  });
  expect(summary).toContain("https://github.com/orgs/octo-org/artifacts");
  const name = "reg.example.com/octo-org/libfoo";
  expect(github.stored).toMatchObject([{ record: { name, registry_url: "https://reg.example.com" } }]);
  expect(github.requests).toMatchObject([{ headers: { authorization: "token local-token" } }]);
});

test("every input gets to its parameter", async () => {
  const inputs = {
    digest: ATTESTED,
    org: "octo-org",
    name: "libfoo",
    version: "1.2.3",
    "registry-url": REGISTRY,
    "artifact-url": "https://reg.example.com/libfoo-1.2.3",
    path: "com/libfoo",
    repository: "releases",
    status: "eol",
    "github-repository": "hello-world",
  };
  expect((await runAction({ ...inputs, token: "local-token", "max-wait": "1s" })).code).toBe(0);
  const { org: _org, ...body } = inputs;
  const named = Object.entries(body).map(([name, value]) => [name.replaceAll("-", "_"), value]);
  expect(JSON.parse(`${github.requests[0]?.body}`)).toEqual(Object.fromEntries(named));
});

test("a file is recorded by its digest", async () => {
  writeFileSync(join(workspace, "libfoo.txt"), "libfoo");
  const { code, outputs } = await runAction({ file: "libfoo.txt", "registry-url": REGISTRY });
  expect(code).toBe(0);
  const [{ record } = { record: {} }] = github.stored;
  expect(record).toMatchObject({ name: "libfoo.txt", digest: outputs.digest });
});

test("import sends a list, and takes what its lines lack from the inputs", async () => {
  const lines = ["one", "two"].map((name) => JSON.stringify({ name, digest: ATTESTED }));
  writeFileSync(join(workspace, "records.ndjson"), lines.join("\n"));
  const { code, outputs, summary } = await runAction({
    import: "records.ndjson",
    "registry-url": REGISTRY,
    status: "deleted",
    "per-minute": "0",
  });
  expect(code).toBe(0);
  expect(github.stored).toMatchObject([{ record: { name: "one", status: "deleted" } }, { record: { name: "two" } }]);
  expect(outputs).toEqual({ digest: "", "record-id": "", "records-url": "" });
  expect(summary).toContain("stored");
});

test("import skips lines that are wrong only where that is said", async () => {
  writeFileSync(join(workspace, "records.ndjson"), `{"name":""}\n{"name":"one","digest":"${ATTESTED}"}`);
  const inputs = { import: "records.ndjson", "registry-url": REGISTRY, "per-minute": "0" };
  expect((await runAction(inputs)).code).toBe(2);
  expect(github.requests).toEqual([]);
  expect((await runAction({ ...inputs, "skip-invalid": "true" })).code).toBe(0);
  expect(github.stored).toHaveLength(1);
});

test("shards split an import, and keep their journals where they are told to", async () => {
  const lines = Array.from({ length: 8 }, (_, index) => JSON.stringify({ name: `libfoo-${index}`, digest: ATTESTED }));
  writeFileSync(join(workspace, "records.ndjson"), lines.join("\n"));
  const inputs = { import: "records.ndjson", "registry-url": REGISTRY, "per-minute": "0" };
  for (const shard of ["1/2", "2/2"]) {
    expect((await runAction({ ...inputs, shard, journal: `${shard[0]}.journal` })).code).toBe(0);
    expect(existsSync(join(workspace, `${shard[0]}.journal`))).toBe(true);
    // Each has a part.
    expect(github.stored.length).toBeGreaterThan(0);
  }
  const names = github.stored.map(({ record }) => `${record.name}`);
  expect(names.sort()).toEqual(lines.map((line) => JSON.parse(line).name));
});

test("a refusal fails the step, with GitHub's reason", async () => {
  github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
  const { code, stdout, stderr, outputs } = await runAction({ digest: ATTESTED, name: "a", "registry-url": REGISTRY });
  expect(code).toBe(1);
  expect(stderr + stdout).toContain("Resource not accessible by integration");
  expect(outputs).toEqual({});
});

test.each<[what: string, inputs: Record<string, string>]>([
  ["nothing", {}],
  ["an import and an image", { import: "records.ndjson", image: `reg.example.com/a@${ATTESTED}` }],
  ["a digest and a file", { digest: ATTESTED, file: "records.ndjson" }],
])("%s is wrong usage, and nothing is sent", async (_what, inputs) => {
  const { code } = await runAction(inputs);
  expect(code).toBe(2);
  expect(github.requests).toEqual([]);
});

describe("hostile inputs are values, and nothing else", () => {
  const HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    `"; touch pwned; "`,
    "'; touch pwned; '",
    "a\ntouch pwned\n",
    "a\nrecord-id=666\ndigest=evil",
    "a\n::add-mask::a",
    "--dry-run",
    "-h",
    "--",
    "$PATH %PATH% !!",
    "*",
    "a b  c",
    `\${HOME} \${{ github.token }}`,
    "\\",
  ];

  const threes = HOSTILE.flatMap((_, index) => (index % 3 === 0 ? [HOSTILE.slice(index, index + 3)] : []));
  test.each(threes)("%j, %j and %j, where any text is right", async (name = "", path = "", repository = "") => {
    const hostile = { name, path, repository };
    const inputs = { digest: ATTESTED, version: name, "registry-url": REGISTRY, ...hostile };
    const { code, outputs, stdout, stderr } = await runAction(inputs);
    expect(code).toBe(0);
    expect(JSON.parse(`${github.requests[0]?.body}`)).toMatchObject({ ...hostile, version: name });
    expect(outputs).toEqual({
      digest: ATTESTED,
      "record-id": "1",
      "records-url": "https://github.com/orgs/octo-org/artifacts",
    });
    expect(`${stdout}\n${stderr}`).not.toMatch(/^\s*::add-mask/m);
    expect(existsSync(join(workspace, "pwned"))).toBe(false);
  });

  const rejected = Object.keys(action.inputs).filter(
    // Any text is right for these, and what is not `true` is false.
    (name) => !["name", "version", "path", "repository", "skip-invalid", "journal", "import"].includes(name),
  );
  test.each(rejected)("in %s, where they are wrong", async (input) => {
    writeFileSync(join(workspace, "records.ndjson"), `{"name":"one","digest":"${ATTESTED}"}`);
    const isOfImport = ["shard", "per-minute"].includes(input);
    const isArtifact = ["image", "file", "digest"].includes(input);
    const artifact: Record<string, string> = isOfImport
      ? { import: "records.ndjson" }
      : isArtifact
        ? {}
        : { digest: ATTESTED, name: "a" };
    const hostile = "$(touch pwned)`touch pwned`\n\"'; touch pwned";
    const { code } = await runAction({ "registry-url": REGISTRY, ...artifact, [input]: hostile });
    expect(code).toBe(2);
    expect(github.requests).toEqual([]);
    expect(existsSync(join(workspace, "pwned"))).toBe(false);
  });

  test.each(["-x $(touch pwned).ndjson", "--help.ndjson", `'"\`touch pwned\`.ndjson`])(
    "%j as a file's name",
    async (name) => {
      writeFileSync(join(workspace, name), `{"name":"one","digest":"${ATTESTED}"}`);
      const inputs = { "registry-url": REGISTRY, "per-minute": "0" };
      expect((await runAction({ ...inputs, import: name })).code).toBe(0);
      expect((await runAction({ ...inputs, file: name, "github-repository": "libfoo" })).code).toBe(0);
      expect(github.stored.map(({ record }) => record.name)).toEqual(["one", name]);
      expect(existsSync(join(workspace, "pwned"))).toBe(false);
    },
  );

  test("in a journal's name", async () => {
    writeFileSync(join(workspace, "records.ndjson"), `{"name":"one","digest":"${ATTESTED}"}`);
    const journal = "-j $(touch pwned)";
    const inputs = { import: "records.ndjson", "registry-url": REGISTRY, "per-minute": "0", journal };
    expect((await runAction(inputs)).code).toBe(0);
    expect(readdirSync(workspace)).toContain(journal);
    expect(existsSync(join(workspace, "pwned"))).toBe(false);
  });
});

test("nothing in the checkout takes the command's place", async () => {
  const bin = join(workspace, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(workspace, "node_modules/artifact-storage-record"));
  const manifest = { name: "artifact-storage-record", version: "1.0.0", bin: "evil.js" };
  writeFileSync(join(workspace, "node_modules/artifact-storage-record/package.json"), JSON.stringify(manifest));
  writeFileSync(join(workspace, ".npmrc"), "registry=https://evil.example.com/\n");
  writeFileSync(join(bin, "artifact-storage-record"), "#!/bin/sh\ntouch pwned\n", { mode: 0o755 });
  const { code } = await runAction({ digest: ATTESTED, name: "libfoo", "registry-url": REGISTRY });
  expect([code, existsSync(join(workspace, "pwned")), github.stored.length]).toEqual([0, false, 1]);
});
