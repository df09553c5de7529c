import { expect, jest } from "@jest/globals";
import { calls } from "../calls.ts";
import type { Method, Plugin } from "../hosts.ts";
import { call, countBuilt, countHooks, methodOf, open } from "../instance.ts";
import { type Case, hasRest, type Joined, LIST, NAMES, STUBBED, stub } from "./case.ts";

/** Ways in which it gets onto an instance twice. */
const loadingAgain: Record<string, (joined: Joined) => [plugins: Plugin[], given?: { later: Plugin[] }]> = {
  "loading it twice": ({ plugin }) => [[plugin, plugin]],
  "loading two copies": ({ plugin, copy }) => [[plugin, copy]],
  "loading a copy last": ({ plugin, copy }) => [[plugin], { later: [copy] }],
};

/** What other plugins do, before and after ours. */
export const plugins: Case[] = [
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
  {
    title: "a stub without a prototype, returned by a plugin loaded later, is called",
    async run(host, { plugin }) {
      const orgs = Object.assign(Object.create(null), { listArtifactStorageRecords: stub });
      const { octokit, sent } = open(host, [plugin], { later: [() => ({ rest: { orgs } })] });
      expect(await call(octokit, LIST)).toBe(STUBBED);
      expect(sent).toEqual([]);
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
