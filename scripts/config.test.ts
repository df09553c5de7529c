import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import jest from "../jest.config.js";
import stryker from "../stryker.config.js";

const { scripts } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

test("every line and branch of src/ has to be covered", () => {
  expect(jest).toMatchObject({
    collectCoverageFrom: ["src/**"],
    coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
  });
  expect(scripts.test).toContain("--coverage");
});

test("every mutant of src/ has to be noticed", () => {
  expect(stryker).toMatchObject({ mutate: ["src/**/*.ts"], thresholds: { break: 100 } });
});

test("each project of jest is run by a script", () => {
  const names = jest.projects?.map((project) => (typeof project === "object" ? project.displayName : project)) ?? [];
  const selected = Object.entries<string>(scripts)
    .filter(([name]) => name.startsWith("test"))
    .flatMap(([, script]) => /--selectProjects ((?:\w+ ?)+)/.exec(script)?.[1]?.trim().split(" ") ?? []);
  expect(selected.toSorted()).toEqual(names.toSorted());
});

test("the types of the plugin, the command and all scripts are checked, and a warning of a lint is an error", () => {
  expect(scripts.typecheck).toBe("tsc && tsc -p cli");
  expect(scripts.lint).toBe("biome ci --error-on-warnings && node scripts/lint-workflows.js");
});
