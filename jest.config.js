export default {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }],
  },
  // What a reader pastes from the README or from index.d.ts runs in the tests as it stands.
  moduleNameMapper: { "^octokit-plugin-artifact-storage$": "<rootDir>/src/index.ts" },
  testMatch: ["<rootDir>/__tests__/*.test.ts"],
  // Folders with lock files of their own, which jest need not search.
  modulePathIgnorePatterns: [
    "<rootDir>/(__tests__/\\w+|bench|release/registry)/node_modules/",
    "<rootDir>/.stryker-tmp/",
  ],
  coverageReporters: [["text", { skipFull: true }]],
  collectCoverageFrom: ["src/**"],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
