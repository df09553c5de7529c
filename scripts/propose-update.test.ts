import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const SCRIPT = fileURLToPath(new URL("./propose-update.sh", import.meta.url));
const FIXTURE = "__tests__/fixtures/openapi.json";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "propose-"));
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git");
  const main = clone("main");
  mkdirSync(join(main, "__tests__/fixtures"), { recursive: true });
  commit(main, FIXTURE, description("1.0.0"));
  git(main, "push", "--quiet", "origin", "main");
});
afterEach(() => rmSync(folder, { recursive: true }));

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=A person", "-c", "user.email=person@example.com", ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
const description = (version: string) => `{ "version": "${version}" }\n`;

function clone(name: string) {
  git(folder, "clone", "--quiet", "origin.git", name);
  return join(folder, name);
}

function commit(cwd: string, file: string, text: string) {
  writeFileSync(join(cwd, file), text);
  git(cwd, "add", file);
  git(cwd, "commit", "--quiet", "--message", `Change ${file}`);
}

/** What origin's branch holds: its commits, oldest first, and the description. */
function onOrigin(branch: string) {
  const origin = join(folder, "origin.git");
  const subjects = git(origin, "log", "--reverse", "--format=%s", branch).trim().split("\n");
  return { subjects, fixture: git(origin, "show", `${branch}:${FIXTURE}`) };
}

/** Runs the script on a fresh clone of main, with a `gh` that knows these pull requests; what that was asked to do. */
function propose(version: string, { open = "", closed = "none", hooks = "" } = {}) {
  const cwd = clone(`run-${version}`);
  const programs = join(folder, "programs");
  mkdirSync(programs, { recursive: true });
  const log = join(folder, "gh.log");
  writeFileSync(log, "");
  writeFileSync(
    join(programs, "gh"),
    `#!/bin/sh
    case "$*" in
      *"--state open"*) echo "$OPEN" ;;
      *"--state closed --head $CLOSED "*) echo 12 ;;
      *"--state closed"*) ;;
      *) echo "$*" >> "${log}" ;;
    esac`,
    { mode: 0o755 },
  );
  writeFileSync(join(folder, "new.json"), description(version));
  execFileSync(SCRIPT, [join(folder, "new.json"), "report.md"], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      PATH: `${programs}:${process.env.PATH}`,
      OPEN: open,
      CLOSED: closed,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.hooksPath",
      GIT_CONFIG_VALUE_0: hooks,
      GIT_AUTHOR_NAME: "bot",
      GIT_AUTHOR_EMAIL: "bot@example.com",
      GIT_COMMITTER_NAME: "bot",
      GIT_COMMITTER_EMAIL: "bot@example.com",
    },
  });
  return readFileSync(log, "utf8");
}

const TITLE = "Update the operations to GitHub's newest description";

test("the first time, it pushes a branch of its own and opens a pull request with the report", () => {
  expect(propose("1.1.0")).toBe(`pr create --head update-openapi-1.1.0 --title ${TITLE} --body-file report.md\n`);
  expect(onOrigin("update-openapi-1.1.0")).toEqual({
    subjects: [`Change ${FIXTURE}`, TITLE],
    fixture: description("1.1.0"),
  });
});

test("while it is open, a newer description goes on top of what a person has pushed, and the report is renewed", () => {
  propose("1.1.0");
  const person = clone("person");
  git(person, "switch", "--quiet", "update-openapi-1.1.0");
  commit(person, "routes.ts", "the new row");
  git(person, "push", "--quiet", "origin", "update-openapi-1.1.0");

  expect(propose("1.2.0", { open: "not-update-openapi\nupdate-openapi-1.1.0" })).toBe(
    "pr edit update-openapi-1.1.0 --body-file report.md\n",
  );
  expect(onOrigin("update-openapi-1.1.0")).toEqual({
    subjects: [`Change ${FIXTURE}`, TITLE, "Change routes.ts", TITLE],
    fixture: description("1.2.0"),
  });
});

test("a branch that was pushed, but whose pull request could not be opened, gets one", () => {
  propose("1.1.0");
  rmSync(join(folder, "run-1.1.0"), { recursive: true });
  expect(propose("1.1.0")).toContain("pr create --head update-openapi-1.1.0");
  expect(onOrigin("update-openapi-1.1.0").subjects).toEqual([`Change ${FIXTURE}`, TITLE]);
});

test("a version whose pull request was closed is not proposed again", () => {
  propose("1.1.0");
  rmSync(join(folder, "run-1.1.0"), { recursive: true });
  expect(propose("1.1.0", { closed: "update-openapi-1.1.0" })).toBe("");
  expect(onOrigin("update-openapi-1.1.0").subjects).toEqual([`Change ${FIXTURE}`, TITLE]);
});

test("where somebody pushes in between, it fails, and that commit stays", () => {
  propose("1.1.0");
  const person = clone("person");
  git(person, "switch", "--quiet", "update-openapi-1.1.0");
  commit(person, "routes.ts", "the new row");
  // It comes as late as it can: when the script has made its commit, and is about to push it.
  const hooks = join(folder, "hooks");
  mkdirSync(hooks);
  writeFileSync(
    join(hooks, "post-commit"),
    `#!/bin/sh
    unset $(git rev-parse --local-env-vars)
    git -C "${person}" push --quiet origin update-openapi-1.1.0`,
    { mode: 0o755 },
  );
  expect(() => propose("1.2.0", { open: "update-openapi-1.1.0", hooks })).toThrow("failed to push some refs");
  expect(onOrigin("update-openapi-1.1.0").subjects.at(-1)).toBe("Change routes.ts");
});
