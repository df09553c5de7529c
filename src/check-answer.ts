import type { OctokitResponse } from "@octokit/types";
import type { Row } from "./row.ts";
import { showBody } from "./show-value.ts";
import { UnexpectedResponseError } from "./unexpected-response-error.ts";

/**
 * Throws if a response does not say that the request succeeded. A response without a URL did not come from a server,
 * but from a hook or a stub of `fetch`: it is the user's own, and passes.
 *
 * @param isParsed Whether Octokit read the body. If it was told not to, only a missing body can be noticed.
 */
export function checkAnswer(
  method: string,
  { answer }: Row,
  response: OctokitResponse<unknown>,
  isParsed: boolean,
  auth: unknown,
): void {
  if (!response?.url) return;
  const { status, data } = response;
  if (!isParsed && status !== 204 && status !== 205) return;

  const held: Record<string, unknown> = Object(data);
  const isAnswer = Object.entries(answer.anyOf).some(([name, type]) => isOfType(type, held[name]));
  if (isAnswer && !(answer.none && held.total_count === 0)) return;

  const expected = Object.keys(answer.anyOf)
    .map((name) => `\`${name}\``)
    .join(" or ");
  const reason = isAnswer
    ? answer.none
    : `the response has no ${expected}, unlike GitHub's. It was cut off, redirected, or changed by a proxy or one of your hooks. ${answer.otherwise}`;
  throw new UnexpectedResponseError(method, response, `${reason}\n${describeResponse(response, auth)}`);
}

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

/** A hook may respond with something that JSON cannot hold. */
function toJson(data: unknown): string {
  try {
    return JSON.stringify(data) ?? "";
  } catch {
    return Object.prototype.toString.call(data);
  }
}
