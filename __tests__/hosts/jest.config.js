export default {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }],
  },
  testMatch: ["<rootDir>/*.test.ts"],
  reporters: ["<rootDir>/../../scripts/line-reporter.js"],
};
