import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findGaps } from "./find-gaps.js";
import { findVersionFaults } from "./find-version-faults.js";
import { readNotes } from "./read-notes.js";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");

describe("what of a release must say the same version", () => {
  const said = {
    tag: "v1.2.0",
    plugin: "1.2.0",
    command: "1.2.0",
    built: "1.2.0",
    changelog: "# Changelog\n\n## 1.2.0 - 2026-01-02\n\n## 1.1.0 - 2026-01-01\n",
  };

  test("where all do, there is no fault", () => {
    expect(findVersionFaults(said)).toEqual([]);
  });

  test.each([
    ["plugin", "1.1.0", "package.json is at 1.1.0: set its version to 1.2.0."],
    ["command", "1.1.0", "cli/package.json is at 1.1.0: set its version to 1.2.0."],
    ["built", "1.1.0", "the built file says that it is 1.1.0: set artifactStorage.VERSION to 1.2.0, and build."],
    ["changelog", "## Unreleased\n", 'CHANGELOG.md begins with Unreleased: begin it with "## 1.2.0 - DATE".'],
  ])("%s that does not: %s", (part, text, fault) => {
    expect(findVersionFaults({ ...said, [part]: text })).toEqual([fault]);
  });

  test.each(["1.2.0", "v1.2", "v1.2.0-rc.1"])("a tag that names no release: %s", (tag) => {
    expect(findVersionFaults({ ...said, tag })).toContain(`the tag is ${tag}: name it like v1.2.0.`);
  });
});

describe("what has to be filled in before the first release", () => {
  const address = {
    repository: { type: "git", url: "git+https://github.com/octo-org/storage.git" },
    bugs: { url: "https://github.com/octo-org/storage/issues" },
    homepage: "https://github.com/octo-org/storage#readme",
  };
  const files = {
    plugin: address,
    command: { ...address, repository: { ...address.repository, directory: "cli" } },
    changelog: "# Changelog\n\n## 1.0.0 - 2026-01-02\n",
    conduct: "Write to conduct@octo-org.example.",
    texts: { "README.md": "uses: octo-org/storage@v1" },
  };

  test("where all is, there is no gap, here or where the release runs", () => {
    expect(findGaps(files, undefined)).toEqual([]);
    expect(findGaps(files, "octo-org/storage")).toEqual([]);
  });

  test("each gap, at once", () => {
    const nothing = {
      plugin: {},
      command: {},
      changelog: "## 1.0.0 - Unreleased",
      conduct: "(address to be filled in)",
      texts: { "README.md": "uses: OWNER/octokit-plugin-artifact-storage@v1" },
    };
    expect(findGaps(nothing, "octo-org/storage")).toEqual([
      'package.json has no `repository.url`: give it, as "git+https://github.com/OWNER/NAME.git".',
      "package.json has no `bugs.url`: give it.",
      "package.json has no `homepage`: give it.",
      'cli/package.json has no `repository.url`: give it, as "git+https://github.com/OWNER/NAME.git".',
      "cli/package.json has no `bugs.url`: give it.",
      "cli/package.json has no `homepage`: give it.",
      'cli/package.json does not say where it lies: add `repository.directory`, "cli".',
      "CHANGELOG.md gives the newest version no date: add it.",
      "README.md says OWNER/octokit-plugin-artifact-storage: write the repository's own.",
      "CODE_OF_CONDUCT.md has no address to write to: fill it in.",
    ]);
  });

  test("two repositories, or another than the release's own", () => {
    const elsewhere = { type: "git", url: "git+https://github.com/octo-org/elsewhere.git", directory: "cli" };
    expect(findGaps({ ...files, command: { ...files.command, repository: elsewhere } }, undefined)).toEqual([
      "package.json and cli/package.json name different repositories: give the same `repository.url` in both.",
    ]);
    expect(findGaps(files, "octo-org/fork")).toEqual([
      "package.json names the repository octo-org/storage, but this is octo-org/fork: npm refuses a provenance that differs.",
    ]);
  });
});

