import type { Endpoint } from "./endpoint.ts";
import type { Options } from "./options.ts";

/** A call for a page: what to send, the parameters in the first page's URL, and all options of that page. */
export interface Page {
  sent: Record<string, unknown>;
  parameters: Options;
  described: Options;
}

/**
 * Recognizes the calls by which `octokit.paginate(method, parameters)` follows the pages of an answer. It asks
 * `method.endpoint(parameters)` for the first page's URL, and calls the method with that, and then with those of GitHub's
 * `next` links, without the parameters
 * (https://github.com/octokit/plugin-paginate-rest.js/blob/main/src/iterator.ts):
 *
 *     paginate(list, { org: "o", subject_digest: "sha256:…" })
 *     → list({ method: "GET", url: "https://api.github.com/orgs/o/artifacts/sha256:…?page=2", headers })
 *
 * These headers are the object that `.endpoint` returned; nobody's record has it, so that no other call can name a URL.
 */
export function recognizePages(endpoint: Endpoint) {
  const describedOptions = new WeakMap<object, Options>();

  const describe = (route?: unknown, parameters?: unknown) => {
    const description = endpoint(route, parameters);
    describedOptions.set(description.headers, endpoint.merge(route, parameters));
    return description;
  };

  return {
    endpoint: Object.assign(describe, endpoint),
    findPage(options: Options, url: string): Page | undefined {
      const { headers } = options;
      const described = describedOptions.get(Object(headers));
      if (!described) return undefined;
      const page = findUrlBelow(described.baseUrl, options.url);
      if (page === undefined) return undefined;
      const inUrl = Object.entries(described).filter(([name]) => url.includes(`{${name}}`));
      return {
        // Octokit calls for a page without the options of the call, which say, for one, when to abort.
        sent: { headers, request: described.request, baseUrl: described.baseUrl, url: page },
        parameters: Object.fromEntries(inUrl),
        described: { ...described, method: options.method },
      };
    },
  };
}

/** A URL if it is below a base URL, in a form that Octokit takes for no template: `?page=a:b` → `?page=a%3Ab` */
function findUrlBelow(baseUrl: unknown, url: unknown): string | undefined {
  try {
    const base = new URL(`${baseUrl}`.replace(/\/*$/, "/"));
    const { origin, pathname, search } = new URL(`${url}`);
    if (origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
    return origin + (pathname + search).replace(/[{}]|:(?=[a-z])/g, encodeURIComponent);
  } catch {
    // One of them is not a URL.
  }
  return undefined;
}
