export default {
  globalSetup: "<rootDir>/prepare-runtimes.js",
  transform: {},
  testMatch: ["<rootDir>/*.test.js"],
  reporters: ["<rootDir>/../../scripts/line-reporter.js"],
  testTimeout: 60_000,
};
