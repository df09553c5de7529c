// GitHub's storage-record endpoints on 127.0.0.1, in memory.
import { once } from "node:events";
import { createServer } from "node:http";
import { CONTROL, control } from "./control.js";
import { countRequests } from "./count-requests.js";
import { refuseBeyondLimit } from "./faults.js";
import { respond } from "./respond.js";
import { WORLD } from "./world.js";

export { FAULTS } from "./faults.js";
export { WORLD } from "./world.js";

/**
 * @typedef {object} LoggedRequest
 * @property {number} at When it came, in ms since 1970.
 * @property {string} method
 * @property {string} url
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {string} body
 * @property {number} [status] What it was answered with; missing where it was not.
 *
 * @typedef {object} State
 * @property {import("./create-record.js").StoredRecord[]} stored
 * @property {LoggedRequest[]} requests All that came, in this order.
 * @property {import("./faults.js").Fault[]} faults One for each of the requests to come.
 */

/**
 * @param {Partial<import("./world.js").World> & { port?: number, rateLimit?: import("./count-requests.js").RateLimit }} [options]
 */
export async function startLocalGitHub({ port = 0, rateLimit = {}, ...given } = {}) {
  const world = { ...WORLD, ...given };
  // Issued tokens are added.
  world.tokens = { ...world.tokens };
  /** @type {State} */
  const state = { stored: [], requests: [], faults: [] };
  const count = countRequests(rateLimit);
  let limit = { resetAt: 0, refusal: refuseBeyondLimit(403) };

  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const body = await read(request).catch(() => undefined);
    // The client is gone: GitHub ignores an incomplete request.
    if (body === undefined) return;
    if (!isWellFormed(url)) {
      response.writeHead(400).end();
      return;
    }
    if (CONTROL.test(url)) {
      const [status, data] = control(state, { method, url, body });
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(data));
      return;
    }
    /** @type {LoggedRequest} */
    const logged = { at: Date.now(), method, url, headers, body };
    if (method !== "OPTIONS") state.requests.push(logged);
    const counted = count();
    /** @type {import("./faults.js").Exchange} */
    const exchange = {
      request,
      response,
      handle: () => respond(world, state.stored, logged),
      send(status, data, more = {}) {
        logged.status = status;
        response.writeHead(status, {
          // As GitHub answers browsers.
          "access-control-allow-origin": "*",
          "access-control-allow-headers": "Authorization, Content-Type, X-GitHub-Api-Version, User-Agent",
          "access-control-allow-methods": "GET, POST",
          "content-type": "application/json; charset=utf-8",
          ...counted.headers,
          ...more,
        });
        response.end(status === 204 ? undefined : JSON.stringify(data));
      },
      limit(seconds, refusal) {
        limit = { resetAt: Date.now() + seconds * 1000, refusal };
        refusal(exchange, limit.resetAt);
      },
    };
    if (Date.now() < limit.resetAt) return limit.refusal(exchange, limit.resetAt);
    const fault = method === "OPTIONS" ? undefined : state.faults.shift();
    if (fault) return fault(exchange);
    if (!counted.passes) {
      return refuseBeyondLimit(403)(exchange, Number(counted.headers["x-ratelimit-reset"]) * 1000);
    }
    exchange.send(...exchange.handle());
  });
  // A thousand connections at once may wait for a busy machine: by default, 511 may.
  server.listen(port, "127.0.0.1", 4096);
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");

  return {
    ...state,
    url: `http://127.0.0.1:${address.port}`,
    server,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Whether it is a path whose escapes can be read. @param {string} url */
function isWellFormed(url) {
  try {
    return URL.canParse(url, "http://localhost") && decodeURIComponent(url) !== "";
  } catch {
    return false;
  }
}

/** @param {import("node:http").IncomingMessage} request */
async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
