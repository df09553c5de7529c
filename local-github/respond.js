import { createRecord } from "./create-record.js";
import { issueToken } from "./issue-token.js";
import { listRecords } from "./list-records.js";
import { refuse } from "./refuse.js";

const CREATE = /^\/orgs\/([^/]+)\/artifacts\/metadata\/storage-record$/;
const LIST = /^\/orgs\/([^/]+)\/artifacts\/([^/]+)\/metadata\/storage-records$/;
export const RATE_LIMIT = /^\/rate_limit$/;
const TOKENS = /^\/app\/installations\/([^/]+)\/access_tokens$/;

/** What is answered here. Another endpoint has to be added before it can be tried. */
const ROUTES = [
  "GET /rate_limit",
  "POST /orgs/{org}/artifacts/metadata/storage-record",
  "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
  "POST /app/installations/{installation_id}/access_tokens",
];

/**
 * What GitHub answers. If several refusals apply, their order is known only for those that users have met.
 *
 * @param {import("./world.js").World} world
 * @param {import("./create-record.js").StoredRecord[]} stored
 * @param {{ method: string, url: string, headers: import("node:http").IncomingHttpHeaders, body: string }} request
 * @param {Omit<import("./count-requests.js").Count, "passes">} rate
 * @returns {import("./refuse.js").Answer}
 */
export function respond(world, stored, { method, url, headers, body }, rate) {
  if (method === "OPTIONS") return [204, undefined];
  const { pathname } = new URL(url, "http://localhost");
  const create = CREATE.exec(pathname);
  const list = LIST.exec(pathname);
  const tokens = TOKENS.exec(pathname);

  const isRateLimit = RATE_LIMIT.test(pathname);
  if (!create && !list && !tokens && !isRateLimit)
    return refuse(404, `The local GitHub does not know ${method} ${pathname}. It knows ${ROUTES.join(", ")}.`);

  const token = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (!token) return refuse(401, "Requires authentication");
  if (tokens?.[1] && method === "POST") return issueToken(world, tokens[1], token);
  const permission = world.tokens[token];
  if (!permission) return refuse(401, "Bad credentials");
  if (isRateLimit && method === "GET") return [200, { resources: { core: rate }, rate }];

  const org = decodeURIComponent((create ?? list)?.[1] ?? "").toLowerCase();
  if (world.users.includes(org)) return refuse(404, "no artifacts found");
  if (!world.organizations[org] && !world.knowsAll) return refuse(404, "Not Found");
  if (permission === "none" || (create && permission === "read")) {
    const who = token.startsWith("ghs_") ? "integration" : "personal access token";
    return refuse(403, `Resource not accessible by ${who}`);
  }

  if (list && method === "GET") return listRecords(stored, org, decodeURIComponent(list[2] ?? ""));
  if (create && method === "POST") return createRecord(world, stored, org, body);
  return refuse(404, "Not Found");
}
