import assert from "node:assert/strict";
import { CLIENTS } from "../clients.js";
import { cpuTime } from "../cpu-time.js";
import { RECORD, ROUTE } from "../record.js";
import { stubFetch } from "../stub-fetch.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "A call, checks included: CPU time, with a stubbed `fetch`",
  unit: "µs",
  floor: "octokit.request",
  atMost: { ours: 1.15 },
  varies: true,
  plausible: { ours: [0.3, 10] },
  async sample(rounds) {
    const options = { request: { fetch: stubFetch } };
    const core = new CLIENTS.core(options);
    const ours = new CLIENTS["core and ours"](options);
    const rem = new CLIENTS["core and REM"](options);
    const candidates = {
      "octokit.request": () => core.request(ROUTE, RECORD),
      "octokit.request, once more": () => core.request(ROUTE, RECORD),
      ours: () => ours.rest.orgs.createArtifactStorageRecord(RECORD),
      REM: () => rem.rest.orgs.createArtifactStorageRecord(RECORD),
    };
    // What is measured is a call from its beginning to its answer.
    for (const call of Object.values(candidates)) assert.equal((await call()).status, 200);
    return cpuTime(candidates, rounds, 200);
  },
};