describe("the notes of a release", () => {
  const changelog = "# Changelog\n\n## 1.1.0 - 2026-01-02\n\n### Added\n\n- More.\n\n## 1.0.0 - 2026-01-01\n\n- All.\n";

  test("are the version's section without its heading", () => {
    expect(readNotes(changelog, "1.1.0")).toBe("### Added\n\n- More.");
    expect(readNotes(changelog, "1.0.0")).toBe("- All.");
  });

  test.each(["1.0", "2.0.0"])("a version without a section is refused: %s", (version) => {
    expect(() => readNotes(changelog, version)).toThrow(
      `CHANGELOG.md lacks notes for ${version}: add a section "## ${version} - DATE".`,
    );
  });
});

describe("npm run check-release", () => {
  const ROOT = fileURLToPath(new URL("..", import.meta.url));
  const { version } = JSON.parse(read("package.json"));
  const NAMING = ["README.md", "cli/README.md", "docs/workflows.md", "cli/src/input/recipes.ts"];
  let folder: string;
  // A copy in which everything is filled in.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    for (const file of ["release", "dist", "cli/package.json", ...NAMING, "package.json"])
      cpSync(join(ROOT, file), join(folder, file), {
        recursive: true,
        filter: (path) => !path.includes("node_modules"),
      });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const url = "https://github.com/octo-org/storage";
    for (const file of ["package.json", "cli/package.json"]) {
      change(file, (text) =>
        JSON.stringify({
          ...JSON.parse(text),
          repository: { type: "git", url: `git+${url}.git`, ...(file.startsWith("cli") && { directory: "cli" }) },
          bugs: { url: `${url}/issues` },
          homepage: url,
        }),
      );
    }
    for (const file of NAMING) {
      change(file, (text) => text.replaceAll("OWNER/octokit-plugin-artifact-storage", "octo-org/storage"));
    }
    writeFileSync(join(folder, "CODE_OF_CONDUCT.md"), "Write to conduct@octo-org.example.");
    writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n## ${version} - 2026-01-02\n\n- All.\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("reads every file that names this repository", () => {
    const naming = execFileSync("git", ["grep", "-l", "OWNER/octokit-plugin-artifact-storage"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const other =
      /^(?:release|__tests__|scripts)\/|\/(?:__tests__|__snapshots__)\/|\.test\.|^action\/index\.js$|^RELEASING\.md$/;
    expect(
      naming
        .split("\n")
        .filter((file) => file && !other.test(file))
        .sort(),
    ).toEqual(NAMING.toSorted());
  });

  function change(file: string, edit: (text: string) => string) {
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), "utf8")));
  }
  function check(...tag: string[]) {
    const env = { ...process.env, GITHUB_REPOSITORY: "octo-org/storage" };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "release/check.js"), ...tag], {
      encoding: "utf8",
      env,
    });
    return { status, stdout, stderr };
  }

  test("prints the notes where all is well, the built plugin included", () => {
    expect(check(`v${version}`)).toEqual({ status: 0, stdout: "- All.\n", stderr: "" });
    expect(check()).toEqual({ status: 0, stdout: "- All.\n", stderr: "" });
  });

  test("fails with all that is wrong with another tag", () => {
    const { status, stdout, stderr } = check("v0.0.1");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr.split("\n")).toEqual(
      expect.arrayContaining([
        "v0.0.1 cannot be released:",
        `- package.json is at ${version}: set its version to 0.0.1.`,
        `- cli/package.json is at ${version}: set its version to 0.0.1.`,
        `- the built file says that it is ${version}: set artifactStorage.VERSION to 0.0.1, and build.`,
        `- CHANGELOG.md begins with ${version}: begin it with "## 0.0.1 - DATE".`,
      ]),
    );
  });

  test("fails where something is not filled in", () => {
    const conduct = join(folder, "CODE_OF_CONDUCT.md");
    writeFileSync(conduct, "(address to be filled in)");
    expect(check(`v${version}`)).toMatchObject({ status: 1, stdout: "" });
    writeFileSync(conduct, "Write to conduct@octo-org.example.");
  });
});
