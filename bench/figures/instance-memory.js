import { inFreshInterpreter } from "../in-fresh-process.js";
import { interleave } from "../interleave.js";

const NAMES = {
  "core, once more": "core, once more",
  ours: "core and ours",
  REM: "core and REM",
  "@octokit/rest": "@octokit/rest",
  octokit: "octokit",
};

/** @type {import("../figure.js").Figure} */
export default {
  title: "Memory of an instance, over core's",
  unit: "B",
  varies: true,
  sample: (rounds) =>
    interleave(
      Object.fromEntries(
        Object.entries(NAMES).map(([row, client]) => [
          row,
          () => inFreshInterpreter("probes/instance-memory.js", client, "1000"),
        ]),
      ),
      Math.min(rounds, 3),
    ),
};
