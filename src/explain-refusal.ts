import type { EndpointDefaults, ResponseHeaders } from "@octokit/types";
import type { Endpoint } from "./derive-endpoint.ts";

/** What is read of a RequestError, which every version of Octokit has a class of its own for. */
interface Refused extends Error {
  status: number;
  response: { headers?: ResponseHeaders | null; data: { message: string } };
  hint?: string;
}

/** Adds to the host's own error the likely causes, as far as the map knows them and the call leaves them open. */
export function explainRefusal(
  { parameters, refusals, documentation }: Endpoint,
  error: unknown,
  options: EndpointDefaults,
  show: (value: unknown) => string,
): void {
  // Without a response nothing was refused, and without GitHub's message in it, it was not GitHub that refused.
  const isRefused = (thrown: unknown): thrown is Refused =>
    thrown instanceof Error && typeof Object(thrown).response?.data?.message === "string" && !("hint" in thrown);
  if (!isRefused(error)) return;
  const { data } = error.response;
  const headers = error.response.headers ?? {};
  const given = parameters.flatMap(({ name }) => (options[name] === undefined ? [] : name));
  const answer = [error.status, headers["x-ratelimit-remaining"], options.baseUrl, given, data.message].join(" ");
  const refusal = refusals.find(([pattern]) => pattern.test(answer));
  if (!refusal) return;
  const [, ...causes] = refusal;
  const text = [`Likely${causes.length > 1 ? ", in this order" : ""}:`, ...causes].join("\n- ");
  const hint = `${text}\n${documentation}`.replace(/{(\w+)}/g, (_, name) =>
    name === "retry" ? whenToRetry(headers) : show(options[name]),
  );
  // An error that cannot be written to is better unexplained than replaced.
  if (Object.isExtensible(error) && Reflect.set(error, "message", `${error.message}\n${hint}`)) error.hint = hint;
}

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
function whenToRetry(headers: ResponseHeaders): string {
  // A date is allowed there, too; GitHub sends seconds.
  if (/^\d+$/.test(`${headers["retry-after"]}`)) return `in ${headers["retry-after"]} seconds`;
  const reset = headers["x-ratelimit-remaining"] === "0" ? Number(headers["x-ratelimit-reset"]) : 0;
  // In seconds, up to the year 2286: a Date takes no number that is far beyond.
  return reset > 0 && reset < 1e10 ? `after ${new Date(reset * 1000).toISOString()}` : "in a minute or more";
}
