import { refuse } from "./refuse.js";
import { validateBody } from "./validate-body.js";

/**
 * @typedef {object} StoredRecord
 * @property {string} org
 * @property {Record<string, unknown>} record As it is listed.
 */

/**
 * Stores a record: whatever is sent twice is stored twice.
 *
 * @param {import("./world.js").World} world
 * @param {StoredRecord[]} stored
 * @param {string} org
 * @param {string} body
 * @returns {import("./refuse.js").Answer}
 */
export function createRecord({ attestations, organizations }, stored, org, body) {
  let given;
  try {
    given = JSON.parse(body);
  } catch {
    return refuse(400, "Problems parsing JSON");
  }
  const problems = validateBody(given);
  if (problems.length) return refuse(422, problems.join("\n"));
  const attested = attestations[given.digest]?.split("/");
  const [owner, repository] = attested ?? [org, given.github_repository];
  if (owner !== org || !organizations[org]?.includes(repository)) return refuse(404, "no artifacts found");

  const now = new Date().toISOString();
  const record = {
    id: stored.length + 1,
    name: given.name,
    digest: given.digest,
    artifact_url: given.artifact_url ?? null,
    registry_url: given.registry_url,
    repository: given.repository ?? null,
    status: given.status ?? "active",
    created_at: now,
    updated_at: now,
  };
  stored.push({ org, record });
  return [200, { total_count: 1, ...(given.return_records === false ? {} : { storage_records: [record] }) }];
}
