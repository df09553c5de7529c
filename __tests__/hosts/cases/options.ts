import { expect } from "@jest/globals";
import { calls } from "../calls.ts";
import type { Host, Method, Octokit, Plugin } from "../hosts.ts";
import { bare, methodOf, open } from "../instance.ts";
import { type Case, CREATE, LIST } from "./case.ts";

const unreachable = async () => {
  throw new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND api.github.com") });
};

/** Answers nothing until the signal is aborted, as `fetch` does. */
const waiting = async (_url: string, { signal }: RequestInit) => {
  signal?.throwIfAborted();
  await new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
};

function abortedLater() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1);
  return controller.signal;
}

/** Octokit's own options, and what else may stand beside the endpoint's parameters. */
const given: Record<string, () => object> = {
  headers: () => ({ headers: { "x-mine": "1", accept: "application/json" } }),
  "the headers' token": () => ({ headers: { authorization: "token another" } }),
  mediaType: () => ({ mediaType: { format: "raw", previews: ["mercy"] } }),
  "a baseUrl": () => ({ baseUrl: "https://github.example.com/api/v3" }),
  "a baseUrl that ends in a slash": () => ({ baseUrl: "https://github.example.com/" }),
  "request.redirect": () => ({ request: { redirect: "manual" } }),
  "request.retries": () => ({ request: { retries: 1 } }),
  "request.timeout": () => ({ request: { timeout: 1000 } }),
  "an aborted signal": () => ({ request: { signal: AbortSignal.abort() } }),
  "a signal that is aborted while it waits": () => ({ request: { signal: abortedLater(), fetch: waiting } }),
  "a fetch of its own": () => ({ request: { fetch: async () => Response.json({ total_count: 3 }) } }),
  "a fetch that finds no server": () => ({ request: { fetch: unreachable } }),
  "a fetch that finds a broken server": () => ({
    request: { fetch: async () => new Response("<p>", { status: 502 }) },
  }),
  "a fetch that is refused": () => ({
    request: { fetch: async () => Response.json({ message: "Bad credentials" }, { status: 401 }) },
  }),
  "a parameter that GitHub may add": () => ({ later: "added" }),
  "a parameter that is undefined": () => ({ version: undefined }),
};

/** A call with each of these sends what `octokit.request` sends, and ends as that does. */
export const options: Case[] = Object.entries(given).flatMap(([what, give]) =>
  [CREATE, LIST].map(
    (name): Case => ({
      title: `${name} takes ${what} as octokit.request does`,
      // Others wait for a second between records.
      on: (host) => name !== CREATE || /^@octokit\/core [\d.]+$/.test(host.name),
      async run(host, { plugin }) {
        const parameters = () => ({ ...calls[name]?.parameters, ...give() });
        const ours = await outcome(host, [plugin], (octokit) => methodOf(octokit, name), parameters());
        const theirs = await outcome(host, [], (octokit) => bare(octokit, name), parameters());
        // Where the reason is known, it is added to the message.
        expect(ours.message.slice(0, theirs.message.length)).toBe(theirs.message);
        expect({ ...ours, message: "" }).toEqual({ ...theirs, message: "" });
      },
    }),
  ),
);

/** All that can be told of a call from outside. */
async function outcome(host: Host, plugins: Plugin[], method: (octokit: Octokit) => Method, parameters: object) {
  const requests: object[] = [];
  const { octokit, sent } = open(host, plugins);
  octokit.hook.before("request", ({ request, ...others }) => {
    // Of what differs between two instances, what kind of thing it is.
    const kinds = Object.entries({ ...request }).map(([key, value]) => [
      key,
      Object(value) === value ? typeof value : value,
    ]);
    requests.push({ ...others, request: Object.fromEntries(kinds) });
  });
  const ended = await method(octokit)(parameters).then(
    ({ data }) => ({ data, name: "", message: "", status: 0 }),
    (error) => ({ data: undefined, name: error.name, message: error.message, status: error.status }),
  );
  return { ...ended, requests, sent };
}
