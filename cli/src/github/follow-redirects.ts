import type { Fetch } from "./choose-fetch.ts";

/** A POST was redirected in a way that says nothing of what was done with it. */
export class Redirected extends Error {
  override readonly name = "Redirected";
}

const SAME_METHOD = [307, 308];
const REDIRECTS = [301, 302, 303, ...SAME_METHOD];
const MOST_HOPS = 20;

/**
 * Follows a POST's redirects itself: `fetch` would go on with a GET after 301, 302 and 303, whose answer says nothing of what
 * was to be stored. 307 and 308, which GitHub answers for an organization with a new name, keep the method; they are followed
 * within the same origin, for the token goes along.
 */
export const followRedirects =
  (fetch: Fetch): Fetch =>
  async (given, init) => {
    if (init?.method !== "POST") return fetch(given, init);
    let url = given;
    for (let hop = 0; ; hop += 1) {
      const response = await fetch(url, { ...init, redirect: "manual" });
      if (!REDIRECTS.includes(response.status)) return response;
      await response.body?.cancel();
      const location = response.headers.get("location");
      const target = location && URL.canParse(location, url) ? new URL(location, url) : undefined;
      const isSafe = target !== undefined && target.origin === new URL(url).origin && target.username === "";
      if (!SAME_METHOD.includes(response.status) || !isSafe || hop === MOST_HOPS) {
        const where = target ? ` to ${target.origin}` : "";
        throw new Redirected(`The answer was a redirect (${response.status})${where}, which a POST does not follow.`);
      }
      url = target.href;
    }
  };
