import { inspect } from "node:util";
import { describe, expect, jest, test } from "@jest/globals";
import { overlay } from "../src/overlay.ts";

const OURS = ["ours", "more"];

/** Lays two members over an object. */
const laidOver = (below: object) => Object(overlay(below, OURS, (name) => () => `our ${name}`));

const theirs = () => ({ get: () => "their get", list: () => "their list" });

/** A scope as plugin-rest-endpoint-methods made it from 7.2.3 to 10.0.0: it throws on names that it does not know. */
function throwingScope(methods: ReturnType<typeof theirs>) {
  const known: Record<string, { method: () => string }> = {
    get: { method: methods.get },
    list: { method: methods.list },
  };
  return new Proxy(
    { octokit: {}, scope: "orgs", cache: {} },
    {
      get(_target, name: string) {
        const { method } = Object(Object.hasOwn(known, name) ? known[name] : undefined);
        if (!method) throw new TypeError("Cannot destructure property 'decorations' of 'undefined'");
        return method;
      },
    },
  );
}

/** A scope as plugin-rest-endpoint-methods has made it since 10.0.1: it describes whatever it is asked for. */
const describingScope = (methods: Record<string, () => string>) =>
  new Proxy(methods, {
    getOwnPropertyDescriptor: (target, name: string) => ({
      value: target[name],
      writable: true,
      enumerable: true,
      configurable: true,
    }),
  });

const SCOPES: [what: string, makeScope: () => object][] = [
  ["plain, as before 7.2.0", theirs],
  ["a proxy that throws, as from 7.2.3 to 10.0.0", () => throwingScope(theirs())],
  ["a proxy that describes everything, as from 10.0.1 on", () => describingScope(theirs())],
  ["frozen", () => Object.freeze(theirs())],
];

