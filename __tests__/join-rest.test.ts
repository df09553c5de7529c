import { inspect } from "node:util";
import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { legacyRestEndpointMethods, restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import { artifactStorage } from "../src/index.ts";
import { joinRest } from "../src/join-rest.ts";
import { routes } from "../src/routes.ts";
import { ANSWER, CALL, stubFetch } from "./support/octokit.ts";

const OURS = ["createArtifactStorageRecord", "listArtifactStorageRecords"];
const ROW = routes.orgs.createArtifactStorageRecord;
const HIDDEN: PropertyDescriptor = { writable: true, configurable: true };

/** Joins two methods to an instance, which has whatever the plugins before gave it. */
function join(instance: object = {}, whose = "our") {
  const makeMethod = jest.fn(
    (name: string, _row: unknown): unknown =>
      () =>
        `${whose} ${name}`,
  );
  const added = joinRest({ octokit: instance, routes: { orgs: { ours: ROW, more: ROW } }, makeMethod });
  return { octokit: Object(instance), added: Object(added), makeMethod };
}

const theirs = () => ({ get: () => "their get", list: () => "their list" });
const ALL = ["get", "list", "ours", "more"];

describe("an instance that has a `rest`", () => {
  test("keeps its methods and gains ours", () => {
    const { octokit } = join({ rest: { orgs: theirs() } });
    expect(ALL.map((name) => octokit.rest.orgs[name]())).toEqual([
      "their get",
      "their list",
      "our orgs.ours",
      "our orgs.more",
    ]);
  });

  test("keeps its other scopes as they are", () => {
    const repos = theirs();
    expect(join({ rest: { orgs: theirs(), repos } }).octokit.rest.repos).toBe(repos);
  });

  test("shows ours in the place of its own of the same name", () => {
    expect(join({ rest: { orgs: { ours: () => "their ours" } } }).octokit.rest.orgs.ours()).toBe("our orgs.ours");
  });

  test("shows all scopes and methods in keys, `in`, spread and util.inspect", () => {
    const { octokit } = join({ rest: { repos: theirs() } });
    expect([Object.keys(octokit.rest), Object.keys({ ...octokit.rest }), Object.keys(octokit.rest.orgs)]).toEqual([
      ["repos", "orgs"],
      ["repos", "orgs"],
      ["ours", "more"],
    ]);
    expect(["repos" in octokit.rest, "orgs" in octokit.rest, "ours" in octokit.rest.orgs]).toEqual([true, true, true]);
    expect(inspect(octokit.rest)).toMatch(/repos: {.*orgs: {.*ours: \[Function/s);
  });

  test("has its `rest` and its scope left unwritten: another instance may share them, with another token", () => {
    const shared = { orgs: theirs() };
    const one = join({ rest: shared }, "one's").octokit;
    const two = join({ rest: shared }, "two's").octokit;
    expect([one.rest.orgs.ours(), two.rest.orgs.ours()]).toEqual(["one's orgs.ours", "two's orgs.ours"]);
    one.rest.orgs.get = () => "one's stub";
    one.rest.mine = 1;
    expect([two.rest.orgs.get(), two.rest.mine]).toEqual(["their get", undefined]);
    expect([Object.keys(shared), Object.keys(shared.orgs)]).toEqual([["orgs"], ["get", "list"]]);
  });

  test("may have it and its scopes frozen", () => {
    const { octokit } = join({ rest: Object.freeze({ orgs: Object.freeze(theirs()) }) });
    expect([octokit.rest.orgs.ours(), octokit.rest.orgs.get()]).toEqual(["our orgs.ours", "their get"]);
  });

  test("may have it on its class", () => {
    const rest = { orgs: theirs() };
    const instance = Object.create({ rest });
    const { octokit } = join(instance);
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
    expect(Object.getPrototypeOf(instance).rest).toBe(rest);
    expect(Object.keys(rest.orgs)).toEqual(["get", "list"]);
  });

  test("may have it made by a class, with private members", () => {
    class Rest {
      readonly #orgs = theirs();
      get orgs() {
        return this.#orgs;
      }
    }
    expect(Object.keys(join({ rest: new Rest() }).octokit.rest.orgs)).toEqual(ALL);
  });

  test("may have a scope in it that is none", () => {
    expect(join({ rest: { orgs: 1 } }).octokit.rest.orgs.ours()).toBe("our orgs.ours");
  });

  test("that is read-only keeps it, and what is returned shows ours with it", () => {
    const rest = { orgs: theirs() };
    const { octokit, added } = join(Object.defineProperty({}, "rest", { value: rest }));
    expect(octokit.rest).toBe(rest);
    expect(Object.keys(added.rest.orgs)).toEqual(ALL);
  });

  test("that is replaced is somebody's on purpose, whatever replaces it", () => {
    const { octokit } = join({ rest: { orgs: theirs() } });
    const rest = { orgs: theirs() };
    Object.assign(octokit, { rest });
    expect(octokit.rest).toBe(rest);
  });
});

describe("`octokit.orgs`, where a REST plugin has its scopes on the instance as well", () => {
  test("shows ours, too", () => {
    const orgs = theirs();
    const { octokit } = join({ orgs, rest: { orgs } });
    expect(octokit.orgs).toBe(octokit.rest.orgs);
  });

  test("shows ours, too, where that plugin is loaded later", () => {
    const orgs = theirs();
    const { octokit } = join();
    Object.assign(octokit, { orgs, rest: { orgs } });
    expect(octokit.orgs).toBe(octokit.rest.orgs);
    expect(Object.keys(octokit.orgs)).toEqual(ALL);
  });

  test.each([["mine"], [theirs()], [undefined], [null]])("stays what it is where it is another: %p", (orgs) => {
    expect(join({ orgs, rest: { orgs: theirs() } }).octokit.orgs).toBe(orgs);
  });
});

describe("our methods", () => {
  test("are made when they are first read, once, of their full names and rows", () => {
    const { octokit, makeMethod } = join({ rest: { orgs: theirs() } });
    expect("ours" in octokit.rest.orgs).toBe(true);
    expect(makeMethod).not.toHaveBeenCalled();
    expect(octokit.rest.orgs.ours).toBe(octokit.rest.orgs.ours);
    expect(makeMethod.mock.calls).toEqual([["orgs.ours", ROW]]);
  });

  test("are read of nothing that every object has", () => {
    const { orgs } = join().octokit.rest;
    expect([orgs.toString, orgs.hasOwnProperty]).toEqual([Object.prototype.toString, Object.prototype.hasOwnProperty]);
  });
});

describe("an instance without a `rest`", () => {
  test.each([[{}], [{ rest: undefined }], [{ rest: null }], [{ rest: 1 }], [Object.create({ rest: null })]])(
    "has ours alone, as a property like any other: %p",
    (instance) => {
      const { octokit } = join(instance);
      const { rest } = octokit;
      expect(Object.keys(rest.orgs)).toEqual(["ours", "more"]);
      expect(Object.keys(octokit)).toEqual(["rest"]);
      expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual({ ...HIDDEN, value: rest, enumerable: true });
    },
  );

  test("shows `rest` before it is read as well", () => {
    const { octokit } = join();
    expect([Object.keys(octokit), "rest" in octokit]).toEqual([["rest"], true]);
  });

  test("may have `rest` deleted, assigned, and joined anew", () => {
    const { octokit } = join();
    expect(delete octokit.rest).toBe(true);
    expect("rest" in octokit).toBe(false);
    octokit.rest = 1;
    expect(octokit.rest).toBe(1);
    delete octokit.rest;
    join(octokit, "newer");
    expect(octokit.rest.orgs.ours()).toBe("newer orgs.ours");
  });

  test("is not written to by a copy of it", () => {
    const { octokit } = join();
    const copy = { ...octokit };
    copy.rest = 1;
    expect(Object.keys(octokit.rest.orgs)).toEqual(["ours", "more"]);
  });
});

describe("a REST plugin that is loaded later", () => {
  /** As Octokit does with what a plugin returns. */
  const load = (octokit: object, rest: unknown) => Object.assign(octokit, { rest });

  test("has its methods, and ours", () => {
    const { octokit } = join();
    const rest = { orgs: theirs(), repos: theirs() };
    load(octokit, rest);
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
    expect(octokit.rest.repos).toBe(rest.repos);
    expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual({
      ...HIDDEN,
      value: octokit.rest,
      enumerable: true,
    });
  });

  test("has its `rest` and its scope left unwritten", () => {
    const { octokit } = join();
    const rest = { orgs: theirs() };
    load(octokit, rest);
    expect(octokit.rest.orgs.ours()).toBe("our orgs.ours");
    expect([Object.keys(rest), Object.keys(rest.orgs)]).toEqual([["orgs"], ["get", "list"]]);
  });

  test("is waited for once: the next is somebody's on purpose", () => {
    const { octokit } = join();
    load(octokit, { orgs: theirs() });
    const rest = { orgs: theirs() };
    load(octokit, rest);
    expect(octokit.rest).toBe(rest);
  });

  test("may have our methods itself, if it denies what it inherits, as its proxies do", () => {
    const { octokit } = join();
    const native = new Proxy({ ours: () => "native" }, { has: (methods, name) => Object.hasOwn(methods, name) });
    load(octokit, { orgs: native });
    expect(octokit.rest.orgs.ours()).toBe("our orgs.ours");
  });

  const UNREADABLE = {
    get orgs() {
      throw new Error("not mocked");
    },
  };
  const nullPrototype = Object.assign(Object.create(null), { ours: () => "stub" });
  test.each<[what: string, rest: unknown]>([
    ["has a stub of ours", { orgs: { ours: () => "stub" } }],
    ["has a stub of one of ours", { orgs: { get: () => "stub", more: () => "stub" } }],
    ["has a stub without a prototype", { orgs: nullPrototype }],
    ["is a stub without a prototype", Object.assign(Object.create(null), { orgs: nullPrototype })],
    ["has a stub that inherits its methods", { orgs: Object.create({ ours: () => "stub" }) }],
    ["has no scope of ours", { mine: true }],
    ["has a scope of ours that is none", { orgs: 1 }],
    ["has a scope that cannot be read, as of a mocked module", UNREADABLE],
    ["is a text", "mine"],
    ["is null", null],
    ["is undefined", undefined],
  ])("is none if its `rest` %s: that is somebody's on purpose", (_what, rest) => {
    const { octokit } = join();
    const before = Reflect.ownKeys(Object(rest));
    load(octokit, rest);
    expect(octokit.rest).toBe(rest);
    expect(Reflect.ownKeys(Object(rest))).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual({ ...HIDDEN, value: rest, enumerable: true });
  });

  test("is none if it has only some of our scopes", () => {
    const octokit = Object({});
    const rest = { orgs: theirs() };
    joinRest({ octokit, routes: { orgs: { ours: ROW }, repos: { more: ROW } }, makeMethod: () => undefined });
    load(octokit, rest);
    expect(octokit.rest).toBe(rest);
  });

  test("is not waited for once `rest` was read: what a plugin then wraps, and returns, wins", () => {
    const { octokit } = join();
    const rest = { orgs: { ...octokit.rest.orgs, ours: () => "wrapped" } };
    load(octokit, rest);
    expect(octokit.rest).toBe(rest);
    load(octokit, { orgs: theirs() });
    expect(Object.keys(octokit.rest.orgs)).toEqual(["get", "list"]);
  });

  test("is found through a proxy of the instance", () => {
    const { octokit } = join();
    load(new Proxy(octokit, {}), { orgs: theirs() });
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
  });
});

test("a proxy of the instance reads the same `rest`", () => {
  const { octokit } = join();
  const { rest } = new Proxy(octokit, {});
  expect(Object.keys(rest.orgs)).toEqual(["ours", "more"]);
  expect(octokit.rest).toBe(rest);
});

test("what it returns can be given another `rest`, as a stub does", () => {
  const { added } = join({});
  expect(Object.defineProperty(added, "rest", { value: "a stub" }).rest).toBe("a stub");
});

describe("loaded twice", () => {
  test.each<[what: string, rest: object | undefined, methods: string[]]>([
    ["with no REST plugin", undefined, ["ours", "more"]],
    ["before a REST plugin", { orgs: theirs() }, ALL],
  ])("%s, the first counts", (_what, rest, methods) => {
    const { octokit } = join({}, "first");
    join(octokit, "second");
    if (rest) Object.assign(octokit, { rest });
    expect(Object.keys(octokit.rest.orgs)).toEqual(methods);
    expect(octokit.rest.orgs.ours()).toBe("first orgs.ours");
  });

  test("after a REST plugin, the second counts", () => {
    const { octokit } = join({ rest: { orgs: theirs() } }, "first");
    join(octokit, "second");
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
    expect(octokit.rest.orgs.ours()).toBe("second orgs.ours");
  });

  test("what each returns shows its own methods", () => {
    const first = join({}, "first");
    const second = join(first.octokit, "second");
    expect([first.added.rest.orgs.ours(), second.added.rest.orgs.ours()]).toEqual([
      "first orgs.ours",
      "second orgs.ours",
    ]);
  });

  test("in two copies of the module, the first counts, too", async () => {
    const { octokit } = join({}, "first");
    jest.resetModules();
    const copy = await import("../src/join-rest.ts");
    expect(copy.joinRest).not.toBe(joinRest);
    const makeMethod = () => () => "second";
    const added = Object(copy.joinRest({ octokit, routes: { orgs: { ours: ROW } }, makeMethod }));
    Object.assign(octokit, { rest: { orgs: theirs() } });
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
    expect([octokit.rest.orgs.ours(), added.rest.orgs.ours()]).toEqual(["first orgs.ours", "second"]);
  });
});

const CLOSED: [name: string, close: (instance: object) => object][] = [
  ["frozen", Object.freeze],
  ["sealed", Object.seal],
  ["non-extensible", Object.preventExtensions],
];

describe.each(CLOSED)("an instance that is %s", (_name, close) => {
  test("before `rest` is first read shows ours, the same at each reading", () => {
    const { octokit } = join();
    close(octokit);
    expect(octokit.rest.orgs.ours()).toBe("our orgs.ours");
    expect(octokit.rest).toBe(octokit.rest);
  });

  test("before a REST plugin comes takes it, with ours, if it may be written to", () => {
    const { octokit } = join();
    close(octokit);
    const assign = () => Object.assign(octokit, { rest: { orgs: theirs() } });
    if (Object.isFrozen(octokit))
      expect(assign).toThrow(new TypeError("octokit.rest cannot be assigned to: the instance is frozen"));
    else assign();
    expect(Object.keys(octokit.rest.orgs)).toEqual(Object.isFrozen(octokit) ? ["ours", "more"] : ALL);
  });

  test("after `rest` was read shows the same", () => {
    const { octokit } = join();
    const { rest } = octokit;
    close(octokit);
    expect(octokit.rest).toBe(rest);
    expect(rest.orgs.ours()).toBe("our orgs.ours");
  });

  test.each<[what: string, instance: () => object, methods: string[]]>([
    ["with no `rest`", () => ({}), ["ours", "more"]],
    ["with one", () => ({ rest: { orgs: theirs() } }), ALL],
  ])("when we come, %s, has ours on what is returned", (_what, instance, methods) => {
    const { added, makeMethod } = join(close(instance()));
    expect(Object.keys(added.rest.orgs)).toEqual(methods);
    expect(added.rest).toBe(added.rest);
    expect(added.rest.orgs.ours).toBe(added.rest.orgs.ours);
    expect(makeMethod.mock.calls.filter(([name]) => name === "orgs.ours")).toHaveLength(1);
  });
});

describe("an object that inherits from an instance", () => {
  test("reads `rest` through it", () => {
    const { octokit } = join();
    const derived = Object.create(octokit);
    expect(Object.keys(derived.rest.orgs)).toEqual(["ours", "more"]);
    expect(derived.rest).toBe(octokit.rest);
    expect(Object.keys(derived)).toEqual([]);
  });

  test.each([["before"], ["after"]])("has what is assigned on it, %s `rest` was read", (when) => {
    const { octokit } = join();
    if (when === "after") expect(octokit.rest).toBeDefined();
    const derived = Object.create(octokit);
    derived.rest = { orgs: theirs() };
    expect(Object.keys(derived.rest.orgs)).toEqual(["get", "list"]);
    expect(Object.getOwnPropertyDescriptor(derived, "rest")).toMatchObject({ ...HIDDEN, enumerable: true });
    expect(Object.keys(octokit.rest.orgs)).toEqual(["ours", "more"]);
  });

  test("does not keep the instance from waiting", () => {
    const { octokit } = join();
    Object.create(octokit).rest = 1;
    Object.assign(octokit, { rest: { orgs: theirs() } });
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
  });
});

describe("an accessor of another plugin's", () => {
  class WithGetter {
    readonly read = jest.fn(theirs);
    get rest() {
      return { orgs: this.read() };
    }
  }
  const ofItsOwn = () => Object.defineProperty({}, "rest", { get: () => ({ orgs: theirs() }), configurable: true });

  test.each<[what: string, instance: () => object]>([
    ["on the instance", ofItsOwn],
    ["on its class", () => new WithGetter()],
  ])("%s stays in charge, and what is returned shows ours, built once", (_what, make) => {
    const instance = make();
    const before = Object.getOwnPropertyDescriptors(instance);
    const { octokit, added, makeMethod } = join(instance);
    expect(Object.getOwnPropertyDescriptors(instance)).toEqual(before);
    expect(Object.keys(octokit.rest.orgs)).toEqual(["get", "list"]);
    expect(Object.keys(added.rest.orgs)).toEqual(ALL);
    expect(added.rest.orgs.ours).toBe(added.rest.orgs.ours);
    expect(makeMethod.mock.calls.filter(([name]) => name === "orgs.ours")).toHaveLength(1);
  });

  test("is not read by joining", () => {
    const instance = new WithGetter();
    join(instance);
    expect(instance.read).not.toHaveBeenCalled();
  });
});

describe("what is returned", () => {
  test("before a REST plugin can load, has no enumerable property: Octokit assigns those to the instance", () => {
    const { octokit, added } = join();
    expect(Object.keys(added)).toEqual([]);
    Object.assign(octokit, added, { rest: { orgs: theirs() } });
    expect(added.rest).toBe(octokit.rest);
    expect(Object.keys(octokit.rest.orgs)).toEqual(ALL);
  });

  test("after a REST plugin, is a plain object, as a REST plugin's is: it prints and spreads", () => {
    const { octokit, added } = join({ rest: { orgs: theirs() } });
    expect(Object.getOwnPropertyDescriptor(added, "rest")).toEqual({
      ...HIDDEN,
      value: octokit.rest,
      enumerable: true,
    });
    expect({ ...added }.rest).toBe(octokit.rest);
    expect(inspect(added)).toMatch(/^{\s+rest: {\s+orgs: {/);
  });

  const INSTANCES: [what: string, make: () => object][] = [
    ["with no `rest`", () => ({})],
    ["with one", () => ({ rest: { orgs: theirs() } })],
    ["frozen", () => Object.freeze({ rest: { orgs: theirs() } })],
    ["with an accessor", () => Object.defineProperty({}, "rest", { get: () => ({ orgs: theirs() }) })],
  ];

  test.each(INSTANCES)("is a plain object that works behind a proxy, and as a prototype: %s", (_what, make) => {
    const { added } = join(make());
    expect(Object.getPrototypeOf(added)).toBe(Object.prototype);
    for (const seen of [new Proxy(added, {}), Object.create(added), deeplyReadonly(added, [])])
      expect(seen.rest.orgs.ours()).toBe("our orgs.ours");
    expect(inspect(added)).not.toContain("Joined");
  });

  test("may be assigned to a frozen instance, for which it has no enumerable property", () => {
    const frozen = Object.freeze({ rest: { orgs: theirs() } });
    const { added } = join(frozen);
    expect(() => Object.assign(frozen, added)).not.toThrow();
  });
});

/** As Vue's `readonly()`: whatever is read is wrapped, but for functions, and whatever is written only leads to a warning. */
function deeplyReadonly<T extends object>(target: T, warnings: string[]): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value: unknown = Reflect.get(object, name, receiver);
      const { writable, configurable } = Reflect.getOwnPropertyDescriptor(object, name) ?? HIDDEN;
      const isFixed = writable === false && configurable === false;
      return typeof value === "object" && value !== null && !isFixed ? deeplyReadonly(value, warnings) : value;
    },
    set: (_object, name) => warnings.push(`set ${String(name)}`) > 0,
    deleteProperty: (_object, name) => warnings.push(`delete ${String(name)}`) > 0,
  });
}

/** As `harden` of SES: follows prototypes no further than the object, but symbols and accessors. */
function deepFreeze(value: unknown, seen = new Set<unknown>()): void {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
  seen.add(value);
  for (const { value: held, get, set } of Object.values(Object.getOwnPropertyDescriptors(value)))
    for (const one of [held, get, set]) deepFreeze(one, seen);
  for (const symbol of Object.getOwnPropertySymbols(value))
    deepFreeze(Reflect.getOwnPropertyDescriptor(value, symbol)?.value, seen);
  Object.freeze(value);
}

describe("an instance that waits for a REST plugin", () => {
  test("shows one and the same `rest` through a proxy that lets nothing be written, which it does not try", () => {
    const { octokit, makeMethod } = join();
    const warnings: string[] = [];
    const readonly = deeplyReadonly(octokit, warnings);
    expect(readonly.rest.orgs.ours()).toBe("our orgs.ours");
    octokit.rest.orgs.ours = () => "stub";
    expect(readonly.rest.orgs.ours()).toBe("stub");
    expect(makeMethod).toHaveBeenCalledTimes(1);
    expect(warnings).toEqual([]);
  });

  test("shows `rest` where it was frozen with all that can be reached from it", () => {
    const { octokit, added } = join();
    deepFreeze(octokit);
    expect(octokit.rest.orgs.ours()).toBe("our orgs.ours");
    expect(octokit.rest).toBe(octokit.rest);
    expect(added.rest).toBe(octokit.rest);
  });
});

test.each([["rest"], ["orgs"]])("Object.freeze of ours is refused, and leaves everything usable: %s", (name) => {
  const { octokit } = join({ rest: { orgs: theirs() } });
  expect(() => Object.freeze(name === "rest" ? octokit.rest : octokit.rest.orgs)).toThrow(TypeError);
  octokit.rest.orgs.ours = () => "stub";
  octokit.rest.mine = 1;
  expect([octokit.rest.orgs.ours(), octokit.rest.orgs.get(), octokit.rest.mine]).toEqual(["stub", "their get", 1]);
});

describe("the newest Octokits", () => {
  test.each<[what: string, plugins: Parameters<typeof Octokit.plugin>]>([
    ["core alone", [artifactStorage]],
    ["plugin-rest-endpoint-methods first", [restEndpointMethods, artifactStorage]],
    ["plugin-rest-endpoint-methods later", [artifactStorage, restEndpointMethods]],
    ["its legacy form first", [legacyRestEndpointMethods, artifactStorage]],
    ["its legacy form later", [artifactStorage, legacyRestEndpointMethods]],
  ])("%s: create is ours", async (_what, plugins) => {
    const fetch = stubFetch();
    const octokit = Object(new (Octokit.plugin(...plugins))({ request: { fetch } }));

    expect(Object.keys(octokit.rest.orgs)).toEqual(expect.arrayContaining(OURS));
    const isLegacy = plugins.includes(legacyRestEndpointMethods);
    expect(octokit.orgs).toBe(isLegacy ? octokit.rest.orgs : undefined);
    expect(await octokit.rest.orgs.createArtifactStorageRecord(CALL)).toMatchObject({ data: ANSWER });
    await expect(octokit.rest.orgs.createArtifactStorageRecord()).rejects.toThrow("nothing was sent");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("by hand, on an instance that is there", () => {
    const octokit = Object(new (Octokit.plugin(restEndpointMethods))());
    const { rest } = artifactStorage(octokit);
    expect(rest).toBe(octokit.rest);
    expect(Object.keys(rest.orgs)).toEqual(expect.arrayContaining([...OURS, "get"]));
  });

  test.each([
    [restEndpointMethods, artifactStorage],
    [artifactStorage, restEndpointMethods],
  ])("none of their methods is built by joining", (first, second) => {
    const built: unknown[] = [];
    const counting = ({ request }: Octokit) => {
      const { defaults } = request;
      request.defaults = Object.assign((options: Parameters<typeof defaults>[0]) => {
        built.push(options.url);
        return defaults(options);
      });
    };
    const octokit = Object(new (Octokit.plugin(counting, first, second))());
    expect(octokit.rest.orgs).toBeDefined();
    expect(built).toEqual([]);
    expect(octokit.rest.orgs.get).toEqual(expect.any(Function));
    expect(built).toEqual(["/orgs/{org}"]);
  });
});
