import { calls } from "./calls.ts";
import { type Answer, fakeGitHub, type Sent } from "./fake-github.ts";
import type { Host, Method, Octokit, Plugin, Strategy } from "./hosts.ts";

export interface Given {
  auth?: string;
  authStrategy?: () => Strategy;
  baseUrl?: string;
  /** Plugins that are loaded after all others. */
  later?: Plugin[];
  /** What is answered to requests that are not in `calls.ts`. */
  answers?: Answer[];
}

const ignore = () => {};
/** Some hosts log every request, and refused ones as errors; Probot wants a child of it. */
export const log = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => log };

/** An instance of a host with plugins, and what it sends. */
export function open(host: Host, plugins: Plugin[], { later, answers, ...options }: Given = {}) {
  const sent: Sent[] = [];
  const request = { fetch: fakeGitHub(sent, answers) };
  // Those that retry do so at once.
  const retry = { retryAfterBaseValue: 0 };
  const octokit = host.create({ auth: "secret", log, request, retry, ...options }, plugins, later);
  return { octokit, sent };
}

/** What the plugin returns for an instance that is there. */
export const byHand = (plugin: Plugin, octokit: Octokit): Octokit => Object(plugin(octokit));

/** `orgs.get` of an instance */
export function methodOf({ rest }: Pick<Octokit, "rest">, name: string): Method {
  const [scope = "", method = ""] = name.split(".");
  return Reflect.get(Reflect.get(rest, scope), method);
}

/** Calls `orgs.get` and the like with the parameters in `calls.ts`. */
export function call(octokit: Pick<Octokit, "rest">, name: string, parameters: object = {}) {
  return methodOf(octokit, name)({ ...calls[name]?.parameters, ...parameters });
}

/** The method's route through `octokit.request`, as it is called without the plugin. */
export function bare({ request }: Octokit, name: string): Method {
  return (parameters) => request(calls[name]?.route ?? "", { ...parameters });
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
