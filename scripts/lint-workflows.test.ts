import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./lint-workflows.js", import.meta.url));
const folder = prepareFolder();

const workflow = (run: string, more = "") => `on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: ${run}
${more}`;

beforeEach(() => {
  folder.git("init", "--quiet");
  folder.write(".github/workflows/good.yml", workflow("echo ok"));
});

function lint(env: object = {}) {
  folder.git("add", ".");
  const { status, stdout, stderr } = folder.run(process.execPath, [SCRIPT], { env });
  return { status, stdout, problems: stderr.split("\n").filter(Boolean) };
}

/** As ShellCheck prints it, of a script that has the word `bad`. */
const withShellCheck = () =>
  folder.program(
    "shellcheck",
    `if [ "$*" = --version ]; then exit; fi
    if grep -q bad; then echo '[{"line":1,"code":2086,"message":"Double quote"}]'; else echo '[]'; fi`,
  );

test("where nothing is wrong, it says what it has checked", () => {
  withShellCheck();
  expect(lint()).toEqual({
    status: 0,
    stdout: "Checked 1 workflows and 1 shell scripts. No problem found.\n",
    problems: [],
  });
});

test("it finds what is wrong in workflows, actions, blocks of Markdown, and in all their scripts", () => {
  withShellCheck();
  folder.write(".github/workflows/wrong.yml", workflow("echo ok", "        nonsense: true\n"));
  folder.write(".github/workflows/script.yml", workflow("|\n          bad $1"));
  folder.write(".github/workflows/expression.yml", workflow(`|\n          echo ok\n          echo \${{ github.ref }}`));
  folder.write(
    "action.yml",
    "name: a\ndescription: b\nruns:\n  using: composite\n  steps: [{ run: bad, shell: bash }]\n",
  );
  folder.write("page.md", `# Page\n\n~~~\n~~~\n\`\`\`yaml\n${workflow("bad $1")}\`\`\`\n`);
  folder.write("tool.sh", "bad $1\n");
  folder.write(".ci/run", "bad $1\n");
  const { status, problems } = lint();
  expect(status).toBe(1);
  expect(problems.toSorted()).toEqual([
    ".ci/run:1: Double quote (SC2086)",
    ".github/workflows/expression.yml:8: Give an expression to a script in `env`, not in its text.",
    ".github/workflows/script.yml:7: Double quote (SC2086)",
    ".github/workflows/wrong.yml:7: Unexpected value 'nonsense'",
    "action.yml:5: Double quote (SC2086)",
    "page.md:11: Double quote (SC2086)",
    "tool.sh:1: Double quote (SC2086)",
  ]);
});

const isInstalled = !spawnSync("shellcheck", ["--version"]).error;
if (!isInstalled && process.env.CI) throw new Error("CI needs ShellCheck.");
(isInstalled ? test : test.skip)("ShellCheck itself is asked in a way that it understands", () => {
  folder.write("tool.sh", "rm $1\n");
  expect(lint()).toMatchObject({ status: 1, problems: [expect.stringMatching(/^tool\.sh:1: .*\(SC2086\)$/)] });
});

test("without ShellCheck, CI fails, and a contributor is told", () => {
  const PATH = folder.path("programs");
  folder.program("git", `PATH="${process.env.PATH}" exec git "$@"`);
  const [inCI, elsewhere] = [{ CI: "true" }, { CI: "" }].map((env) => lint({ PATH, ...env }));
  const missing = "ShellCheck is not installed, so no shell script was checked: see https://www.shellcheck.net.";
  expect(inCI).toMatchObject({ status: 1, problems: [missing, "CI needs ShellCheck."] });
  expect(elsewhere).toMatchObject({ status: 0, problems: [missing] });
});
