import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";

/** `fetch`, as Octokit calls it. */
export type Fetch = (url: string, init?: Request) => Promise<Response>;

interface Request {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  redirect?: "follow" | "manual";
  signal?: AbortSignal;
}

interface Fetching extends AsyncDisposable {
  fetch: Fetch;
}

/** Node's `fetch` ignores proxies; undici's does not, and is loaded if one is set. */
export async function chooseFetch({
  env,
  fetch = globalThis.fetch,
}: Pick<Runtime, "env" | "fetch">): Promise<Fetching> {
  const { httpsProxy, httpProxy } = readProxies(env);
  if (!httpsProxy && !httpProxy) return { fetch, async [Symbol.asyncDispose]() {} };
  // A bundle gives a CommonJS module's exports as `default` alone; so does Node.
  const { default: undici } = await import("undici");
  const dispatcher = new undici.EnvHttpProxyAgent({
    // Empty, so that it does not look into the environment itself.
    httpProxy: httpProxy ?? "",
    httpsProxy: httpsProxy ?? httpProxy ?? "",
    noProxy: env.no_proxy ?? env.NO_PROXY ?? "",
  });
  return {
    fetch: (url, init) => undici.fetch(url, { ...init, dispatcher }),
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

/** What is wrong with them is known before anything is read or sent. */
export const readProxies = (env: Runtime["env"]) => ({
  httpsProxy: readProxy("HTTPS_PROXY", env),
  httpProxy: readProxy("HTTP_PROXY", env),
});

/** `host:3128` is taken as `http://host:3128`, as `gh` and `curl` do. The value is not shown: a password may stand in it. */
function readProxy(name: "HTTPS_PROXY" | "HTTP_PROXY", env: Runtime["env"]): string | undefined {
  const lower = name.toLowerCase();
  const source = env[lower] ? lower : name;
  const given = env[source]?.trim();
  if (!given) return undefined;
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  if (!URL.canParse(url))
    throw wrongUsage(`${source} is not a URL. Set it to one such as http://proxy.example.com:3128.`);
  if (!/^https?:$/.test(new URL(url).protocol)) {
    throw wrongUsage(
      `${source} must be an HTTP proxy, such as http://proxy.example.com:3128; others are not supported.`,
    );
  }
  return url;
}
