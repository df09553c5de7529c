// CommonJS, for so the types of Jest's class have it.
const { default: Sequencer } = require("@jest/test-sequencer");

const SLOW = /\.slow\.test\.ts$|\/property\//;

/**
 * Starts the slow suites first, so that none of them runs on when all others are done. On a fresh clone, Jest would go by
 * the sizes of the files; what took how long it knows from the second run on.
 */
module.exports = class SlowFirst extends Sequencer {
  /** @override @param {Parameters<Sequencer["sort"]>[0]} tests */
  async sort(tests) {
    const isSlow = (/** @type {{ path: string }} */ { path }) => SLOW.test(path);
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
  }
};
