// GitHub's storage-record endpoints on 127.0.0.1, in memory. Bodies are validated against GitHub's own OpenAPI
// description, not with the plugin's rules, so that the two can disagree.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const DOCUMENTATION = "https://docs.github.com/rest/orgs/artifact-metadata";
const RATE_LIMIT = 5000;

const { operations } = JSON.parse(readFileSync(new URL("../__tests__/fixtures/openapi.json", import.meta.url), "utf8"));
const schema = operations["orgs.createArtifactStorageRecord"].requestBody.content["application/json"].schema;
// Described as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is none.
delete schema.properties.path.format;
const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** @param {unknown} body */
const invalid = (body) =>
  validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim());

/**
 * @typedef {object} World What this GitHub knows.
 * @property {Record<string, "write" | "read" | "none">} tokens Tokens and their permission "Artifact metadata".
 * @property {Record<string, string[]>} organizations Organizations and their repositories.
 * @property {string[]} users User accounts, which have no records.
 * @property {Record<string, string>} attestations Attested digests and their repositories, as `owner/name`.
 */

/** @type {World} */
export const WORLD = {
  tokens: { "local-token": "write", "reading-token": "read", "powerless-token": "none" },
  organizations: { "octo-org": ["libfoo", "hello-world"], "other-org": ["secret"] },
  users: ["octocat"],
  attestations: { [`sha256:${"a77e57ed".repeat(8)}`]: "octo-org/libfoo" },
};

/**
 * @typedef {object} Exchange A request, and GitHub's part in it.
 * @property {import("node:http").IncomingMessage} request
 * @property {import("node:http").ServerResponse} response
 * @property {() => [status: number, data: unknown]} handle Does what is asked, and tells the answer without sending it.
 * @property {(status: number, data: unknown, headers?: Record<string, string>) => void} send
 *
 * @typedef {(exchange: Exchange) => void} Fault Answers in GitHub's place, or does not.
 */

/**
 * @param {Partial<World> & { port?: number }} [options]
 */
export async function startLocalGitHub({ port = 0, ...given } = {}) {
  const world = { ...WORLD, ...given };
  /** @type {{ org: string, record: Record<string, unknown> }[]} */
  const stored = [];
  /** @type {{ method: string, url: string, headers: import("node:http").IncomingHttpHeaders, body: string }[]} */
  const requests = [];
  /** @type {Fault[]} One for each of the requests to come. */
  const faults = [];
  let remaining = RATE_LIMIT;

  const server = createServer(async (request, response) => {
    const body = await read(request);
    const { method = "", url = "", headers } = request;
    if (method !== "OPTIONS") requests.push({ method, url, headers, body });
    const handle = () => respond(world, stored, { method, url, headers, body });
    /** @type {Exchange["send"]} */
    const send = (status, data, more = {}) => {
      remaining = Math.max(0, remaining - 1);
      response.writeHead(status, {
        // As GitHub answers browsers.
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "Authorization, Content-Type, X-GitHub-Api-Version, User-Agent",
        "access-control-allow-methods": "GET, POST",
        "content-type": "application/json; charset=utf-8",
        "x-ratelimit-limit": RATE_LIMIT,
        "x-ratelimit-remaining": remaining,
        "x-ratelimit-reset": Math.ceil(Date.now() / 1000) + 3600,
        "x-ratelimit-resource": "core",
        "x-ratelimit-used": RATE_LIMIT - remaining,
        ...more,
      });
      response.end(status === 204 ? undefined : JSON.stringify(data));
    };
    const fault = method === "OPTIONS" ? undefined : faults.shift();
    if (fault) fault({ request, response, handle, send });
    else send(...handle());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    stored,
    requests,
    faults,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** @param {import("node:http").IncomingMessage} request */
async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * @param {World} world
 * @param {{ org: string, record: Record<string, unknown> }[]} stored
 * @param {{ method: string, url: string, headers: import("node:http").IncomingHttpHeaders, body: string }} request
 * @returns {[status: number, data: unknown]}
 */
function respond(world, stored, { method, url, headers, body }) {
  if (method === "OPTIONS") return [204, undefined];
  const { pathname } = new URL(url, "http://localhost");
  const create = /^\/orgs\/([^/]+)\/artifacts\/metadata\/storage-record$/.exec(pathname);
  const list = /^\/orgs\/([^/]+)\/artifacts\/([^/]+)\/metadata\/storage-records$/.exec(pathname);
  const refuse = (/** @type {number} */ status, /** @type {string} */ message, /** @type {unknown[]} */ ...errors) =>
    /** @type {[number, unknown]} */ ([
      status,
      { message, ...(errors.length && { errors }), documentation_url: DOCUMENTATION, status: String(status) },
    ]);

  const token = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (!token) return refuse(401, "Requires authentication");
  const permission = world.tokens[token];
  if (!permission) return refuse(401, "Bad credentials");

  const org = decodeURIComponent((create ?? list)?.[1] ?? "").toLowerCase();
  if (world.users.includes(org)) return refuse(404, "no artifacts found");
  const repositories = world.organizations[org];
  if (!repositories) return refuse(404, "Not Found");
  if (permission === "none" || (create && permission === "read")) {
    return refuse(403, "Resource not accessible by personal access token");
  }

  if (list && method === "GET") {
    const digest = decodeURIComponent(list[2] ?? "");
    const records = stored.filter((one) => one.org === org && one.record.digest === digest).map(({ record }) => record);
    return [200, { total_count: records.length, storage_records: records }];
  }
  if (!create || method !== "POST") return refuse(404, "Not Found");

  let given;
  try {
    given = JSON.parse(body);
  } catch {
    return refuse(400, "Problems parsing JSON");
  }
  const errors = invalid(given);
  if (errors.length) return refuse(422, "Invalid request.", ...errors);
  const attested = world.attestations[given.digest]?.split("/");
  const [owner, repository] = attested ?? [org, given.github_repository];
  if (owner !== org || !repositories.includes(repository)) return refuse(404, "no artifacts found");

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
