import { refuse } from "./refuse.js";
import { validateBody } from "./validate-body.js";

/**
 * @typedef {object} StoredRecord
 * @property {string} org
 * @property {Record<string, unknown>} record As it is listed.
 */

/**
 * Stores a record.
 *
 * @param {import("./world.js").World} world
 * @param {StoredRecord[]} stored
 * @param {string} org
 * @param {string} body
 * @returns {import("./refuse.js").Answer}
 */
export function createRecord(world, stored, org, body) {
  let given;
  try {
    given = JSON.parse(body);
  } catch {
    return refuse(400, "Problems parsing JSON");
  }
  const problems = validateBody(given);
  if (problems.length) return refuse(422, problems.join("\n"));
  const attested = world.attestations[given.digest]?.split("/");
  const [owner, repository] = attested ?? [org, given.github_repository];
  const isKnown = world.knowsAll ? repository !== undefined : world.organizations[org]?.includes(repository);
  if (owner !== org || !isKnown) return refuse(404, "no artifacts found");

  const record = keep(world, stored, org, given);
  return [
    200,
    { total_count: 1, ...(given.return_records === false ? {} : { storage_records: [record] }) },
    Number(record.id),
  ];
}

/** @param {import("./world.js").World} world @param {StoredRecord[]} stored @param {string} org @param {any} given */
function keep({ now, updates }, stored, org, given) {
  const at = toSeconds(now());
  const status = given.status ?? "active";
  const same = ["digest", "name", "registry_url"];
  const before =
    updates && stored.find((one) => one.org === org && same.every((name) => one.record[name] === given[name]));
  if (before) return Object.assign(before.record, { status, updated_at: at });

  const record = {
    id: stored.length + 1,
    name: given.name,
    digest: given.digest,
    artifact_url: given.artifact_url ?? null,
    registry_url: given.registry_url,
    repository: given.repository ?? null,
    status,
    created_at: at,
    updated_at: at,
  };
  stored.push({ org, record });
  return record;
}

/** GitHub's times: `2026-01-20T14:45:00Z`. @param {number} ms */
const toSeconds = (ms) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
