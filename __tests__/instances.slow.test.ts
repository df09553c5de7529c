import { describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import fc from "fast-check";
import { artifactStorage } from "../src/index.ts";
import { ANSWER, CALL, stubFetch, TOKEN } from "./support/octokit.ts";

/** The seed makes a failure the same failure everywhere. */
const RUNS = { numRuns: 50, seed: 20_261_125 };

const OURS = ["createArtifactStorageRecord", "listArtifactStorageRecords"];
const KEY = Symbol("key");

const get = () => "their get";

class Scope {
  get() {
    return "their get";
  }
}

/** Scopes that ours may stand on, each made anew. */
const scopes: Record<string, () => object> = {
  none: () => ({}),
  "a plain object": () => ({ get }),
  "a frozen object": () => Object.freeze({ get }),
  "a sealed object": () => Object.seal({ get }),
  "an object without a prototype": () => Object.assign(Object.create(null), { get }),
  "a class instance": () => new Scope(),
  "an object with a key whose value is undefined": () => ({ get, none: undefined }),
  "an object with a hidden, fixed property": () => Object.defineProperty({ get }, "hidden", { value: 1 }),
  "an object with a getter and a symbol": () => ({
    get get() {
      return get;
    },
    [KEY]: 1,
  }),
  "the newest REST plugin's": () => restEndpointMethods(new Octokit()).rest.orgs,
  "a proxy that throws on names that it does not know": () =>
    new Proxy({ cache: {} }, { get: (_target, name) => Object({ get: { method: get } })[name].method }),
};

/** `octokit.rest.orgs`, joined with such a scope. */
function join(scope: object) {
  const octokit = Object.assign(new Octokit({ auth: TOKEN, request: { fetch: stubFetch() } }), {
    rest: { orgs: scope },
  });
  artifactStorage(octokit);
  return octokit.rest.orgs;
}

/** Every way to ask for a property gives the same answer. */
function expectCoherent(orgs: object) {
  const keys = Reflect.ownKeys(orgs);
  expect(keys).toEqual([...new Set(keys)]);
  for (const key of keys) {
    const descriptor = Reflect.getOwnPropertyDescriptor(orgs, key);
    expect(descriptor).toBeDefined();
    expect([key in orgs, Object.hasOwn(orgs, key)]).toEqual([true, true]);
    if (descriptor && "value" in descriptor) expect(Reflect.get(orgs, key)).toBe(descriptor.value);
  }
  const enumerable = keys.filter((key) => Object.getOwnPropertyDescriptor(orgs, key)?.enumerable);
  expect(Object.keys(orgs)).toEqual(enumerable.filter((key) => typeof key === "string"));
  expect(new Set(Reflect.ownKeys({ ...orgs }))).toEqual(new Set(enumerable));
}

const names = fc.constantFrom("get", "none", "hidden", "mine", "then", "toString", "constructor", KEY, ...OURS);
const descriptors = fc.record(
  {
    value: fc.constantFrom(undefined, 1, get),
    writable: fc.boolean(),
    enumerable: fc.boolean(),
    configurable: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** What may be done to an object, with what must hold after. */
const deeds: fc.Arbitrary<(orgs: object) => void>[] = [
  fc.tuple(names, fc.constantFrom(undefined, 1, get)).map(([name, value]) => (orgs: object) => {
    const before = Reflect.get(orgs, name);
    const set = Reflect.set(orgs, name, value);
    expect(Reflect.get(orgs, name)).toBe(set ? value : before);
  }),
  fc.tuple(names, descriptors).map(([name, descriptor]) => (orgs: object) => {
    const before = Reflect.getOwnPropertyDescriptor(orgs, name);
    const defined = Reflect.defineProperty(orgs, name, descriptor);
    const after = Reflect.getOwnPropertyDescriptor(orgs, name);
    if (defined) expect(after).toMatchObject({ ...before, ...descriptor });
    else expect(after).toEqual(before);
  }),
  names.map((name) => (orgs: object) => {
    const value = Reflect.get(orgs, name);
    if (!Reflect.deleteProperty(orgs, name)) expect(Reflect.get(orgs, name)).toBe(value);
  }),
  fc.constantFrom(Object.freeze, Object.seal, Object.preventExtensions).map((fix) => (orgs: object) => {
    const before = Object.getOwnPropertyDescriptors(orgs);
    try {
      fix(orgs);
      expect(Object.isExtensible(orgs)).toBe(false);
    } catch {
      expect(Object.isExtensible(orgs)).toBe(true);
      expect(Object.getOwnPropertyDescriptors(orgs)).toEqual(before);
    }
  }),
  names.map((name) => (orgs: object) => {
    const before = Reflect.getOwnPropertyDescriptor(orgs, name);
    const derived = Object.create(orgs);
    Reflect.set(orgs, name, "written", derived);
    expect(Reflect.getOwnPropertyDescriptor(orgs, name)).toEqual(before);
  }),
  fc.constant((orgs: object) => {
    expect(Reflect.setPrototypeOf(orgs, Reflect.getPrototypeOf(orgs))).toBe(true);
  }),
];

describe.each(Object.entries(scopes))("octokit.rest.orgs on %s", (_what, make) => {
  test("has both kinds of methods, in whatever way it is asked", () => {
    const scope = make();
    const orgs = join(scope);
    expectCoherent(orgs);
    expect(Reflect.ownKeys(orgs)).toEqual(expect.arrayContaining([...Reflect.ownKeys(scope), ...OURS]));
  });

  test("stays coherent, whatever is done to it, and never writes to what it stands on", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...deeds), { maxLength: 8 }), (done) => {
        const scope = make();
        const before = Object.getOwnPropertyDescriptors(scope);
        const orgs = join(scope);
        for (const deed of done) deed(orgs);
        expectCoherent(orgs);
        expect(Object.getOwnPropertyDescriptors(scope)).toEqual(before);
      }),
      RUNS,
    );
  });
});

test("a refused change leaves our methods callable", async () => {
  const orgs = join({ get });
  expect(() => Object.freeze(orgs)).toThrow(TypeError);
  expect(await Reflect.get(orgs, "createArtifactStorageRecord")(CALL)).toMatchObject({ data: ANSWER });
});
