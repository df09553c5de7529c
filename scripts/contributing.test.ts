import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { pages, ROOT, readText } from "../__tests__/support/read-blocks.ts";

const CONTRIBUTING = readText("CONTRIBUTING.md");

test("the table of files names every file in src, and no other", () => {
  const named = Array.from(CONTRIBUTING.matchAll(/`src\/([\w-]+\.ts)`(?=.*\|)/g), ([, file]) => file);
  expect([...new Set(named)].sort()).toEqual(readdirSync(`${ROOT}src`).sort());
});

test("the table of scripts names every script, and no other", () => {
  const named = Array.from(
    CONTRIBUTING.matchAll(/`((?:scripts|release)\/[\w-]+\.(?:js|sh))`(?=.*\|)/g),
    ([, file]) => file,
  );
  const files = ["scripts", "release"].flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`)
      .filter((file) => /(?<!\.test)\.(js|sh)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  expect(named.toSorted()).toEqual(files.toSorted());
});

test("where ranges of dependencies are told, so is how a fix of one gets out, and that its pull request is red", () => {
  const [, ranges = ""] = CONTRIBUTING.split("## Ranges of dependencies\n");
  expect(ranges).toContain("(RELEASING.md#how-a-fix-of-a-dependency-gets-out)");
  for (const text of [ranges, readText("RELEASING.md")]) expect(text).toMatch(/\bred until the .*built anew/);
});

test("every script that a page names is one", () => {
  const { scripts } = JSON.parse(readText("package.json"));
  const named = pages.flatMap((page) =>
    Array.from(readText(page).matchAll(/npm run (?:--silent )?([\w:-]+)/g), ([, name]) => name),
  );
  expect(named.filter((name) => !(`${name}` in scripts))).toEqual([]);
});
