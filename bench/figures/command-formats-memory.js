import { checkList, OTHER_FORMATS, ofEach } from "../check-list.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Peak memory of `import --dry-run` of a million lines of other formats",
  unit: "MB",
  atMost: ofEach(200),
  varies: true,
  plausible: ofEach([30, 1000]),
  async sample() {
    /** @type {Record<string, number[]>} */
    const samples = {};
    for (const format of OTHER_FORMATS) samples[format] = [(await checkList(format)).peakMB];
    return samples;
  },
};
