import type { OctokitResponse } from "@octokit/types";
import type { Options } from "./options.ts";
import type { Row } from "./row.ts";
import { showBody, showValue } from "./show-value.ts";
import { UnexpectedResponseError } from "./unexpected-response-error.ts";

/** What is read of the call that was answered. */
interface Call {
  parameters: Options;
  /** Whether Octokit read the body. If it was told not to, only a missing body can be noticed. */
  isParsed: boolean;
}

/**
 * Throws if a response does not say that the request succeeded. A response without a URL did not come from a server,
 * but from a hook or a stub of `fetch`: it is the user's own, and passes.
 */
export function checkAnswer(
  method: string,
  row: Row,
  { parameters, isParsed }: Call,
  response: OctokitResponse<unknown>,
  auth: unknown,
): void {
  if (!response?.url) return;
  const { status, data } = response;
  if (!isParsed && status !== 204 && status !== 205) return;
  const reason = findReason(row, parameters, response.url, Object(data), auth);
  if (reason) throw new UnexpectedResponseError(method, response, `${reason}\n${describeResponse(response, auth)}`);
}

/** Why an answer is no success; `undefined` if it is one. */
function findReason(
  { route, answer }: Row,
  parameters: Options,
  url: string,
  held: Record<string, unknown>,
  auth: unknown,
): string | undefined {
  const { anyOf, repeats, none, otherwise } = answer;
  if (!Object.entries(anyOf).some(([name, type]) => isOfType(type, held[name]))) {
    const expected = Object.keys(anyOf).map((name) => `\`${name}\``);
    return `the response has no ${expected.join(" or ")}, unlike GitHub's. It was cut off, redirected, or changed by a proxy or one of your hooks. ${otherwise}`;
  }
  if (repeats && !isFrom(route, url) && !isRepeated(repeats, parameters, held)) {
    return `the response came from another address, ${showValue(url, auth)}, and none of its records has the \`${repeats}\` that was sent. The request was redirected, or its URL was changed. ${otherwise}`;
  }
  if (held.total_count !== 0) return undefined;
  return none?.find(({ given }) => given === undefined || parameters[given] !== undefined)?.text;
}

/**
 * Whether a URL has the path of a route, as far as that is certain: its end. The beginning may differ by a base URL, and
 * by GitHub's own redirect after an organization was renamed, which repeats the request:
 * `POST /orgs/{org}/artifacts/metadata/storage-record` → `…/organizations/1/artifacts/metadata/storage-record`
 */
const isFrom = (route: string, url: string) =>
  url.replace(/[?#].*/s, "").endsWith(route.slice(route.lastIndexOf("}") + 1));

/** `fetch` follows some redirects of a POST with a GET, which stores nothing, and whose answer may have a count, too. */
const isRepeated = (name: string, parameters: Options, { storage_records }: Record<string, unknown>) =>
  Array.isArray(storage_records) && storage_records.some((record) => Object(record)[name] === parameters[name]);

const isOfType = (type: "number" | "array", value: unknown) =>
  type === "array" ? Array.isArray(value) : typeof value === "number";

/** Such as `Received: status 200, content type "text/html", body starting with "<html>…".` */
function describeResponse({ status, headers, data }: OctokitResponse<unknown>, auth: unknown): string {
  const given = headers?.["content-type"];
  const type = given === undefined ? "no content type" : `content type ${showBody(given, auth)}`;
  const body = typeof data === "string" ? data : toJson(data);
  const beginning = body ? `, body starting with ${showBody(body, auth)}` : ", no body";
  return `Received: status ${status}, ${type}${beginning}.`;
}

/** A hook may respond with something that JSON cannot hold; BigInts, as which Octokit reads large numbers, are shown. */
function toJson(data: unknown): string {
  try {
    return JSON.stringify(data, (_key, value) => (typeof value === "bigint" ? `${value}` : value)) ?? "";
  } catch {
    return Object.prototype.toString.call(data);
  }
}
