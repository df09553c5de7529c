import { fileURLToPath } from "node:url";
import { interleave } from "../interleave.js";
import { COMMAND, runMeasured } from "../run-measured.js";

const EMPTY = fileURLToPath(new URL("../peers/empty.js", import.meta.url));

/** @type {import("../figure.js").Figure} */
export default {
  title: "Starting the command: `--version`, from the start of its process to the end",
  unit: "ms",
  floor: "an empty file",
  atMost: { ours: 2.5 },
  varies: true,
  plausible: { ours: [1, 50] },
  sample(rounds) {
    /** @param {string[]} args */
    const took =
      (...args) =>
      async () =>
        (await runMeasured(args)).seconds * 1000;
    return interleave({ "an empty file": took(EMPTY), ours: took(COMMAND, "--version") }, rounds);
  },
};
