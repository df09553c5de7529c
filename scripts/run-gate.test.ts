import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const folder = prepareFolder();

const STEPS = [
  "ci",
  "run test",
  "run lint",
  "run typecheck",
  "run example",
  "run test:built",
  "run test:package",
  "run test:hosts",
  "run test:types",
  "run test:runtimes",
  "run test:budgets",
  "run bench",
];
const SUITES = STEPS.filter((step) => step.startsWith("run test"));

beforeEach(() => {
  for (const file of [".ci/run", "scripts/sum-results.js", "scripts/find-warnings.js"]) {
    cpSync(`${ROOT}${file}`, folder.path(file));
  }
  // Nothing has to be installed.
  for (const program of ["chromium", "redis-server", "shellcheck"]) folder.program(program);
  folder.program(
    "npm",
    `if [ "$1 $2" = "$WARNING" ]; then echo "npm warn something"; fi
    for argument in "$@"; do
      case "$argument" in
        --outputFile=*)
          if [ "$1 $2" = "$NO_RESULT" ]; then exit 0; fi
          echo '{"numPassedTests":2,"numFailedTests":0,"numRuntimeErrorTestSuites":0,"numTotalTests":2,"success":true}' > "\${argument#*=}" ;;
      esac
    done
    if [ "$1 $2" = "$FAILING" ] || [ "$*" = "$FAILING" ]; then exit 1; fi`,
  );
});

/** Runs the gate with an npm of which one step fails, warns, or leaves no result. */
function runGate(env: { FAILING?: string; WARNING?: string; NO_RESULT?: string } = {}) {
  const { status, stdout } = folder.run(folder.path(".ci/run"), [], { env });
  return { status, last: stdout.trimEnd().split("\n").at(-1) };
}

const started = () => folder.calls().filter((call) => call.startsWith("npm "));

test("it takes all steps, and its last line is the sum of all tests", () => {
  expect(runGate()).toEqual({ status: 0, last: `${2 * SUITES.length} passed, 0 failed` });
  expect(
    started().map((call) =>
      call
        .split(" ")
        .slice(1, call.startsWith("npm ci") ? 2 : 3)
        .join(" "),
    ),
  ).toEqual(STEPS);
});

test("it runs every suite that there is, and all of it", () => {
  const { scripts } = JSON.parse(readManifest());
  const suites = Object.keys(scripts).filter((name) => /^test\b/.test(name));
  expect(SUITES.map((step) => step.replace("run ", "")).toSorted()).toEqual(suites.toSorted());
  runGate();
  for (const suite of SUITES) {
    const name = suite.replace("run ", "");
    expect(folder.calls()).toContain(`npm ${suite} -- --json --outputFile=${folder.path(`reports/${name}.json`)}`);
  }
});

test.each(STEPS)("it fails where `npm %s` does, but first takes the steps that are left", (step) => {
  // Nothing else is wrong.
  folder.program("node");
  expect(runGate({ FAILING: step }).status).toBe(1);
  expect(started()).toHaveLength(STEPS.length);
});

test("it fails where a suite leaves no result", () => {
  expect(runGate({ NO_RESULT: "run test:hosts" })).toEqual({
    status: 1,
    last: `${2 * (SUITES.length - 1)} passed, 1 failed`,
  });
});

test("it fails where a step warns", () => {
  expect(runGate({ WARNING: "run bench" }).status).toBe(1);
});

test("it installs the programs that are missing, and fails where it cannot", () => {
  folder.program("apt-get", "exit 1");
  folder.program("sudo", 'exec "$@"');
  folder.program("id", "echo 1000");
  folder.program("node");
  // As if it was not there.
  const { status } = folder.run("bash", ["-c", `command() { [ "$2" != shellcheck ]; }; . .ci/run`, ".ci/run"]);
  expect(status).toBe(1);
  const calls = folder.calls().filter((call) => call.startsWith("apt-get"));
  expect(calls).toEqual(["apt-get update -qq", "apt-get install -y -qq --no-install-recommends shellcheck"]);
});

function readManifest() {
  cpSync(`${ROOT}package.json`, folder.path("package.json"));
  return folder.read("package.json");
}
