import { inspect } from "node:util";
import { expect, jest } from "@jest/globals";
import { calls, ours } from "./calls.ts";
import type { Host, Method, Plugin } from "./hosts.ts";
import { call, countBuilt, countHooks, methodOf, open } from "./instance.ts";
import { listing, stubbing } from "./tools.ts";

interface Case {
  title: string;
  /** Whether a host has what the case is about; every host has, where nothing is said. */
  on?: (host: Host) => boolean;
  run: (host: Host, joined: Joined) => Promise<void> | void;
}

/** What puts our methods on `octokit.rest`, and another copy of it. */
export interface Joined {
  plugin: Plugin;
  copy: Plugin;
}

const LIST = "orgs.listArtifactStorageRecords";
const NAMES = ["createArtifactStorageRecord", "listArtifactStorageRecords"];
const STUBBED = { data: "stubbed" };

const stub: Method = async () => STUBBED;
const hasRest = ({ rest }: Host) => rest !== undefined;

/** Ways in which it gets onto an instance twice. */
const loadingAgain: Record<string, (joined: Joined) => [plugins: Plugin[], given?: { later: Plugin[] }]> = {
  "loading it twice": ({ plugin }) => [[plugin, plugin]],
  "loading two copies": ({ plugin, copy }) => [[plugin, copy]],
  "loading a copy last": ({ plugin, copy }) => [[plugin], { later: [copy] }],
};

export const casesOn = (host: Host) => cases.filter(({ on }) => on?.(host) ?? true);

