export default {
  testMatch: ["<rootDir>/budgets.test.js"],
  transform: {},
  // Some install packages.
  testTimeout: 120_000,
  reporters: ["<rootDir>/../scripts/line-reporter.js"],
};
