import { expect } from "@jest/globals";
import { calls } from "../calls.ts";
import type { Host, Octokit } from "../hosts.ts";
import { byHand, call, log, methodOf, open } from "../instance.ts";
import { type Case, hasRest, LIST, NAMES, STUBBED, stub } from "./case.ts";

const ORGS_GET = "orgs.get";

/** What fixes an object, and how that is told. */
const fixing: Record<string, [fix: (object: object) => unknown, isFixed: (object: object) => boolean]> = {
  "Object.freeze": [Object.freeze, Object.isFrozen],
  "Object.seal": [Object.seal, Object.isSealed],
  "Object.preventExtensions": [Object.preventExtensions, (object: object) => !Object.isExtensible(object)],
};

/** What is fixed. */
const parts: Record<string, (octokit: Octokit) => object> = {
  "the instance": (octokit) => octokit,
  "octokit.rest": ({ rest }) => rest,
  "octokit.rest.orgs": ({ rest }) => rest.orgs,
};

/** Ways to an instance by another object. */
const views: Record<string, (octokit: Octokit) => Octokit> = {
  "Object.create(octokit)": (octokit) => Object.create(octokit),
  "a proxy of the instance": (octokit) => new Proxy(octokit, {}),
  "a copy of the instance": (octokit) => ({ ...octokit }),
};

/** Holds an instance to all that it can do. */
async function expectWhole(host: Host, { octokit, sent }: ReturnType<typeof open>) {
  const names = hasRest(host) ? [LIST, ORGS_GET] : [LIST];
  const before = sent.length;
  for (const name of names) expect(await call(octokit, name)).toMatchObject({ data: calls[name]?.answer });
  expect(sent).toHaveLength(before + names.length);
  expect(octokit.rest).toBe(octokit.rest);
  expect(methodOf(octokit, LIST)).toBe(methodOf(octokit, LIST));
  expect(Object.keys(octokit.rest.orgs)).toEqual(expect.arrayContaining(NAMES));
  await expect(call(octokit, LIST, { org: ".." })).rejects.toMatchObject({ name: "ParameterError" });
}

/** What people do with an instance that is there. */
export const instances: Case[] = [
  ...Object.entries(parts).flatMap(([part, of]) =>
    Object.entries(fixing).map(
      ([what, [fix, isFixed]]): Case => ({
        title: `${what} of ${part} works, or is refused at once, and leaves everything usable`,
        async run(host, { plugin }) {
          const opened = open(host, [plugin]);
          const { octokit } = opened;
          const object = of(octokit);
          let refused = false;
          try {
            fix(object);
          } catch {
            refused = true;
          }
          expect(isFixed(object)).toBe(!refused);
          await expectWhole(host, opened);
          const stubbed = Reflect.set(octokit.rest.orgs, "listArtifactStorageRecords", stub);
          expect(await call(octokit, LIST)).toMatchObject(stubbed ? STUBBED : { data: calls[LIST]?.answer });
        },
      }),
    ),
  ),
  {
    title: "Object.freeze of the instance, before rest is read, keeps rest as it is",
    run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      Object.freeze(octokit);
      const { rest } = octokit;
      expect(() => Object.assign(octokit, { rest: {} })).toThrow(TypeError);
      expect(octokit.rest).toBe(rest);
    },
  },
  ...Object.entries(views).flatMap(([what, view]) => [
    {
      title: `rest is read through ${what}, before it is read of the instance`,
      async run(host, { plugin }) {
        const opened = open(host, [plugin]);
        const viewed = view(opened.octokit);
        await expectWhole(host, { octokit: viewed, sent: opened.sent });
        await expectWhole(host, opened);
      },
    } satisfies Case,
    {
      title: `rest is read through ${what}, after it was read of the instance`,
      async run(host, { plugin }) {
        const opened = open(host, [plugin]);
        const { rest } = opened.octokit;
        const viewed = view(opened.octokit);
        expect(viewed.rest).toBe(rest);
        await expectWhole(host, { octokit: viewed, sent: opened.sent });
      },
    } satisfies Case,
  ]),
  ...["before", "after"].map(
    (when): Case => ({
      title: `what is assigned to rest of Object.create(octokit), ${when} it was read, stays there`,
      async run(host, { plugin }) {
        const opened = open(host, [plugin]);
        const derived: Octokit = Object.create(opened.octokit);
        if (when === "after") expect(derived.rest).toBe(opened.octokit.rest);
        const rest = {
          orgs: { createArtifactStorageRecord: stub, listArtifactStorageRecords: stub, get: stub },
          repos: { get: stub },
        };
        derived.rest = rest;
        expect(derived.rest).toBe(rest);
        expect(await call(derived, LIST)).toBe(STUBBED);
        await expectWhole(host, opened);
        expect(derived.rest).toBe(rest);
      },
    }),
  ),
  {
    title: "a class made of the instance's, with defaults, has our methods",
    async run(host, { plugin }) {
      const opened = open(host, [plugin]);
      const { constructor: Class, request } = opened.octokit;
      const Defaults = Reflect.get(Class, "defaults").call(Class, { baseUrl: "https://github.example.com" });
      const octokit: Octokit = new Defaults({
        log,
        request: { ...request.endpoint.DEFAULTS.request, hook: undefined },
        throttle: { enabled: false },
      });
      await call(octokit, LIST);
      expect(opened.sent).toMatchObject([{ url: `https://github.example.com${calls[LIST]?.path}` }]);
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
    title: "by hand on an instance, what is returned works, and so does octokit.rest",
    async run(host, { plugin }) {
      const opened = open(host, []);
      const returned = byHand(plugin, opened.octokit);
      await call(returned, LIST);
      expect(opened.sent).toMatchObject([{ authorization: "token secret" }]);
      expect(Object.keys(returned.rest.orgs)).toEqual(expect.arrayContaining(NAMES));
      await expectWhole(host, opened);
      byHand(plugin, opened.octokit);
      await expectWhole(host, opened);
    },
  },
  {
    title: "by hand on Object.create(octokit), the instance stays as it was",
    async run(host, { plugin }) {
      const { octokit, sent } = open(host, []);
      const before = { ...octokit };
      const own = Object.keys(octokit.rest?.orgs ?? {});
      const derived: Octokit = Object.create(octokit);
      await call(byHand(plugin, derived), LIST);
      await expectWhole(host, { octokit: derived, sent });
      expect(Object.keys(octokit)).toEqual(Object.keys(before));
      for (const [key, value] of Object.entries(before)) expect(Reflect.get(octokit, key)).toBe(value);
      expect(Object.keys(octokit.rest?.orgs ?? {})).toEqual(own);
    },
  },
  ...Object.entries(fixing).map(
    ([what, [fix]]): Case => ({
      title: `by hand after ${what} of the instance works, or is refused at once`,
      async run(host, { plugin }) {
        const { octokit, sent } = open(host, []);
        fix(octokit);
        let returned: Octokit | undefined;
        try {
          returned = byHand(plugin, octokit);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
        if (returned) {
          await call(returned, LIST);
          expect(sent).toHaveLength(1);
        }
        if (hasRest(host)) expect(await call(octokit, ORGS_GET)).toMatchObject({ data: calls[ORGS_GET]?.answer });
      },
    }),
  ),
];
