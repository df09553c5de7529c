import type { EndpointDefaults, ResponseHeaders } from "@octokit/types";
import type { Endpoint } from "./derive-endpoints.ts";

/** What is read of a RequestError, which every version of Octokit has a class of its own for. */
interface Refused extends Error {
  status: number;
  response: { headers: ResponseHeaders; data: { message: string } };
  hint?: string;
}

/** Without a response nothing was refused; without GitHub's message in it, it was not GitHub that refused. */
function isRefused(error: unknown): error is Refused {
  const { response } = Object(error);
  return error instanceof Error && typeof response?.data?.message === "string" && !("hint" in error);
}

/** Adds the likely causes, as far as the map knows them and the call leaves them open, to the host's own error. */
export function explainRefusal(
  { refusals, documentation }: Endpoint,
  error: unknown,
  options: EndpointDefaults,
  show: (value: unknown) => string,
): void {
  if (!isRefused(error)) return;
  const { headers, data } = error.response;
  const refusal = refusals.find(
    ({ status, says, header, baseUrl }) =>
      status.includes(error.status) &&
      (!says || says.test(data.message)) &&
      (!header || headers[header[0]] === header[1]) &&
      (!baseUrl || baseUrl.test(options.baseUrl)),
  );
  if (!refusal) return;
  const causes = refusal.causes.flatMap((cause) => {
    if (typeof cause === "string") return cause;
    const [parameter, text] = cause;
    const given = options[parameter.replace("!", "")] !== undefined;
    return given === parameter.startsWith("!") ? [] : text;
  });
  const list = causes.length > 1 ? causes.map((cause, index) => `\n${index + 1}. ${cause}`).join("") : ` ${causes}`;
  const hint =
    `${causes.length > 1 ? "Likely causes, most likely first:" : "Likely cause:"}${list}\nSee ${documentation}`.replace(
      /\{(\w+)\}/g,
      (_, name) => (name === "retry" ? whenToRetry(headers) : show(options[name])),
    );
  error.message += `\n${hint}`;
  error.hint = hint;
}

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
function whenToRetry(headers: ResponseHeaders): string {
  const after = headers["retry-after"];
  if (after) return `in ${after} seconds`;
  const reset = Number(headers["x-ratelimit-reset"]);
  return headers["x-ratelimit-remaining"] === "0" && reset
    ? `after ${new Date(reset * 1000).toISOString()}`
    : "in a minute or later";
}
