import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { prepareFolder } from "../scripts/support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./move-major-tag.sh", import.meta.url));
const folder = prepareFolder();

/** Runs it where these tags are; what it changed. */
function move(tag: string, tags: string[]) {
  folder.program(
    "gh",
    `case "$*" in
      *matching-refs/tags/v1.\\ *) printf '%s\\n' ${tags.filter((name) => name.includes(".")).join(" ")} ;;
      *matching-refs/tags/v1\\ *) echo "${tags.includes("v1") ? "refs/tags/v1" : ""}" ;;
    esac`,
  );
  const { status, stdout } = folder.run(SCRIPT, [tag, "c0ffee"], { env: { GITHUB_REPOSITORY: "octo-org/storage" } });
  return { status, stdout, changes: folder.calls().filter((call) => call.includes("--method")) };
}

test("the first release of a major version makes its tag", () => {
  expect(move("v1.0.0", ["v1.0.0"])).toMatchObject({
    status: 0,
    changes: ["gh api --method POST repos/octo-org/storage/git/refs -f ref=refs/tags/v1 -f sha=c0ffee"],
  });
});

test("a newer one moves it, by number and not by letter", () => {
  expect(move("v1.10.0", ["v1", "v1.9.0", "v1.10.0"])).toMatchObject({
    status: 0,
    changes: ["gh api --method PATCH repos/octo-org/storage/git/refs/tags/v1 -f sha=c0ffee -F force=true"],
  });
});

test("an older one, such as a fix of what was, leaves it where it is", () => {
  expect(move("v1.9.1", ["v1", "v1.9.1", "v1.10.0"])).toEqual({
    status: 0,
    stdout: "v1.10.0 is newer than v1.9.1, so v1 stays there.\n",
    changes: [],
  });
});

test("where GitHub does not answer, it fails", () => {
  folder.program("gh", "exit 1");
  expect(folder.run(SCRIPT, ["v1.0.0", "c0ffee"], { env: { GITHUB_REPOSITORY: "o/r" } }).status).not.toBe(0);
});
