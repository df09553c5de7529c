/** A limit of GitHub's that refused a request. */
export interface Limit {
  name: string;
  seconds: number;
}

/** As GitHub asks for where it does not say how long. */
const FALLBACK_SECONDS = 60;

/**
 * Tells a limit from a permission, which have the same statuses.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function readLimit(error: unknown): Limit | undefined {
  const { status, response, message } = Object(error);
  if (status !== 403 && status !== 429) return undefined;
  const headers = response?.headers ?? {};
  const seconds = Number(headers["retry-after"]) || undefined;
  if (headers["x-ratelimit-remaining"] === "0" && !seconds) return { name: "rate limit", seconds: readReset(headers) };
  const isSecondary = seconds !== undefined || /secondary rate/i.test(String(message));
  if (isSecondary || status === 429) return { name: "secondary rate limit", seconds: seconds ?? FALLBACK_SECONDS };
  return undefined;
}

/** How many seconds until a primary limit is reset; one more, for clocks differ. */
export function readReset(headers: Record<string, unknown>): number {
  const reset = Number(headers["x-ratelimit-reset"]);
  return reset ? Math.max(0, Math.ceil(reset - Date.now() / 1000)) + 1 : FALLBACK_SECONDS;
}
