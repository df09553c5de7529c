import { expect } from "@jest/globals";
import { calls, ours } from "../calls.ts";
import type { Request, Strategy } from "../hosts.ts";
import { bare, call, countHooks, methodOf, open } from "../instance.ts";
import { type Case, hasRest, LIST } from "./case.ts";

const ORGANIZATION = calls["orgs.get"];
const ROUTE = "GET /orgs/{org}";
const DERIVED = { headers: { "x-derived": "1" } };

/** What auth strategies do with the request that their hook is handed, before they send the call with it. */
const strategies: Record<string, (request: Request, options: object) => Promise<unknown>> = {
  "calls another route first": async (request, options) => {
    await request(ROUTE, ORGANIZATION?.parameters);
    return request(options);
  },
  "calls another route through request.defaults() first": async (request, options) => {
    await request.defaults(DERIVED)(ROUTE, ORGANIZATION?.parameters);
    return request(options);
  },
  "calls another route's request.endpoint.merge() first": async (request, options) => {
    await request(request.endpoint.merge(ROUTE, ORGANIZATION?.parameters));
    return request(request.endpoint.merge(options));
  },
  "sends the call through request.defaults()": async (request, options) => {
    await request(ROUTE, ORGANIZATION?.parameters);
    return request.defaults(DERIVED)(options);
  },
};

/** What a wrap may answer without sending anything. */
const answers: Record<string, unknown> = {
  "a response of its own": { status: 200, url: "", headers: {}, data: { cached: true } },
  "a response without data": { status: 204, url: "", headers: {}, data: undefined },
  "something else": "cached",
  nothing: undefined,
};

