import root from "../../jest.config.js";

export default {
  ...root,
  rootDir: "../..",
  testMatch: ["<rootDir>/__tests__/package/*.test.ts"],
  // The package is tested as it is packed.
  moduleNameMapper: {},
  reporters: ["<rootDir>/scripts/line-reporter.js"],
  testTimeout: 300_000,
};
