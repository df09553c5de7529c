import { refuse } from "./refuse.js";

/**
 * @param {import("./create-record.js").StoredRecord[]} stored
 * @param {string} org
 * @param {string} digest
 * @returns {import("./refuse.js").Answer}
 */
export function listRecords(stored, org, digest) {
  const records = stored.filter((one) => one.org === org && one.record.digest === digest).map(({ record }) => record);
  // GitHub describes no 404 here, but that is what it answers.
  if (records.length === 0) return refuse(404, "no artifacts found");
  return [200, { total_count: records.length, storage_records: records }];
}
