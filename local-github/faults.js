// What can go wrong between a client and GitHub. Each of the local GitHub's `faults` answers one request in its place.

/**
 * @typedef {object} Exchange A request, and GitHub's part in it.
 * @property {import("node:http").IncomingMessage} request
 * @property {import("node:http").ServerResponse} response
 * @property {() => import("./refuse.js").Answer} handle Does what is asked, and returns the answer unsent.
 * @property {import("./create-record.js").StoredRecord[]} stored
 * @property {() => number} now GitHub's clock.
 * @property {(status: number, data: unknown, headers?: Record<string, string>) => void} send Text is sent as it is.
 * @property {(seconds: number, refusal: Refusal) => void} limit Refuses this and all requests for that long.
 *
 * @typedef {(exchange: Exchange) => void} Fault Answers in GitHub's place, or does not.
 * @typedef {(exchange: Exchange, resetAt: number) => void} Refusal Answers while a limit holds, until that time in ms.
 */

const LIMITS = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
const PRIMARY = "API rate limit exceeded for installation ID 1.";

/** GitHub's other refusals, with any status. @param {{ status: number, message: string }} options @returns {Fault} */
const refusal =
  ({ status, message }) =>
  ({ send }) =>
    send(status, { message, status: String(status) });

/** No fault: lets a request pass, so that a later one fails. @returns {Fault} */
const none =
  () =>
  ({ handle, send }) => {
    const [status, data] = handle();
    send(status, data);
  };

/**
 * A secondary limit, which holds for all requests until its time is up.
 *
 * @param {{ status?: 403 | 429, seconds?: number, retryAfter?: boolean }} [options] `retryAfter`: whether to say so.
 * @returns {Fault}
 */
const secondaryLimit =
  ({ status = 403, seconds = 1, retryAfter = true } = {}) =>
  ({ limit }) =>
    limit(seconds, ({ send, now }, resetAt) =>
      send(
        status,
        { message: SECONDARY, documentation_url: LIMITS },
        retryAfter ? { "retry-after": String(Math.ceil((resetAt - now()) / 1000)) } : {},
      ),
    );

/**
 * The primary limit is used up, and holds until it is reset.
 *
 * @param {{ status?: 403 | 429, seconds?: number }} [options]
 * @returns {Fault}
 */
const primaryLimit =
  ({ status = 403, seconds = 1 } = {}) =>
  ({ limit }) =>
    limit(seconds, refuseBeyondLimit(status));

/** @param {403 | 429} status @returns {Refusal} */
export const refuseBeyondLimit =
  (status) =>
  ({ send }, resetAt) =>
    send(
      status,
      { message: PRIMARY, documentation_url: LIMITS },
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)) },
    );

/** A 5xx, before the record is stored or after. @param {{ status?: number, stored?: boolean }} [options] @returns {Fault} */
const serverError =
  ({ status = 502, stored = false } = {}) =>
  ({ handle, send }) => {
    if (stored) handle();
    send(status, { message: "Server Error" });
  };

/** The connection is cut, before the record is stored or after. @param {{ stored?: boolean }} [options] @returns {Fault} */
const cut =
  ({ stored = false } = {}) =>
  ({ request, handle }) => {
    if (stored) handle();
    request.socket.destroy();
  };

/** The record is stored, and the connection ends within the answer. @returns {Fault} */
const cutAnswer =
  () =>
  ({ request, response, handle, now }) => {
    const [status, data] = handle();
    const body = JSON.stringify(data);
    response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      date: new Date(now()).toUTCString(),
    });
    response.write(body.slice(0, body.length / 2), () => request.socket.end());
  };

/** The answer takes its time. @param {{ ms?: number }} [options] @returns {Fault} */
const slow =
  ({ ms = 1000 } = {}) =>
  ({ handle, send }) => {
    const [status, data] = handle();
    setTimeout(() => send(status, data), ms);
  };

/** No answer at all. @param {{ stored?: boolean }} [options] @returns {Fault} */
const silence =
  ({ stored = false } = {}) =>
  ({ handle }) => {
    if (stored) handle();
  };

/** A redirection, before the record is stored or after. @param {{ status?: number, to?: string, stored?: boolean }} [options] `to`: a path; by default the same again. @returns {Fault} */
const redirect =
  ({ status = 302, to, stored = false } = {}) =>
  ({ request, handle, send }) => {
    if (stored) handle();
    send(status, { message: "Moved", url: to ?? request.url }, { location: to ?? request.url ?? "/" });
  };

const PAGE = "<!doctype html><title>Log in</title><h1>Log in to the network</h1>";

/** A page with 200, as captive portals have it, before the record is stored or after. @param {{ stored?: boolean }} [options] @returns {Fault} */
const html =
  ({ stored = false } = {}) =>
  ({ handle, send }) => {
    if (stored) handle();
    send(200, PAGE, { "content-type": "text/html; charset=utf-8" });
  };

/** 200 without a body, before the record is stored or after. @param {{ stored?: boolean }} [options] @returns {Fault} */
const empty =
  ({ stored = false } = {}) =>
  ({ handle, send }) => {
    if (stored) handle();
    send(200, undefined);
  };

/** 200, and nothing is stored. @returns {Fault} */
const zero =
  () =>
  ({ send }) =>
    send(200, { total_count: 0, storage_records: [] });

/**
 * The record is stored, but a URL of it is written otherwise.
 *
 * @param {{ member?: "artifact_url" | "registry_url", to?: string, answered?: boolean }} [options] `answered`: or else it is a 502.
 * @returns {Fault}
 */
const rewrite =
  ({ member = "registry_url", to = "https://rewritten.example.com/", answered = true } = {}) =>
  ({ handle, stored, send }) => {
    const [status, data, id] = handle();
    const record = stored.find((one) => one.record.id === id)?.record;
    if (record) record[member] = to;
    if (answered) send(status, data);
    else send(502, { message: "Server Error" });
  };

export const FAULTS = {
  none,
  refusal,
  secondaryLimit,
  primaryLimit,
  serverError,
  cut,
  cutAnswer,
  slow,
  silence,
  redirect,
  html,
  empty,
  zero,
  rewrite,
};
