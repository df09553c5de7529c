import { plugin } from "./jest.config.js";

/** Tests that take longer than all others together: each mutant would run them again. */
const SLOW = ["bounds", "faults", "instances", "local-github", "properties", "secrets"];
const NOT_OF_SRC = [
  "contributing",
  "find-newest-pins",
  "propose-update",
  "publish",
  "readme",
  "release",
  "report-changes",
  "take-operations",
  "workflows",
];

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
      testPathIgnorePatterns: [...SLOW, ...NOT_OF_SRC].map((name) => `/__tests__/${name}`),
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
    "bench",
    "__tests__/hosts",
    "__tests__/types",
    "__tests__/runtimes",
    "release",
    "cli",
    "reports",
    "coverage",
  ],
  thresholds: { high: 100, low: 100, break: 100 },
  // Stryker would rewrite the tsconfig with TypeScript 5's API, which TypeScript 7 lacks; swc reads none.
  tsconfigFile: "none",
};
