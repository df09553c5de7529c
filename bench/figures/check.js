import assert from "node:assert/strict";
import { CLIENTS } from "../clients.js";
import { cpuTime } from "../cpu-time.js";
import { isRecord as ajv } from "../peers/ajv.js";
import { isRecord as valibot } from "../peers/valibot.js";
import { isRecord as zod } from "../peers/zod.js";
import { FULL_RECORD } from "../record.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Checking a full call",
  unit: "µs",
  varies: true,
  by: "value",
  budgets: { ours: { atMost: 1 } },
  async sample(rounds) {
    const checks = { ours, ajv, zod, valibot };
    for (const [name, check] of Object.entries(checks)) {
      assert.equal(check(FULL_RECORD), true, `${name} takes the record`);
      for (const parameter of ["org", "digest", "artifact_url", "status", "return_records"])
        assert.equal(check({ ...FULL_RECORD, [parameter]: 1 }), false, `${name} refuses ${parameter}`);
    }
    return cpuTime(
      Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, () => check(FULL_RECORD)])),
      rounds,
      1000,
    );
  },
};

const { createArtifactStorageRecord } = new CLIENTS["core and ours"]().rest.orgs;
/** @param {unknown} parameters */
const ours = (parameters) => createArtifactStorageRecord.check(parameters).length === 0;
