/** A limit of GitHub's, as an answer tells it. */
export interface Limit {
  name: "rate limit" | "secondary rate limit";
  seconds: number;
}

/** As GitHub asks for where it does not say how long. */
export const FALLBACK_SECONDS = 60;

type Headers = Readonly<Record<string, unknown>>;

/**
 * Tells a limit from a permission, which have the same statuses.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function readLimit(error: unknown): Limit | undefined {
  const { status, response, message } = Object(error);
  if (status !== 403 && status !== 429) return undefined;
  const headers: Headers = Object(response?.headers);
  const after = headers["retry-after"];
  if (after === undefined && headers["x-ratelimit-remaining"] === "0") {
    return { name: "rate limit", seconds: readReset(headers) };
  }
  if (after !== undefined || status === 429 || /secondary rate/i.test(String(message))) {
    return { name: "secondary rate limit", seconds: readRetryAfter(headers) };
  }
  return undefined;
}

/** How many seconds after the answer the primary limit is reset; one more, for its clock knows whole seconds. */
export function readReset(headers: Headers): number {
  const seconds = Number(headers["x-ratelimit-reset"] ?? Number.NaN) - readDate(headers) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) + 1 : FALLBACK_SECONDS;
}

/** `Date.parse` takes nearly anything for a date: `1,5` is in 2001. */
const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;

/** `Retry-After` has seconds or a date, and GitHub's is not the only server that sends one. */
function readRetryAfter(headers: Headers): number {
  const given = String(headers["retry-after"]).trim();
  const until = HTTP_DATE.test(given) ? Date.parse(given) : Number.NaN;
  const seconds = /^[+-]?[\d.]+$/.test(given) ? Number(given) : (until - readDate(headers)) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : FALLBACK_SECONDS;
}

/** When an answer was given, by the clock of whoever gave it: in ms since 1970, or NaN. This machine's may be wrong. */
export const readDate = (headers: Headers): number => Date.parse(String(headers.date));
