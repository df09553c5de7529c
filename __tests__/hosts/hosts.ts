import type { Octokit as Core } from "@octokit/core";
import { installed } from "./installed.ts";

export type Method = (parameters: object) => Promise<{ data: unknown }>;

/** An instance with our methods, and with its host's own where it has any. */
export interface Octokit extends Core {
  rest: {
    orgs: Record<"createArtifactStorageRecord" | "listArtifactStorageRecords" | "get", Method>;
    repos: Record<"get", Method>;
  };
  orgs?: Octokit["rest"]["orgs"];
}

export type Plugin = (octokit: Octokit, options?: object) => unknown;

/** What an auth strategy returns; its hook gets the instance's own request, whose types know only GitHub's routes. */
export interface Strategy {
  (): Promise<object>;
  hook(request: Request, options: { headers: object }): Promise<unknown>;
}

export interface Request {
  (route: string | object, parameters?: object): Promise<unknown>;
  defaults(parameters: object): Request;
  endpoint: { merge(route: string | object, parameters?: object): object };
}

export interface OctokitClass {
  new (options: object): Octokit;
  plugin(...plugins: Plugin[]): OctokitClass;
  defaults(options: object): OctokitClass;
}

export interface Options {
  auth: string;
  authStrategy?: () => Strategy;
  baseUrl?: string;
  log: object;
  request?: { fetch: unknown };
  retry: { retryAfterBaseValue: number };
}

export interface Host {
  name: string;
  /** Whether it has REST methods of its own, and has their scopes on the instance, too (`octokit.orgs`). */
  rest?: "on octokit.rest" | "on the instance, too";
  /** An instance with `plugins` in their place among the host's own, and `later` ones after all others. */
  create(options: Options, plugins: Plugin[], later?: Plugin[]): Octokit;
}

const CORE = ["3.6.0", "4.2.4", "5.2.2", "6.1.6", "7.0.8"];

/** Versions of plugin-rest-endpoint-methods, each with a core of its time. */
const REST_ENDPOINT_METHODS: Record<string, string> = {
  "4.15.1": "3.6.0",
  "5.16.2": "3.6.0",
  "6.8.1": "4.2.4",
  "7.0.0": "4.2.4",
  "7.2.3": "4.2.4",
  "8.0.0": "4.2.4",
  "9.0.0": "5.2.2",
  "10.0.0": "5.2.2",
  "10.4.1": "5.2.2",
  "13.5.0": "6.1.6",
  "16.0.0": "7.0.8",
  "16.1.1": "7.0.8",
  "17.0.0": "7.0.8",
  "18.0.0": "7.0.8",
};

const REST = [18, 19, 20, 21, 22];
const OCTOKIT = [2, 3, 4, 5];
const ACTIONS_GITHUB = ["5.1.1", "6.0.0", "6.0.1", "9.1.1"];

export const hosts: Host[] = [];

for (const number of CORE) {
  const { version, value } = await installed(`core-${number}`, "Octokit");
  hosts.push({ name: version, create: among(value) });
}

for (const [number, coreNumber] of Object.entries(REST_ENDPOINT_METHODS)) {
  const core = await installed(`core-${coreNumber}`, "Octokit");
  const { version, value } = await installed(`rem-${number}`, "restEndpointMethods");
  const rest = number.startsWith("4.") ? "on the instance, too" : "on octokit.rest";
  hosts.push(
    { name: `${version} loaded first, ${core.version}`, rest, create: among(core.value, { before: [value] }) },
    { name: `${version} loaded last, ${core.version}`, rest, create: among(core.value, { after: [value] }) },
  );
}

for (const major of REST) {
  const { version, value } = await installed(`rest-${major}`, "Octokit");
  hosts.push({ name: version, rest: "on the instance, too", create: among(value) });
}

for (const major of OCTOKIT) {
  const { version, value } = await installed(`octokit-${major}`, "Octokit");
  hosts.push({ name: version, rest: "on octokit.rest", create: among(value) });
}

for (const number of ACTIONS_GITHUB) {
  const { version, value: getOctokit } = await installed(`github-${number}`, "getOctokit");
  hosts.push({
    name: version,
    rest: "on octokit.rest",
    create: ({ auth, ...options }, plugins, later = []) => getOctokit(auth, options, ...plugins, ...later),
  });
}

const probot = await installed("probot", "ProbotOctokit");
hosts.push({
  name: probot.version,
  rest: "on octokit.rest",
  create: ({ auth, ...options }, ...plugins) => among(probot.value)({ ...options, auth: { token: auth } }, ...plugins),
});

const action = await installed("@octokit/action", "Octokit");
hosts.push({
  name: action.version,
  rest: "on the instance, too",
  create: ({ auth, ...options }, ...plugins) => {
    // It takes no token but that of a workflow's step.
    Object.assign(process.env, { GITHUB_ACTION: "test", GITHUB_TOKEN: auth });
    return among(action.value)(options, ...plugins);
  },
});

const [{ value: retry }, { value: requestLog }] = [
  await installed("@octokit/plugin-retry", "retry"),
  await installed("@octokit/plugin-request-log", "requestLog"),
];

// As actions/github-script makes `github`.
const script = await installed("github-9.1.1", "getOctokit");
hosts.push({
  name: `${script.version} in actions/github-script`,
  rest: "on octokit.rest",
  create: ({ auth, ...options }, plugins, later = []) =>
    script.value(auth, options, retry, requestLog, ...plugins, ...later),
});

const { version, value } = await installed("core-7.0.8", "Octokit");
const createAround = among(value, {
  before: [
    (await installed("@octokit/plugin-throttling", "throttling")).value,
    retry,
    (await installed("@octokit/plugin-paginate-rest", "paginateRest")).value,
  ],
  after: [
    requestLog,
    (await installed("@octokit/plugin-enterprise-cloud", "enterpriseCloud")).value,
    (await installed("octokit-plugin-create-pull-request", "createPullRequest")).value,
  ],
});
hosts.push({
  name: `${version} with throttling + retry + paginate-rest + request-log + enterprise-cloud + create-pull-request`,
  create: (options, ...plugins) =>
    createAround({ ...options, throttle: { onRateLimit: never, onSecondaryRateLimit: never } }, ...plugins),
});

/** Throttling wants to be told whether to try again. */
function never() {
  return false;
}

/** Creates instances of a class, with ours among the host's own plugins. */
function among(Octokit: OctokitClass, { before = [], after = [] }: { before?: Plugin[]; after?: Plugin[] } = {}) {
  return (options: object, plugins: Plugin[], later: Plugin[] = []): Octokit =>
    new (Octokit.plugin(...before, ...plugins, ...after, ...later))(options);
}