describe.each(SCOPES)("members laid over a scope that is %s", (_what, makeScope) => {
  const make = () => laidOver(makeScope());

  test("are called beside the scope's own", () => {
    const orgs = make();
    expect([orgs.get(), orgs.list(), orgs.ours(), orgs.more()]).toEqual([
      "their get",
      "their list",
      "our ours",
      "our more",
    ]);
  });

  test("leave names that nobody knows undefined", () => {
    const orgs = make();
    expect([orgs.unknown, orgs.then, orgs[Symbol.iterator]]).toEqual([undefined, undefined, undefined]);
  });

  test("are seen by `in`, as the scope's own are", () => {
    const orgs = make();
    const names = ["get", "list", "ours", "more", "toString", "unknown"];
    expect(names.filter((name) => name in orgs)).toEqual(["get", "list", "ours", "more", "toString"]);
  });

  test("follow those that the scope shows in Object.keys, for…in, spread and util.inspect", () => {
    const names = [...Object.keys(makeScope()), ...OURS];
    const orgs = make();
    const looped = [];
    for (const name in orgs) looped.push(name);
    expect(Object.keys(orgs)).toEqual(names);
    expect(looped).toEqual(names);
    expect(Object.keys({ ...orgs })).toEqual(names);
    for (const name of names) expect(inspect(orgs)).toMatch(new RegExp(`\\b${name}: `));
    expect(inspect(orgs)).toMatch(/\bours: \[Function/);
  });

  test("are its own properties wherever `keys` lists them, and seen by `in`", () => {
    const orgs = make();
    for (const name of Reflect.ownKeys(orgs)) {
      expect([name, Object.hasOwn(orgs, name), Reflect.has(orgs, name)]).toEqual([name, true, true]);
      expect(Object.getOwnPropertyDescriptor(orgs, name)).toHaveProperty("value", orgs[name]);
    }
  });

  test.each(["ours", "get"])("describe %s as a plain data property", (name) => {
    expect(Object.getOwnPropertyDescriptor(make(), name)).toEqual({
      value: expect.any(Function),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  test("do not list what every object inherits", () => {
    expect(Object.keys(make())).not.toContain("toString");
  });

  test.each(["ours", "get"])("let jest.spyOn stub %s, and restore it", (name) => {
    const orgs = make();
    const original = orgs[name];
    const spy = jest.spyOn(orgs, name).mockReturnValue("stubbed");
    expect(orgs[name]()).toBe("stubbed");
    spy.mockRestore();
    expect(orgs[name]).toBe(original);
    expect(orgs[name]()).not.toBe("stubbed");
  });

  test.each(["ours", "get"])("keep a descriptor that replaces %s, and bring it back when that is deleted", (name) => {
    const orgs = make();
    const original = orgs[name]();
    const descriptor = { value: () => "defined", writable: false, enumerable: true, configurable: true };
    Object.defineProperty(orgs, name, descriptor);
    expect(Object.getOwnPropertyDescriptor(orgs, name)).toEqual(descriptor);
    expect(orgs[name]()).toBe("defined");
    delete orgs[name];
    expect(orgs[name]()).toBe(original);
  });

  test.each(["ours", "get", "mine"])("keep a non-configurable %s, which cannot be deleted or redefined", (name) => {
    const orgs = make();
    const descriptor = { value: 1, writable: false, enumerable: false, configurable: false };
    Object.defineProperty(orgs, name, descriptor);
    expect(Object.getOwnPropertyDescriptor(orgs, name)).toEqual(descriptor);
    expect(Object.keys(orgs)).not.toContain(name);
    expect(Reflect.ownKeys(orgs)).toContain(name);
    expect(Reflect.deleteProperty(orgs, name)).toBe(false);
    expect(() => Object.defineProperty(orgs, name, { value: 2 })).toThrow(TypeError);
    expect(orgs[name]).toBe(1);
  });

  test.each(["ours", "get"])("keep of %s what a new descriptor does not say", (name) => {
    const orgs = make();
    const original = orgs[name];
    Object.defineProperty(orgs, name, { enumerable: false });
    expect(Object.getOwnPropertyDescriptor(orgs, name)).toEqual({
      value: original,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  });

  test("leave the scope as it was when something is assigned, which is a property like any other", () => {
    const scope = makeScope();
    const before = Reflect.ownKeys(scope);
    const orgs = laidOver(scope);
    orgs.mine = 1;
    orgs.ours = undefined;
    orgs.get = "mine";
    expect(Reflect.ownKeys(scope)).toEqual(before);
    expect(Reflect.get(scope, "get")).toEqual(expect.any(Function));
    expect(Object.keys(orgs)).toEqual([...new Set([...Object.keys(scope), ...OURS, "mine", "get"])]);
    expect([orgs.mine, orgs.ours, orgs.get]).toEqual([1, undefined, "mine"]);
    expect(["mine" in orgs, "ours" in orgs]).toEqual([true, true]);
  });

  test.each(["ours", "get", "mine"])("are not written to by an object that inherits from them, as %s", (name) => {
    const orgs = make();
    const before = orgs[name];
    const derived = Object.create(orgs);
    derived[name] = 1;
    expect([derived[name], orgs[name]]).toEqual([1, before]);
    expect(Object.keys(derived)).toEqual([name]);
  });

  test.each<[name: string, refused: (orgs: object) => unknown]>([
    ["freeze", Object.freeze],
    ["seal", Object.seal],
    ["preventExtensions", Object.preventExtensions],
  ])("refuse Object.%s before anything changes", (_name, refused) => {
    const orgs = make();
    expect(() => refused(orgs)).toThrow(TypeError);
    expect(Reflect.preventExtensions(orgs)).toBe(false);
    expect(Object.isExtensible(orgs)).toBe(true);
    expect(Object.getOwnPropertyDescriptor(orgs, "ours")).toMatchObject({ writable: true, configurable: true });
    orgs.ours = 1;
    expect(orgs.ours).toBe(1);
  });
});

test("our members are made when they are first read, once", () => {
  const make = jest.fn((name: string) => ({ name }));
  const laid = Object(overlay({ ours: "theirs" }, OURS, make));
  expect("ours" in laid).toBe(true);
  expect(make).not.toHaveBeenCalled();
  expect(laid.ours).toEqual({ name: "ours" });
  expect(laid.ours).toBe(laid.ours);
  expect(make.mock.calls).toEqual([["ours"]]);
});

test("a member that is made `undefined` is made once, too", () => {
  const make = jest.fn(() => undefined);
  const laid = Object(overlay({}, OURS, make));
  expect([laid.ours, laid.ours, "ours" in laid]).toEqual([undefined, undefined, true]);
  expect(make).toHaveBeenCalledTimes(1);
});

test("what every object inherits is theirs, not ours", () => {
  const laid = laidOver({});
  expect([laid.toString, laid.hasOwnProperty]).toEqual([Object.prototype.toString, Object.prototype.hasOwnProperty]);
  expect(Object.getOwnPropertyDescriptor(laid, "toString")).toBeUndefined();
  expect(Object.keys(laid)).toEqual(OURS);
});

test("a key whose value is `undefined` is there for `in`, hasOwn, keys and descriptors alike", () => {
  const laid = laidOver({ nothing: undefined });
  expect(["nothing" in laid, Object.hasOwn(laid, "nothing"), Object.keys(laid).includes("nothing")]).toEqual([
    true,
    true,
    true,
  ]);
  expect(Object.getOwnPropertyDescriptor(laid, "nothing")).toHaveProperty("value", undefined);
});

test("a member below that is not enumerable is not listed, and is there", () => {
  const laid = laidOver(Object.defineProperty({}, "hidden", { value: 1 }));
  expect(Object.keys(laid)).toEqual(OURS);
  expect([laid.hidden, "hidden" in laid, Object.hasOwn(laid, "hidden")]).toEqual([1, true, true]);
});

test.each([
  [
    "of its own",
    {
      get broken() {
        throw new Error("theirs");
      },
    },
  ],
  [
    "that it inherits",
    Object.create({
      get broken() {
        throw new Error("theirs");
      },
    }),
  ],
])("a getter below %s that throws throws", (_what, below) => {
  expect(() => laidOver(below).broken).toThrow("theirs");
});

test("a getter below sees the object that it is written for, with its private members", () => {
  class Scope {
    readonly #value = 1;
    get value() {
      return this.#value;
    }
  }
  expect(laidOver(new Scope()).value).toBe(1);
});

test("a getter that is defined on it sees all members as `this`", () => {
  const laid = Object.defineProperty(laidOver(theirs()), "both", {
    get() {
      return [this.get(), this.ours()];
    },
    configurable: true,
  });
  expect(laid.both).toEqual(["their get", "our ours"]);
});

test("symbols are members like any other", () => {
  const below = Symbol("below");
  const assigned = Symbol("assigned");
  const laid = laidOver({ [below]: 1 });
  laid[assigned] = 2;
  expect([laid[below], laid[assigned], Reflect.ownKeys(laid)]).toEqual([1, 2, [below, ...OURS, assigned]]);
});
