import plugin from "../jest.config.js";

const { extensionsToTreatAsEsm, transform } = plugin;

export default {
  extensionsToTreatAsEsm,
  transform,
  testMatch: ["<rootDir>/__tests__/*.test.ts"],
  // Processes are started, in turn.
  testTimeout: 60_000,
};
