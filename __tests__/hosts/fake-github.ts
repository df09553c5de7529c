import { calls } from "./calls.ts";

/** A request as it went out. */
export interface Sent {
  method: string;
  url: string;
  authorization: string | null;
  body: unknown;
}

/** What is answered to one request. */
export interface Answer {
  method: string;
  url: string;
  answer: object;
  headers?: Record<string, string>;
}

/** A `fetch` that lists in `sent` what it is given, and answers as GitHub does: with a 404 what it does not know. */
export function fakeGitHub(sent: Sent[], answers: Answer[] = []) {
  return async (url: string, { method = "GET", headers, body, signal }: RequestInit): Promise<Response> => {
    signal?.throwIfAborted();
    sent.push({
      method,
      url,
      authorization: new Headers(headers).get("authorization"),
      body: typeof body === "string" ? JSON.parse(body) : body,
    });
    const call =
      answers.find((answer) => answer.method === method && answer.url === url) ??
      Object.values(calls).find(({ method: own, path }) => own === method && url.endsWith(path));
    const response = call
      ? Response.json(call.answer, { headers: "headers" in call ? call.headers : {} })
      : Response.json({ message: "Not Found" }, { status: 404 });
    // Its own is empty, for it was not fetched; @octokit/plugin-paginate-rest reads it since 14.0.0.
    return Object.defineProperty(response, "url", { value: url });
  };
}
