import { readdirSync, readFileSync } from "node:fs";

/** @type {import("jest").Config} */
const typescript = {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }],
  },
};

// Folders with lock files of their own, which jest need not search.
const modulePathIgnorePatterns = [
  "<rootDir>/(__tests__/\\w+|bench|release/registry)/node_modules/",
  "<rootDir>/.stryker-tmp/",
];

/** Tests that know nothing of src/ but what the package exports. */
const publicTests = readdirSync(new URL("__tests__", import.meta.url)).filter((file) => {
  if (!file.endsWith(".test.ts")) return false;
  const text = readFileSync(new URL(`__tests__/${file}`, import.meta.url), "utf8");
  return /src\/index\.ts|support\/octokit\.ts/.test(text) && !/"\.\.\/src\/(?!index\.ts)/.test(text);
});

/**
 * A project for each suite: `npm test` runs the first two, and each of the others has a script of its own. Those that test
 * other packages with this one install them from the lock file in their folder, so that nobody else has to.
 *
 * @type {import("jest").Config}
 */
export default {
  collectCoverageFrom: ["src/**"],
  coverageReporters: [["text", { skipFull: true }]],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
  // Jest takes it from here alone, not from a project. Some tests install packages, others start browsers or compilers.
  testTimeout: 300_000,
  projects: [
    {
      ...typescript,
      displayName: "plugin",
      testMatch: ["<rootDir>/__tests__/*.test.ts"],
      // What a reader pastes from the README or from index.d.ts runs in the tests as it stands.
      moduleNameMapper: { "^octokit-plugin-artifact-storage$": "<rootDir>/src/index.ts" },
      modulePathIgnorePatterns,
    },
    {
      ...typescript,
      displayName: "command",
      testMatch: ["<rootDir>/cli/__tests__/*.test.ts"],
      modulePathIgnorePatterns,
    },
    {
      ...typescript,
      displayName: "built",
      testMatch: publicTests.map((file) => `<rootDir>/__tests__/${file}`),
      // What is published, in the place of its sources.
      moduleNameMapper: { "src/index\\.ts$|^octokit-plugin-artifact-storage$": "<rootDir>/dist/index.js" },
      modulePathIgnorePatterns,
    },
    {
      ...typescript,
      displayName: "package",
      testMatch: ["<rootDir>/__tests__/package/*.test.ts"],
      modulePathIgnorePatterns,
    },
    {
      ...typescript,
      displayName: "hosts",
      testMatch: ["<rootDir>/__tests__/hosts/*.test.ts"],
      globalSetup: "<rootDir>/__tests__/hosts/prepare-hosts.js",
    },
    {
      displayName: "types",
      transform: {},
      testMatch: ["<rootDir>/__tests__/types/**/*.test.js"],
      testPathIgnorePatterns: ["/node_modules/"],
      globalSetup: "<rootDir>/__tests__/types/prepare-hosts.js",
    },
    {
      displayName: "runtimes",
      transform: {},
      testMatch: ["<rootDir>/__tests__/runtimes/*.test.js"],
      globalSetup: "<rootDir>/__tests__/runtimes/prepare-runtimes.js",
    },
    {
      displayName: "budgets",
      transform: {},
      testMatch: ["<rootDir>/bench/*.test.js"],
    },
  ],
};
