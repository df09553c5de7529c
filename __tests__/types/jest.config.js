export default {
  globalSetup: "<rootDir>/prepare-hosts.js",
  transform: {},
  testMatch: ["<rootDir>/*.test.js"],
  reporters: ["<rootDir>/../../scripts/line-reporter.js"],
  // A compiler each; by itself, jest leaves a core idle.
  maxWorkers: "100%",
  testTimeout: 120_000,
};
