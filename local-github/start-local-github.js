// GitHub's storage-record endpoints on 127.0.0.1, in memory.
import { once } from "node:events";
import { createServer } from "node:http";
import { CONTROL, control } from "./control.js";
import { countRequests } from "./count-requests.js";
import { refuseBeyondLimit } from "./faults.js";
import { drawFaults } from "./random-faults.js";
import { RATE_LIMIT, respond } from "./respond.js";
import { WORLD } from "./world.js";

export { FAULTS } from "./faults.js";
export { WORLD } from "./world.js";

/**
 * @typedef {object} LoggedRequest
 * @property {number} at When it came, in ms since 1970, by GitHub's clock.
 * @property {string} method
 * @property {string} url
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {string} body
 * @property {number} [status] What it was answered with; missing where it was not.
 * @property {number} [stored] The number of the record that it stored or changed.
 * @property {string} [fault] What befell it at random.
 * @property {true} [closed] Its answer is sent, or its connection has ended.
 *
 * @typedef {object} State
 * @property {import("./create-record.js").StoredRecord[]} stored
 * @property {LoggedRequest[]} requests All that came, in this order.
 * @property {import("./faults.js").Fault[]} faults One for each of the requests to come that count.
 * @property {ReturnType<typeof drawFaults>} [draw] Faults at random, for all requests that no other fault befalls.
 *
 * @typedef {object} Options
 * @property {number} [port]
 * @property {import("./count-requests.js").RateLimit} [rateLimit]
 * @property {import("./random-faults.js").Random} [random]
 */

/** @param {Partial<import("./world.js").World> & Options} [options] */
export async function startLocalGitHub({ port = 0, rateLimit = {}, random, ...given } = {}) {
  const world = { ...WORLD, ...given };
  // Issued tokens are added.
  world.tokens = { ...world.tokens };
  /** @type {State} */
  const state = { stored: [], requests: [], faults: [], ...(random && { draw: drawFaults(random) }) };
  const { now } = world;
  const count = countRequests(rateLimit, now);
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
    const logged = { at: now(), method, url, headers, body };
    if (method !== "OPTIONS") state.requests.push(logged);
    response.once("close", () => {
      logged.closed = true;
    });
    // It costs nothing, and no limit holds for it.
    const isFree = method === "OPTIONS" || RATE_LIMIT.test(url);
    const { passes, ...rate } = count(isFree ? 0 : 1);
    /** @type {import("./faults.js").Exchange} */
    const exchange = {
      request,
      response,
      stored: state.stored,
      now,
      handle() {
        const answer = respond(world, state.stored, logged, rate);
        const [, , stored] = answer;
        if (stored !== undefined) logged.stored = stored;
        return answer;
      },
      send(status, data, more = {}) {
        logged.status = status;
        response.writeHead(status, {
          // As GitHub answers browsers.
          "access-control-allow-origin": "*",
          "access-control-allow-headers": "Authorization, Content-Type, X-GitHub-Api-Version, User-Agent",
          "access-control-allow-methods": "GET, POST",
          "content-type": "application/json; charset=utf-8",
          date: new Date(now()).toUTCString(),
          "x-ratelimit-limit": rate.limit,
          "x-ratelimit-remaining": rate.remaining,
          "x-ratelimit-reset": rate.reset,
          "x-ratelimit-resource": "core",
          "x-ratelimit-used": rate.used,
          ...more,
        });
        response.end(typeof data === "string" ? data : JSON.stringify(data));
      },
      limit(seconds, refusal) {
        limit = { resetAt: now() + seconds * 1000, refusal };
        refusal(exchange, limit.resetAt);
      },
    };
    if (!isFree && now() < limit.resetAt) return limit.refusal(exchange, limit.resetAt);
    const fault = isFree ? undefined : state.faults.shift();
    if (fault) return fault(exchange);
    const drawn = method === "OPTIONS" ? undefined : state.draw?.(logged);
    if (drawn) {
      logged.fault = drawn.name;
      return drawn.answer(exchange);
    }
    if (!passes) return refuseBeyondLimit(403)(exchange, rate.reset * 1000);
    const [status, data] = exchange.handle();
    exchange.send(status, data);
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
    /** Lets requests fail at random from now on, or no more. @param {import("./random-faults.js").Random} [random] */
    failAtRandom(random) {
      state.draw = random && drawFaults(random);
    },
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
