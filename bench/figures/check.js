import assert from "node:assert/strict";
import { CLIENTS } from "../clients.js";
import { cpuTime } from "../cpu-time.js";
import { isRecord as ajv } from "../peers/ajv.js";
import { isRecord as valibot } from "../peers/valibot.js";
import { isRecord as zod } from "../peers/zod.js";
import { FULL_RECORD } from "../record.js";

const { check } = new CLIENTS["core and ours"]().rest.orgs.createArtifactStorageRecord;
/** Whether they take a record. @type {Record<string, (record: object) => boolean>} */
const CHECKS = { ours: (record) => check(record).length === 0, ajv, zod, valibot };

/** @type {import("../figure.js").Figure} */
export default {
  title: "`.check()` of a call with every parameter",
  unit: "µs",
  atMost: { ours: 1 },
  varies: true,
  plausible: { ours: [0.05, 20] },
  sample(rounds) {
    for (const [name, isRecord] of Object.entries(CHECKS)) {
      assert.equal(isRecord(FULL_RECORD), true, `${name} takes the record`);
      for (const parameter of ["org", "digest", "artifact_url", "status", "return_records"])
        assert.equal(isRecord({ ...FULL_RECORD, [parameter]: 1 }), false, `${name} refuses ${parameter}`);
    }
    const candidates = Object.entries(CHECKS).map(([name, isRecord]) => [name, () => isRecord(FULL_RECORD)]);
    return cpuTime(Object.fromEntries(candidates), rounds, 1000);
  },
};
