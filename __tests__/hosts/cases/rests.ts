import { expect } from "@jest/globals";
import type { Plugin } from "../hosts.ts";
import { call, open } from "../instance.ts";
import { type Case, hasRest, LIST, STUBBED, stub } from "./case.ts";

const ORGS_GET = "orgs.get";

class Rest {
  orgs = { get: stub };
  value = STUBBED;
  own() {
    return this.value;
  }
  get answer() {
    return this.value;
  }
}

/** Values of `rest` that no REST plugin returns: they stay what they are. */
const odd: Record<string, unknown> = {
  null: null,
  undefined,
  "a number": 1,
  "an empty text": "",
  "a function": () => STUBBED,
  "an object without scopes": { mine: true },
  "a scope that is a number": { orgs: 1 },
  "a scope that is null": { orgs: null },
  "a scope that throws when it is read": {
    get orgs() {
      throw new Error("not yet");
    },
  },
  "an object without a prototype": Object.assign(Object.create(null), { mine: true }),
};

/** Values of `rest` that have `orgs.get`, each made anew. */
const withGet: Record<string, () => object> = {
  "a class instance": () => new Rest(),
  "an object with a getter": () => ({
    get orgs() {
      return { get: stub };
    },
  }),
  "a frozen object": () => Object.freeze({ orgs: Object.freeze({ get: stub }) }),
  "a sealed object": () => Object.seal({ orgs: Object.seal({ get: stub }) }),
  "an object without a prototype": () =>
    Object.assign(Object.create(null), { orgs: Object.assign(Object.create(null), { get: stub }) }),
};

const returns =
  (rest: unknown): Plugin =>
  () => ({ rest });

