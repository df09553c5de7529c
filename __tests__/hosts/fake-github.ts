import { calls } from "./calls.ts";

/** A request as it went out. */
export interface Sent {
  method: string;
  url: string;
  authorization: string | null;
  body: unknown;
}

/** A `fetch` that lists in `sent` what it is given, and answers as GitHub does: with a 404 what it does not know. */
export function fakeGitHub(sent: Sent[]) {
  return async (url: string, { method = "GET", headers, body }: RequestInit): Promise<Response> => {
    sent.push({
      method,
      url,
      authorization: new Headers(headers).get("authorization"),
      body: typeof body === "string" ? JSON.parse(body) : body,
    });
    const call = Object.values(calls).find(({ method: own, path }) => own === method && url.endsWith(path));
    const response = call ? Response.json(call.answer) : Response.json({ message: "Not Found" }, { status: 404 });
    // Its own is empty, for it was not fetched; @octokit/plugin-paginate-rest reads it since 14.0.0.
    return Object.defineProperty(response, "url", { value: url });
  };
}
