import { readdirSync, readFileSync } from "node:fs";

/** @type {import("jest").Config} */
const typescript = {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }],
  },
};

/** The tests that use only the plugin's public API, and so can run on the built file. */
const publicTests = readdirSync(new URL("__tests__", import.meta.url)).filter((file) => {
  if (!file.endsWith(".test.ts")) return false;
  const text = readFileSync(new URL(`__tests__/${file}`, import.meta.url), "utf8");
  const usesPlugin = /"(\.\.\/src\/index\.ts|\.\/support\/octokit\.ts|octokit-plugin-artifact-storage)"/.test(text);
  const looksInside = /^import (?!type ).* from "\.\.\/src\/(?!index\.ts")|import\("\.\.\/src\//m.test(text);
  return usesPlugin && !looksInside;
});

/** The tests in a folder, so that jest searches no other. @param {string} folder */
const within = (folder) => ({
  roots: [`<rootDir>/${folder}`],
  testMatch: ["**/*.test.{ts,js}"],
});

/** The tests of src/, which `npm run mutation` runs, too. @type {import("jest").Config} */
export const plugin = {
  ...typescript,
  displayName: "plugin",
  testMatch: ["<rootDir>/__tests__/*.test.ts"],
  // What a reader pastes from the README or from index.d.ts runs in the tests as it stands.
  moduleNameMapper: { "^octokit-plugin-artifact-storage$": "<rootDir>/src/index.ts" },
  // Other installs and Stryker's copies, which jest need not search.
  modulePathIgnorePatterns: ["<rootDir>/__tests__/\\w+/node_modules/", "<rootDir>/.stryker-tmp/"],
};

/**
 * A project for each suite: `npm test` runs the first two, and each of the others has a script of its own. Those that test
 * other packages with this one install them from the lock file in their folder, so that nobody else has to.
 *
 * @type {import("jest").Config}
 */
export default {
  collectCoverageFrom: ["src/**"],
  // Which lines are not covered is seen in coverage/index.html.
  coverageReporters: ["text-summary", "html"],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
  // Some tests install packages, start compilers or browsers, or send a thousand requests. Jest reads this only here.
  testTimeout: 120_000,
  projects: [
    plugin,
    {
      ...typescript,
      displayName: "command",
      ...within("cli/__tests__"),
    },
    {
      ...plugin,
      displayName: "built",
      testMatch: publicTests.map((file) => `<rootDir>/__tests__/${file}`),
      // What is published, in the place of its sources.
      moduleNameMapper: { "/src/index\\.ts$|^octokit-plugin-artifact-storage$": "<rootDir>/dist/index.js" },
    },
    {
      ...typescript,
      displayName: "package",
      ...within("__tests__/package"),
    },
    {
      ...typescript,
      displayName: "hosts",
      ...within("__tests__/hosts"),
      globalSetup: "<rootDir>/__tests__/hosts/prepare-hosts.js",
    },
    {
      displayName: "types",
      transform: {},
      ...within("__tests__/types"),
      globalSetup: "<rootDir>/__tests__/types/prepare-hosts.js",
    },
    {
      displayName: "runtimes",
      transform: {},
      ...within("__tests__/runtimes"),
      globalSetup: "<rootDir>/__tests__/runtimes/prepare-runtimes.js",
    },
    {
      displayName: "budgets",
      transform: {},
      ...within("bench"),
    },
  ],
};