/** What other plugins, and users, put in place of `octokit.rest`. */
export const rests: Case[] = [
  ...Object.entries(odd).flatMap(([what, rest]) => [
    {
      title: `${what}, assigned to octokit.rest, is what is read`,
      run(host, { plugin }) {
        const { octokit } = open(host, [plugin]);
        Reflect.set(octokit, "rest", rest);
        expect(octokit.rest).toBe(rest);
      },
    } satisfies Case,
    {
      title: `${what}, returned as rest by a plugin loaded later, is what is read`,
      run(host, { plugin }) {
        const { octokit } = open(host, [plugin], { later: [returns(rest)] });
        expect(octokit.rest).toBe(rest);
      },
    } satisfies Case,
  ]),
  ...["null", "undefined", "an object without scopes", "a scope that is null"].map(
    (what): Case => ({
      title: `${what}, returned as rest by a plugin loaded earlier, is no obstacle`,
      // A REST plugin that is loaded after it, and after ours, replaces both.
      on: (host) => !host.name.includes("loaded last"),
      async run(host, { plugin }) {
        const { octokit, sent } = open(host, [returns(odd[what]), plugin]);
        await call(octokit, LIST);
        expect(sent).toHaveLength(1);
      },
    }),
  ),
  ...Object.entries(withGet).flatMap(([what, make]) => [
    {
      title: `${what}, returned as rest by a plugin loaded earlier, is left as it was and joined with ours`,
      on: (host) => !host.name.includes("loaded last"),
      async run(host, { plugin }) {
        const rest = make();
        const before = Object.getOwnPropertyDescriptors(rest);
        const { octokit, sent } = open(host, [returns(rest), plugin]);
        expect(await call(octokit, ORGS_GET)).toBe(STUBBED);
        await call(octokit, LIST);
        expect(sent).toHaveLength(1);
        expect(Object.keys(octokit.rest.orgs).sort()).toEqual([
          "createArtifactStorageRecord",
          "get",
          "listArtifactStorageRecords",
        ]);
        expect(Object.getOwnPropertyDescriptors(rest)).toEqual(before);
        expect(Object.keys(Reflect.get(rest, "orgs"))).toEqual(["get"]);
      },
    } satisfies Case,
    {
      title: `${what}, returned as rest by a plugin loaded later, is left as it was, and works`,
      async run(host, { plugin }) {
        const rest = make();
        const before = Object.getOwnPropertyDescriptors(rest);
        const { octokit } = open(host, [plugin], { later: [returns(rest)] });
        expect(await call(octokit, ORGS_GET)).toBe(STUBBED);
        expect(Object.getOwnPropertyDescriptors(rest)).toEqual(before);
        expect(Object.keys(Reflect.get(rest, "orgs"))).toEqual(["get"]);
      },
    } satisfies Case,
    {
      title: `${what}, assigned to octokit.rest, is left as it was, and works`,
      async run(host, { plugin }) {
        const rest = make();
        const before = Object.getOwnPropertyDescriptors(rest);
        const { octokit } = open(host, [plugin]);
        Reflect.set(octokit, "rest", rest);
        expect(await call(octokit, ORGS_GET)).toBe(STUBBED);
        expect(Object.getOwnPropertyDescriptors(rest)).toEqual(before);
        expect(Object.keys(Reflect.get(rest, "orgs"))).toEqual(["get"]);
      },
    } satisfies Case,
  ]),
  ...["earlier", "later"].map(
    (when): Case => ({
      title: `a class instance, returned as rest by a plugin loaded ${when}, keeps its methods and its getters`,
      on: (host) => !host.name.includes("loaded last"),
      run(host, { plugin }) {
        const plugins = when === "earlier" ? [returns(new Rest()), plugin] : [plugin];
        const { octokit } = open(host, plugins, { later: when === "later" ? [returns(new Rest())] : [] });
        const { rest } = Object(octokit);
        expect(rest.own()).toBe(STUBBED);
        expect(rest.answer).toBe(STUBBED);
      },
    }),
  ),
  ...["earlier", "later"].map(
    (when): Case => ({
      title: `two instances that a plugin loaded ${when} hands one rest share no method and no token`,
      async run(host, { plugin }) {
        const orgs = { get: stub };
        const shared = { orgs };
        const given = (auth: string) => ({ auth, later: when === "later" ? [returns(shared)] : [] });
        const plugins = when === "earlier" ? [returns(shared), plugin] : [plugin];
        const instances = [open(host, plugins, given("one")), open(host, plugins, given("two"))];
        expect(shared).toEqual({ orgs: { get: stub } });
        expect(shared.orgs).toBe(orgs);
        for (const [index, { octokit, sent }] of instances.entries()) {
          // Where a REST plugin was there before, what a later one returns replaces ours as well.
          if (!("listArtifactStorageRecords" in octokit.rest.orgs)) continue;
          await call(octokit, LIST);
          expect(sent).toMatchObject([{ authorization: index ? "token two" : "token one" }]);
        }
      },
    }),
  ),
  {
    title: "one rest of a host, handed to two instances, is not written to",
    on: hasRest,
    async run(host, { plugin }) {
      const { rest } = open(host, [], { auth: "host" }).octokit;
      const before = { ...rest };
      const instances = ["one", "two"].map((auth) => open(host, [returns(rest), plugin], { auth }));
      for (const [scope, methods] of Object.entries(before)) expect(Reflect.get(rest, scope)).toBe(methods);
      for (const { octokit } of instances) expect(octokit.rest).not.toBe(rest);
    },
  },
  {
    title: "an accessor of a plugin loaded earlier is left in charge",
    async run(host, { plugin }) {
      let read = 0;
      let rest: unknown = { orgs: { get: stub } };
      const accessor = {
        get() {
          read += 1;
          return rest;
        },
        set(value: unknown) {
          rest = value;
        },
        enumerable: true,
        configurable: true,
      };
      const lazily: Plugin = (octokit) => {
        Object.defineProperty(octokit, "rest", accessor);
      };
      const { octokit } = open(host, [lazily, plugin]);
      expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual(accessor);
      const before = read;
      expect(octokit.rest).toBe(rest);
      expect(read).toBe(before + 1);
    },
  },
  {
    title: "a getter of the class is no obstacle, and goes on working",
    on: (host) => !hasRest(host),
    async run(host, { plugin }) {
      const ofClass: Plugin = (octokit) => {
        const get = () => ({ orgs: { get: stub } });
        // Octokit.plugin() made a class of this instance's own.
        Object.defineProperty(Object.getPrototypeOf(octokit), "rest", { get, configurable: true });
      };
      const { octokit } = open(host, [ofClass, plugin]);
      expect(await call(octokit, ORGS_GET)).toBe(STUBBED);
    },
  },
];