const cases: Case[] = [
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
    title: "in sees the host's methods and ours",
    run(host, { plugin }) {
      const { orgs } = open(host, [plugin]).octokit.rest;
      const names = hasRest(host) ? [...NAMES, "get"] : NAMES;
      expect(names.filter((name) => name in orgs)).toEqual(names);
    },
  },
  ...Object.entries(listing).map(
    ([tool, list]): Case => ({
      title: `${tool} sees the host's methods and ours`,
      run(host, { plugin }) {
        const { orgs } = open(host, [plugin]).octokit.rest;
        const names = hasRest(host) ? Object.keys(open(host, []).octokit.rest.orgs) : [];
        expect(list(orgs)).toEqual(expect.arrayContaining([...names, ...NAMES]));
      },
    }),
  ),
  {
    title: "util.inspect takes the whole instance",
    run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      expect(inspect(octokit, { depth: 5 })).toContain("rest: ");
      expect(inspect(octokit.rest, { depth: 1 })).toContain(NAMES[0]);
    },
  },
  {
    title: "unknown names give undefined",
    run(host, { plugin }) {
      const { orgs } = open(host, [plugin]).octokit.rest;
      // "then" is what `await` asks for.
      for (const name of ["unknown", "then", Symbol.toPrimitive]) {
        expect(Reflect.get(orgs, name)).toBeUndefined();
        expect(name in orgs).toBe(false);
        expect(Object.getOwnPropertyDescriptor(orgs, name)).toBeUndefined();
      }
    },
  },
  {
    title: "octokit.rest and our methods are data properties",
    run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const data = { writable: true, enumerable: true, configurable: true };
      const { rest } = octokit;
      expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual({ value: rest, ...data });
      for (const name of NAMES) {
        const value = methodOf(octokit, `orgs.${name}`);
        expect(Object.getOwnPropertyDescriptor(rest.orgs, name)).toEqual({ value, ...data });
      }
    },
  },
  ...Object.entries(stubbing).flatMap(([tool, replace]) =>
    [LIST, "orgs.get"].map(
      (name): Case => ({
        title: `${tool} stubs ${name} and restores it`,
        on: (host) => name in ours || hasRest(host),
        async run(host, { plugin }) {
          const { octokit, sent } = open(host, [plugin]);
          const method = name.replace("orgs.", "");
          // plugin-rest-endpoint-methods 7.2.3 to 10.0.0 hides its methods from Object.keys until one is assigned to.
          const names = new Set([...Object.keys(octokit.rest.orgs), method]);
          const restore = replace(octokit.rest.orgs, method, stub);
          expect(await call(octokit, name)).toBe(STUBBED);
          expect(sent).toEqual([]);
          restore();
          expect(await call(octokit, name)).toMatchObject({ data: calls[name]?.answer });
          expect(sent).toHaveLength(1);
          expect(new Set(Object.keys(octokit.rest.orgs))).toEqual(names);
        },
      }),
    ),
  ),
  {
    title: "octokit.orgs is octokit.rest.orgs, stubs included",
    on: ({ rest }) => rest === "on the instance, too",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      expect(octokit.orgs).toBe(octokit.rest.orgs);
      octokit.rest.orgs.listArtifactStorageRecords = stub;
      octokit.rest.orgs.get = stub;
      expect(await octokit.orgs?.listArtifactStorageRecords({})).toBe(STUBBED);
      expect(await octokit.orgs?.get({})).toBe(STUBBED);
    },
  },
  {
    title: "two instances share nothing",
    async run(host, { plugin }) {
      const one = open(host, [plugin], { auth: "one" });
      const two = open(host, [plugin], { auth: "two" });
      await call(one.octokit, LIST);
      await call(two.octokit, LIST);
      expect(one.sent).toMatchObject([{ authorization: "token one" }]);
      expect(two.sent).toMatchObject([{ authorization: "token two" }]);
      one.octokit.rest.orgs.listArtifactStorageRecords = stub;
      one.octokit.rest.orgs.get = stub;
      await call(two.octokit, LIST);
      expect(two.sent).toHaveLength(2);
      expect(two.octokit.rest.orgs.get).not.toBe(stub);
    },
  },
  {
    title: "a plugin loaded later replaces octokit.rest",
    run(host, { plugin }) {
      const orgs = { get: stub, createArtifactStorageRecord: stub, listArtifactStorageRecords: stub };
      const rest = { orgs, repos: { get: stub } };
      const { octokit } = open(host, [plugin], { later: [() => ({ rest })] });
      expect(octokit.rest).toBe(rest);
      for (const name of Object.keys(calls)) expect(methodOf(octokit, name)).toBe(stub);
    },
  },
  {
    title: "a second REST plugin replaces octokit.rest",
    on: hasRest,
    run(host, { plugin }) {
      const orgs = { get: stub };
      const { octokit } = open(host, [plugin], { later: [() => ({ rest: { orgs } })] });
      expect(octokit.rest.orgs).toBe(orgs);
      expect(Object.keys(octokit.rest.orgs)).toEqual(["get"]);
    },
  },
  {
    title: "a plugin loaded later replaces our method",
    async run(host, { plugin }) {
      const replace: Plugin = ({ rest }) => {
        rest.orgs.listArtifactStorageRecords = stub;
      };
      const { octokit, sent } = open(host, [plugin], { later: [replace] });
      expect(await call(octokit, LIST)).toBe(STUBBED);
      expect(sent).toEqual([]);
    },
  },
  {
    title: "a plugin loaded later wraps our method",
    async run(host, { plugin }) {
      const wrapped = jest.fn<Method>();
      const wrap: Plugin = ({ rest }) => {
        rest.orgs.listArtifactStorageRecords = wrapped.mockImplementation(rest.orgs.listArtifactStorageRecords);
      };
      const { octokit, sent } = open(host, [plugin], { later: [wrap] });
      await call(octokit, LIST);
      expect(wrapped).toHaveBeenCalledTimes(1);
      expect(sent).toHaveLength(1);
    },
  },
  ...Object.entries(loadingAgain).map(
    ([title, load]): Case => ({
      title: `${title} does no harm`,
      async run(host, joined) {
        const { octokit, sent } = open(host, ...load(joined));
        const names = Object.keys(octokit.rest.orgs);
        expect(names).toEqual([...new Set(names)]);
        expect(names).toEqual(expect.arrayContaining(NAMES));
        const fired = countHooks(octokit);
        await expect(call(octokit, LIST, { org: ".." })).rejects.toMatchObject({ name: "ParameterError" });
        expect(await call(octokit, LIST)).toMatchObject({ data: calls[LIST]?.answer });
        expect(fired).toEqual({ before: 1, after: 1, error: 0, wrap: 1 });
        expect(sent).toHaveLength(1);
        if (hasRest(host)) expect(await call(octokit, "orgs.get")).toMatchObject({ data: calls["orgs.get"]?.answer });
      },
    }),
  ),
  {
    title: "joining builds none of the host's methods",
    run(host, { plugin }) {
      expect(countBuilt(host, [plugin])).toBe(countBuilt(host, []));
    },
  },
];