export const requests: Case[] = [
  ...Object.entries(calls).map(
    ([name, { parameters, method, path, body, answer }]): Case => ({
      title: `${name} sends its request and returns its data`,
      on: (host) => name in ours || hasRest(host),
      async run(host, { plugin }) {
        const { octokit, sent } = open(host, [plugin]);
        const { data } = await methodOf(octokit, name)(parameters);
        expect(sent).toEqual([{ method, url: `https://api.github.com${path}`, authorization: "token secret", body }]);
        expect(data).toEqual(answer);
      },
    }),
  ),
  {
    title: "baseUrl is where the requests go",
    async run(host, { plugin }) {
      const { octokit, sent } = open(host, [plugin], { baseUrl: "https://github.example.com/api/v3" });
      await call(octokit, LIST);
      expect(sent).toMatchObject([{ url: `https://github.example.com/api/v3${calls[LIST]?.path}` }]);
    },
  },
  ...Object.entries(ours).map(
    ([name, { route, parameters }]): Case => ({
      title: `${name}.endpoint describes the request as octokit.request.endpoint does`,
      run(host, { plugin }) {
        const { octokit } = open(host, [plugin]);
        const { endpoint } = Object(methodOf(octokit, name));
        const theirs = octokit.request.endpoint.defaults({ method: route.split(" ")[0], url: route.split(" ")[1] });
        expect(endpoint(parameters)).toEqual(theirs({ ...parameters }));
        expect(endpoint.merge(parameters)).toEqual(theirs.merge({ ...parameters }));
        expect(endpoint.parse(endpoint.merge(parameters))).toEqual(theirs({ ...parameters }));
        expect(endpoint.DEFAULTS).toEqual(theirs.DEFAULTS);
        expect(endpoint.defaults(parameters)()).toEqual(theirs({ ...parameters }));
      },
    }),
  ),
  {
    title: "defaults() gives parameters in advance",
    async run(host, { plugin }) {
      const { octokit, sent } = open(host, [plugin]);
      const { subject_digest, ...others } = Object(calls[LIST]?.parameters);
      const list = Object(methodOf(octokit, LIST)).defaults(others);
      await expect(list()).rejects.toMatchObject({ name: "ParameterError" });
      expect(await list({ subject_digest })).toMatchObject({ data: calls[LIST]?.answer });
      expect(sent).toMatchObject([{ url: `https://api.github.com${calls[LIST]?.path}` }]);
    },
  },
  {
    title: "a bad call sends nothing and fires no hook",
    async run(host, { plugin }) {
      const { octokit, sent } = open(host, [plugin]);
      const fired = countHooks(octokit);
      await expect(call(octokit, LIST, { org: ".." })).rejects.toMatchObject({ name: "ParameterError" });
      expect(sent).toEqual([]);
      expect(fired).toEqual({ before: 0, after: 0, error: 0, wrap: 0 });
    },
  },
  {
    title: "an answered call fires the hooks once",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const fired = countHooks(octokit);
      await call(octokit, LIST);
      expect(fired).toEqual({ before: 1, after: 1, error: 0, wrap: 1 });
    },
  },
  {
    title: "a refused call fires the hooks once",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const fired = countHooks(octokit);
      await expect(call(octokit, LIST, { org: "nobody" })).rejects.toMatchObject({ status: 404 });
      expect(fired).toEqual({ before: 1, after: 0, error: 1, wrap: 1 });
    },
  },
  {
    title: "hooks are handed the same options as by octokit.request",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const seen: unknown[] = [];
      octokit.hook.before("request", (options) => {
        seen.push({ ...options, request: { ...options.request } });
      });
      await call(octokit, LIST);
      await bare(octokit, LIST)({ ...calls[LIST]?.parameters });
      expect(seen).toHaveLength(2);
      expect(seen[0]).toEqual(seen[1]);
    },
  },
  {
    title: "a before hook changes what is sent",
    async run(host, { plugin }) {
      const { octokit, sent } = open(host, [plugin]);
      octokit.hook.before("request", (options) => {
        options.baseUrl = "https://github.example.com";
      });
      await call(octokit, LIST);
      expect(sent).toMatchObject([{ url: `https://github.example.com${calls[LIST]?.path}` }]);
    },
  },
  ...Object.entries(strategies).map(
    ([does, send]): Case => ({
      title: `an auth strategy that ${does} is answered, and so is the call`,
      async run(host, { plugin }) {
        // What request.defaults() returns has the instance's hooks, and so comes here again.
        const hook: Strategy["hook"] = (request, options) =>
          "x-derived" in options.headers ? request(options) : send(request, options);
        const authStrategy = () => Object.assign(async () => ({}), { hook });
        const { octokit, sent } = open(host, [plugin], { authStrategy });
        expect(await call(octokit, LIST)).toMatchObject({ data: calls[LIST]?.answer });
        expect(paths(sent)).toEqual([ORGANIZATION?.path, calls[LIST]?.path]);
      },
    }),
  ),
  ...Object.entries(answers).map(
    ([what, answer]): Case => ({
      title: `a wrap that answers by itself hands on ${what}`,
      async run(host, { plugin }) {
        const { octokit, sent } = open(host, [plugin]);
        Reflect.apply(octokit.hook.wrap, octokit.hook, ["request", async () => answer]);
        expect(await call(octokit, LIST)).toBe(answer);
        expect(sent).toEqual([]);
      },
    }),
  ),
  {
    title: "what an error hook answers in place of a refusal is handed on",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const answer = { status: 200, url: "", headers: {}, data: { recovered: true } };
      Reflect.apply(octokit.hook.error, octokit.hook, ["request", () => answer]);
      expect(await call(octokit, LIST, { org: "nobody" })).toBe(answer);
    },
  },
  {
    title: "what an after hook changes in the answer is handed on",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      octokit.hook.after("request", (response) => {
        response.data = { ...response.data, changed: true };
      });
      expect(await call(octokit, LIST)).toMatchObject({ data: { ...calls[LIST]?.answer, changed: true } });
    },
  },
];

const paths = (sent: { url: string }[]) => sent.map(({ url }) => url.replace("https://api.github.com", ""));
