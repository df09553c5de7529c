/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules"],
  // Native ESM: https://stryker-mutator.io/docs/stryker-js/guides/nodejs/ says why.
  jest: {
    enableFindRelatedTests: false,
    config: { testPathIgnorePatterns: ["properties", "faults", "local-github", "readme"] },
  },
  mutate: ["src/**/*.ts"],
  concurrency: 2,
  coverageAnalysis: "perTest",
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: true },
  ignorePatterns: ["dist", "bench", "__tests__/hosts", "__tests__/types", "__tests__/runtimes", "reports"],
  thresholds: { high: 100, low: 95, break: 95 },
  // It would rewrite the tsconfig with the programming interface of TypeScript 5, which TypeScript 7 has not; swc reads none.
  tsconfigFile: "none",
};
