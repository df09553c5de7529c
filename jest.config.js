/** @type {import("jest").Config} */
const typescript = {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }],
  },
};

/** The tests in folders, so that jest searches no other. @param {string[]} folders */
const within = (...folders) => ({
  roots: folders.map((folder) => `<rootDir>/${folder}`),
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
 * A project for each suite: `npm test` runs the first three, and each of the others has a script of its own. Those that
 * test other packages with this one install them from the lock file in their folder, so that nobody else has to.
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
  // On a busy machine, a worker needs more than half a second to exit. One that a test keeps from it is still reported.
  workerGracefulExitTimeout: 30_000,
  testSequencer: "<rootDir>/scripts/support/slow-first.cjs",
  projects: [
    plugin,
    {
      ...typescript,
      displayName: "command",
      ...within("cli/__tests__"),
    },
    {
      ...typescript,
      displayName: "scripts",
      ...within("scripts", "release", "local-github", "examples"),
      modulePathIgnorePatterns: ["<rootDir>/release/registry/"],
    },
    {
      ...plugin,
      displayName: "built",
      // What is published, in the place of its sources. The tests that look inside of src/ still do.
      moduleNameMapper: { "/src/index\\.ts$|^octokit-plugin-artifact-storage$": "<rootDir>/dist/index.js" },
      // It puts another map in the place of src/routes.ts, which is inside of the built file.
      testPathIgnorePatterns: ["new-endpoint"],
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
