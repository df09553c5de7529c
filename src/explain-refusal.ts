import type { ResponseHeaders } from "@octokit/types";
import type { Options } from "./options.ts";
import { TOKEN_REQUESTS } from "./refusals.ts";
import type { Refusal, Row } from "./row.ts";
import { showValue } from "./show-value.ts";

/** What is read of a RequestError. Every version of Octokit has its own class for it, and may be of another realm. */
interface RefusedRequest {
  message: string;
  status: number;
  request?: { url?: string };
  response: { headers?: ResponseHeaders | null; data: { message?: string; error_description?: string } };
}

/**
 * Adds the likely causes to Octokit's own error, if they are known: to its message, and as `hint`, which is not
 * enumerable, so that printing the error shows them once. An error that cannot be read or written to stays as it is: an
 * unexplained error is better than a replaced one.
 */
export function explainRefusal(row: Row, error: unknown, options: Options, auth: unknown): void {
  try {
    if (!isRefusedRequest(error) || "hint" in error) return;
    const hint = findHint(row, error, options, auth);
    if (hint === undefined) return;
    Object.defineProperty(error, "hint", { value: hint, writable: true, configurable: true });
    error.message = `${error.message}\n${hint}`;
  } catch {
    // As said above.
  }
}

/** Throws if there is no response: nothing was refused. If it has no message, it was not GitHub that refused. */
const isRefusedRequest = (error: unknown): error is RefusedRequest =>
  typeof Object(error).message === "string" && typeof readMessage(Object(error)) === "string";

/** GitHub's pages for signing in have another name for it. */
const readMessage = ({ response: { data } }: RefusedRequest) => data.message ?? data.error_description;

function findHint(row: Row, error: RefusedRequest, options: Options, auth: unknown): string | undefined {
  const headers = error.response.headers ?? {};
  const message = `${readMessage(error)}`;
  const path = `${error.request?.url}`.replace(/[?#].*/s, "");
  const tokenRequest = TOKEN_REQUESTS.find(({ url }) => url.test(path));
  const { refusals, documentation } = tokenRequest ?? row;
  const subject = tokenRequest ? "GitHub issued no token for this call. " : "";
  for (const refusal of refusals()) {
    if (!fits(refusal, error.status, headers, message, options)) continue;
    const { groups } = Object(refusal.message?.exec(message));
    const values = { ...options, ...groups };
    const fillIn = (_placeholder: string, name: string) =>
      name === "retry" ? sayWhenToRetry(headers) : showValue(values[name], auth);
    const causes = refusal.causes.map((cause) => `- ${cause.replace(/{(\w+)}/g, fillIn)}`);
    const intro = causes.length > 1 ? "Likely causes, most likely first:" : "Likely cause:";
    return [subject + intro, ...causes, documentation].join("\n");
  }
  return undefined;
}

function fits(refusal: Refusal, status: number, headers: ResponseHeaders, message: string, options: Options): boolean {
  return (
    refusal.status.includes(status) &&
    (refusal.remaining === undefined || headers["x-ratelimit-remaining"] === refusal.remaining) &&
    (refusal.message === undefined || refusal.message.test(message)) &&
    (refusal.baseUrl === undefined || refusal.baseUrl.test(`${options.baseUrl}`)) &&
    (refusal.given === undefined || options[refusal.given] !== undefined)
  );
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function sayWhenToRetry(headers: ResponseHeaders): string {
  const after = `${headers["retry-after"]}`;
  if (/^\d{1,9}(\.\d+)?$/.test(after)) {
    const seconds = Math.ceil(Number(after));
    return `in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  }
  // GitHub sends seconds; a proxy may send a date.
  const date = HTTP_DATE.test(after) ? Date.parse(after) : 0;
  if (date > 0) return `after ${new Date(date).toISOString()}`;
  const reset = headers["x-ratelimit-remaining"] === "0" ? Number(headers["x-ratelimit-reset"]) : 0;
  // In seconds, up to the year 2286: a Date takes no number that is far beyond.
  return reset > 0 && reset < 1e10 ? `after ${new Date(reset * 1000).toISOString()}` : "in a minute or more";
}

/** `Wed, 21 Oct 2026 07:28:00 GMT` */
const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;
