import { plugin } from "./jest.config.js";

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules"],
  // Native ESM: https://stryker-mutator.io/docs/stryker-js/guides/nodejs/ says why.
  jest: {
    enableFindRelatedTests: false,
    // Stryker runs one project.
    config: {
      ...plugin,
      projects: [],
      // Each mutant would run the slow tests again, which take longer than all others together. Those of the pages read
      // files that are not copied for a mutant.
      testPathIgnorePatterns: ["\\.slow\\.test\\.ts$", "/(?:readme|pages|page-facts)\\.test\\.ts$"],
    },
  },
  mutate: ["src/**/*.ts"],
  concurrency: 2,
  // A busy machine is no endless loop.
  timeoutMS: 15_000,
  coverageAnalysis: "perTest",
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: true },
  ignorePatterns: [
    "dist",
    "bench/*",
    "__tests__/hosts",
    "__tests__/types",
    "__tests__/runtimes",
    "release",
    "cli/*",
    "reports",
    "coverage",
    // Pages, which tests of the plugin read.
    "!{bench,cli}/README.md",
  ],
  thresholds: { high: 100, low: 100, break: 100 },
  // It would take the comments out of index.d.ts, which a test compares; swc checks no types anyway.
  disableTypeChecks: false,
  // Stryker would rewrite the tsconfig with TypeScript 5's API, which TypeScript 7 lacks; swc reads none.
  tsconfigFile: "none",
};
