import { calls } from "./calls.ts";
import { fakeGitHub, type Sent } from "./fake-github.ts";
import type { Host, Method, Octokit, Plugin } from "./hosts.ts";

interface Given {
  auth?: string;
  baseUrl?: string;
  /** Plugins that are loaded after all others. */
  later?: Plugin[];
}

const ignore = () => {};
/** Some hosts log every request, and refused ones as errors. */
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** An instance of a host with plugins, and what it sends. */
export function open(host: Host, plugins: Plugin[], { later, ...options }: Given = {}) {
  const sent: Sent[] = [];
  const octokit = host.create(
    { auth: "secret", log, request: { fetch: fakeGitHub(sent) }, ...options },
    plugins,
    later,
  );
  return { octokit, sent };
}

/** `orgs.get` of an instance */
export function methodOf({ rest }: Octokit, name: string): Method {
  const [scope = "", method = ""] = name.split(".");
  return Reflect.get(Reflect.get(rest, scope), method);
}

/** Calls `orgs.get` and the like with the parameters in `calls.ts`. */
export function call(octokit: Octokit, name: string, parameters: object = {}) {
  return methodOf(octokit, name)({ ...calls[name]?.parameters, ...parameters });
}

/** Counts from now on how often each kind of hook fires. */
export function countHooks({ hook }: Octokit) {
  const fired = { before: 0, after: 0, error: 0, wrap: 0 };
  hook.before("request", () => {
    fired.before += 1;
  });
  hook.after("request", () => {
    fired.after += 1;
  });
  hook.error("request", (error) => {
    fired.error += 1;
    throw error;
  });
  hook.wrap("request", (request, options) => {
    fired.wrap += 1;
    return request(options);
  });
  return fired;
}

/** How many methods are made of `octokit.request` while an instance is built, ours aside. */
export function countBuilt(host: Host, plugins: Plugin[]): number {
  let built = 0;
  const count: Plugin = ({ request }) => {
    const { defaults } = request;
    request.defaults = (parameters) => {
      if (!String(Reflect.get(parameters, "url")).includes("storage-record")) built += 1;
      return defaults(parameters);
    };
  };
  open(host, [count, ...plugins]);
  return built;
}
