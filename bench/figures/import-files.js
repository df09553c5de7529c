import { inFreshProcess } from "../in-fresh-process.js";
import { MODULES } from "../modules.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Script files that it loads",
  unit: "files",
  varies: false,
  async sample() {
    const samples = Object.entries(MODULES).map(async ([name, url]) => [
      name,
      [await inFreshProcess("probes/import-files.js", url)],
    ]);
    return Object.fromEntries(await Promise.all(samples));
  },
};
