import { inspect } from "node:util";
import { expect } from "@jest/globals";
import { calls, ours } from "../calls.ts";
import { call, methodOf, open } from "../instance.ts";
import { listing, stubbing } from "../tools.ts";
import { type Case, hasRest, LIST, NAMES, STUBBED, stub } from "./case.ts";

const DATA = { writable: true, enumerable: true, configurable: true };

/** What `octokit.rest.orgs` holds, to whoever lists it and to whoever asks for one name. */
export const members: Case[] = [
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
    title: "octokit.rest is an own, enumerable property before it is read, and a data property after",
    run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      expect(Object.keys(octokit)).toContain("rest");
      expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toMatchObject({ enumerable: true, configurable: true });
      const { rest } = octokit;
      expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual({ value: rest, ...DATA });
    },
  },
  ...NAMES.flatMap((name) => [
    {
      title: `${name} is a data property, whether its descriptor or its value is asked for first`,
      run(host, { plugin }) {
        const [one, two] = [open(host, [plugin]).octokit, open(host, [plugin]).octokit];
        const descriptor = Object.getOwnPropertyDescriptor(one.rest.orgs, name);
        expect(descriptor).toEqual({ value: expect.any(Function), ...DATA });
        expect(methodOf(one, `orgs.${name}`)).toBe(descriptor?.value);
        const value = methodOf(two, `orgs.${name}`);
        expect(Object.getOwnPropertyDescriptor(two.rest.orgs, name)).toEqual({ value, ...DATA });
      },
    } satisfies Case,
  ]),
  {
    title: "in, hasOwn, Object.keys and descriptors agree, of methods and of a key whose value is undefined",
    run(host, { plugin }) {
      const { orgs } = open(host, [plugin]).octokit.rest;
      Object.assign(orgs, { none: undefined, createArtifactStorageRecord: undefined });
      const names = ["none", ...NAMES];
      expect(names.filter((name) => name in orgs)).toEqual(names);
      expect(names.filter((name) => Object.hasOwn(orgs, name))).toEqual(names);
      expect(names.filter((name) => Object.keys(orgs).includes(name))).toEqual(names);
      for (const name of Object.keys(orgs)) {
        expect(Object.getOwnPropertyDescriptor(orgs, name)).toMatchObject({ enumerable: true, configurable: true });
      }
      expect(Reflect.get(orgs, "createArtifactStorageRecord")).toBeUndefined();
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
    title: "Object.defineProperty of a property that cannot be changed is kept, or refused at once",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const { orgs } = octokit.rest;
      const before = Object.getOwnPropertyDescriptor(orgs, "listArtifactStorageRecords");
      const fixed = { value: stub, writable: false, enumerable: true, configurable: false };
      const kept = Reflect.defineProperty(orgs, "listArtifactStorageRecords", fixed);
      expect(Object.getOwnPropertyDescriptor(orgs, "listArtifactStorageRecords")).toEqual(kept ? fixed : before);
      expect(await call(octokit, LIST)).toMatchObject(kept ? STUBBED : { data: calls[LIST]?.answer });
      expect(Object.keys(orgs)).toEqual(expect.arrayContaining(NAMES));
    },
  },
  {
    title: "Object.defineProperty of a value alone keeps the rest of a method's descriptor",
    run(host, { plugin }) {
      const { orgs } = open(host, [plugin]).octokit.rest;
      for (const name of hasRest(host) ? [...NAMES, "get"] : NAMES) {
        Object.defineProperty(orgs, name, { value: stub });
        expect(Object.getOwnPropertyDescriptor(orgs, name)).toEqual({ value: stub, ...DATA });
      }
    },
  },
  {
    title: "what is assigned on Object.create(octokit.rest.orgs) stays there",
    async run(host, { plugin }) {
      const { octokit } = open(host, [plugin]);
      const derived = Object.create(octokit.rest.orgs);
      for (const name of ["listArtifactStorageRecords", "get", "mine"]) {
        const before = Reflect.get(octokit.rest.orgs, name);
        derived[name] = stub;
        expect(derived[name]).toBe(stub);
        expect(Object.hasOwn(derived, name)).toBe(true);
        expect(Reflect.get(octokit.rest.orgs, name)).toBe(before);
      }
      expect("mine" in octokit.rest.orgs).toBe(false);
      expect(await derived.createArtifactStorageRecord(calls["orgs.createArtifactStorageRecord"]?.parameters)).toEqual(
        expect.objectContaining({ data: calls["orgs.createArtifactStorageRecord"]?.answer }),
      );
    },
  },
  {
    title: "our methods need no this",
    async run(host, { plugin }) {
      const { octokit, sent } = open(host, [plugin]);
      const { listArtifactStorageRecords: list } = octokit.rest.orgs;
      await list({ ...calls[LIST]?.parameters });
      expect(sent).toHaveLength(1);
    },
  },
];
