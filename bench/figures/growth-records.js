import { inFreshInterpreter } from "../in-fresh-process.js";

const ROUNDS = 3;

/** @type {import("../figure.js").Figure} */
export default {
  title: "Heap after many records, over that after one",
  unit: "B",
  varies: true,
  async sample(rounds) {
    /** @type {Record<string, number[]>} */
    const samples = {};
    for (let round = 0; round < Math.min(rounds, ROUNDS); round++)
      for (const peer of ["octokit.request", "ours"])
        for (const [count, level] of await inFreshInterpreter("probes/growth-records.js", peer)) {
          const row = `${peer}, ${count.toLocaleString("en")}`;
          samples[row] = [...(samples[row] ?? []), level];
        }
    return samples;
  },
};
