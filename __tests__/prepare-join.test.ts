import { inspect } from "node:util";
import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { legacyRestEndpointMethods, restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import { artifactStorage } from "../src/index.ts";
import { prepareJoin } from "../src/prepare-join.ts";
import { type Row, routes } from "../src/routes.ts";
import { ANSWER, CALL, stubFetch } from "./support/octokit.ts";

const OURS = ["createArtifactStorageRecord", "listArtifactStorageRecords"];

const ROW = routes().orgs.createArtifactStorageRecord;

/** An instance as far as a plugin sees it, joined with two methods that know their row. */
function joined(rest?: object) {
  const create = jest.fn((name: string, _row: () => Row) => () => `row of ${name}`);
  const octokit: { rest?: Record<string, Record<string, unknown>> } = rest ? { rest: Object(rest) } : {};
  prepareJoin({ orgs: { ours: ROW, more: ROW } })(octokit, create);
  return { octokit, create };
}

/** A scope as plugin-rest-endpoint-methods made it from 7.2.3 to 10.0.0: it throws on names that it does not know. */
const throwingScope = (methods: Record<string, () => string>) =>
  new Proxy({ octokit: {}, scope: "orgs", cache: {} } as Record<string, unknown>, {
    get: (_target, name: string) => {
      const { method } = { get: { method: methods.get }, list: { method: methods.list } }[name as "get" | "list"];
      return method;
    },
  });

const host = () => ({ get: () => "host's get", list: () => "host's list" });
const SCOPES: [what: string, scope: () => Record<string, unknown>][] = [
  ["plain, as before 7.2.0", host],
  ["a proxy that throws, as from 7.2.3 to 10.0.0", () => throwingScope(host())],
  ["a proxy that answers, as from 10.0.1 on", () => new Proxy(host(), {})],
];

describe.each(SCOPES)("a host's scope that is %s", (_what, scope) => {
  const orgsOf = () => Object(joined({ orgs: scope(), repos: scope() }).octokit.rest).orgs;

  test("keeps its methods and gains ours", () => {
    const orgs = orgsOf();
    expect([orgs.get(), orgs.list(), orgs.ours(), orgs.more()]).toEqual([
      "host's get",
      "host's list",
      "row of orgs.ours",
      "row of orgs.more",
    ]);
    expect(orgs.unknown).toBeUndefined();
    expect(orgs.then).toBeUndefined();
  });

  test("a property of the instance that has the name of a scope stays what it is", () => {
    const octokit = { rest: { orgs: scope() }, orgs: "mine" };
    prepareJoin({ orgs: { ours: ROW } })(octokit, () => () => "ours");
    expect(octokit.orgs).toBe("mine");
  });

  test("other scopes stay the very same", () => {
    const repos = scope();
    expect(joined({ orgs: scope(), repos }).octokit.rest?.repos).toBe(repos);
  });

  test("`in` sees both", () => {
    const orgs = orgsOf();
    expect(["get", "list", "ours", "more", "unknown"].map((name) => name in orgs)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test("Object.keys, for…in, spread and util.inspect see what the host shows, and ours", () => {
    const names = [...Object.keys(scope()), "ours", "more"];
    const orgs = orgsOf();
    const inherited = [];
    for (const name in orgs) inherited.push(name);
    expect(Object.keys(orgs)).toEqual(names);
    expect(inherited).toEqual(names);
    expect(Object.keys({ ...orgs })).toEqual(names);
    for (const name of names) expect(inspect(orgs)).toMatch(new RegExp(`\\b${name}: `));
    expect(inspect(orgs)).toMatch(/\bours: \[Function/);
  });

  test.each(["ours", "get"])("%s looks like a plain data property", (name) => {
    expect(Object.getOwnPropertyDescriptor(orgsOf(), name)).toEqual({
      value: expect.any(Function),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  test.each(["unknown", "toString"])("%s is no property of its own", (name) => {
    expect(Object.getOwnPropertyDescriptor(orgsOf(), name)).toBeUndefined();
  });

  test.each(["ours", "get"])("jest.spyOn stubs %s, and restores it", (name) => {
    const orgs = orgsOf();
    const original = orgs[name];
    const spy = jest.spyOn(orgs, name).mockReturnValue("stubbed");
    expect(orgs[name]()).toBe("stubbed");
    spy.mockRestore();
    expect(orgs[name]).toBe(original);
    expect(orgs[name]()).not.toBe("stubbed");
  });

  test.each(["ours", "get"])(
    "a descriptor that replaces %s is kept, and deleting it brings the method back",
    (name) => {
      const orgs = orgsOf();
      const original = orgs[name]();
      const descriptor = { value: () => "defined", writable: false, enumerable: true, configurable: true };
      Object.defineProperty(orgs, name, descriptor);
      expect(Object.getOwnPropertyDescriptor(orgs, name)).toEqual(descriptor);
      expect(orgs[name]()).toBe("defined");
      delete orgs[name];
      expect(orgs[name]()).toBe(original);
    },
  );

  test("what is assigned is a property like any other", () => {
    const orgs = orgsOf();
    orgs.mine = 1;
    orgs.ours = undefined;
    expect(Object.keys(orgs)).toEqual([...Object.keys(scope()), "ours", "more", "mine"]);
    expect([orgs.mine, orgs.ours, "mine" in orgs]).toEqual([1, undefined, true]);
  });
});

describe("our methods", () => {
  test("are made on first use, once", () => {
    const { octokit, create } = joined();
    expect(create).not.toHaveBeenCalled();
    const first = octokit.rest?.orgs?.ours;
    expect(octokit.rest?.orgs?.ours).toBe(first);
    expect(create.mock.calls).toEqual([["orgs.ours", ROW]]);
  });

  test("take the place of the host's", () => {
    expect(joined({ orgs: { ours: 1 } }).octokit.rest?.orgs?.ours).toEqual(expect.any(Function));
  });

  test("names that every object has are not ours", () => {
    const orgs = Object(joined().octokit.rest?.orgs);
    expect([orgs.toString, orgs.hasOwnProperty]).toEqual([Object.prototype.toString, Object.prototype.hasOwnProperty]);
    expect(Object.keys(orgs)).toEqual(["ours", "more"]);
  });
});

describe("a REST plugin that loads later", () => {
  test("is extended, once", () => {
    const { octokit } = joined();
    const theirs = { orgs: host(), repos: host() };
    const replacement = { orgs: host() };

    Object.assign(octokit, { rest: theirs });
    expect(octokit.rest).toBe(theirs);
    expect(Object.keys(Object(octokit.rest?.orgs))).toEqual(["get", "list", "ours", "more"]);
    expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toMatchObject({ value: theirs, writable: true });

    Object.assign(octokit, { rest: replacement });
    expect(Object.keys(Object(octokit.rest?.orgs))).toEqual(["get", "list"]);
  });

  test("is extended, also where it has the methods itself, as from 16.1.0 on", () => {
    const { octokit } = joined();
    const native = new Proxy({ ours: () => "native" }, { has: (target, name) => Object.hasOwn(target, name) });
    Object.assign(octokit, { rest: { orgs: native } });
    expect(Object(octokit.rest?.orgs).ours()).toBe("row of orgs.ours");
  });

  test.each<[what: string, rest: unknown]>([
    ["has a stub of ours", { orgs: { ours: () => "stub" } }],
    ["has a stub of one of ours", { orgs: { get: () => "stub", more: () => "stub" } }],
    ["has no scope of ours", { mine: true }],
    ["is null", null],
    ["is undefined", undefined],
  ])("a `rest` that %s is somebody's on purpose", (_what, rest) => {
    const { octokit } = joined();
    const before = { ...Object(rest) };
    Object.assign(octokit, { rest });
    expect(octokit.rest).toBe(rest);
    expect({ ...octokit.rest }).toEqual(before);
    expect(octokit.rest?.orgs).toBe(before.orgs);
    expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toHaveProperty("value");
  });

  test("one that has but some of our scopes is no host either", () => {
    const octokit = {};
    prepareJoin({ orgs: { ours: ROW }, repos: { more: ROW } })(octokit, () => () => "ours");
    const rest = { orgs: host() };
    Object.assign(octokit, { rest });
    expect(Object.keys(rest.orgs)).toEqual(["get", "list"]);
  });

  test("a proxy of an instance finds it, too", () => {
    const { octokit } = joined();
    const { rest } = new Proxy(octokit, {});
    expect(Object.keys(Object(rest?.orgs))).toEqual(["ours", "more"]);
    expect(octokit.rest).toBe(rest);
  });

  test("once it is read, it is a property like any other", () => {
    const { octokit } = joined();
    const { rest } = octokit;
    expect(Object.getOwnPropertyDescriptor(octokit, "rest")).toEqual({
      value: rest,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  test("a plugin that reads ours, and wraps it, wins", () => {
    const { octokit } = joined();
    const wrapped = { orgs: { ...octokit.rest?.orgs, ours: () => "wrapped" } };
    Object.assign(octokit, { rest: wrapped });
    expect(octokit.rest?.orgs).toBe(wrapped.orgs);
  });

  test("where one was loaded before, another replaces it and ours", () => {
    const { octokit } = joined({ orgs: host() });
    const theirs = { orgs: host() };
    Object.assign(octokit, { rest: theirs });
    expect(Object.keys(Object(octokit.rest?.orgs))).toEqual(["get", "list"]);
  });

  test("is extended after two copies of ours, too, by the second", () => {
    const { octokit } = joined();
    prepareJoin({ orgs: { ours: ROW } })(octokit, () => () => "second");
    Object.assign(octokit, { rest: { orgs: host() } });
    expect(Object.keys(Object(octokit.rest?.orgs))).toEqual(["get", "list", "ours"]);
    expect(Object(octokit.rest?.orgs).ours()).toBe("second");
  });
});

test("ours may be loaded twice before a REST plugin: the second counts", () => {
  const octokit: { rest?: object } = {};
  const join = prepareJoin({ orgs: { ours: ROW } });
  join(octokit, () => () => "first");
  join(octokit, () => () => "second");
  Object.assign(octokit, { rest: { orgs: host() } });
  expect(Object(octokit.rest).orgs.ours()).toBe("second");
});

describe("the newest hosts", () => {
  test.each<[what: string, plugins: Parameters<typeof Octokit.plugin>]>([
    ["core alone", [artifactStorage]],
    ["plugin-rest-endpoint-methods first", [restEndpointMethods, artifactStorage]],
    ["plugin-rest-endpoint-methods later", [artifactStorage, restEndpointMethods]],
    ["its legacy form first", [legacyRestEndpointMethods, artifactStorage]],
    ["its legacy form later", [artifactStorage, legacyRestEndpointMethods]],
    ["twice", [artifactStorage, restEndpointMethods, artifactStorage]],
  ])("%s", async (_what, plugins) => {
    const fetch = stubFetch();
    const octokit = Object(new (Octokit.plugin(...plugins))({ request: { fetch } }));

    expect(Object.keys(octokit.rest.orgs)).toEqual(expect.arrayContaining(OURS));
    const legacy = plugins.includes(legacyRestEndpointMethods);
    expect(octokit.orgs).toBe(legacy ? octokit.rest.orgs : undefined);
    expect(await octokit.rest.orgs.createArtifactStorageRecord(CALL)).toMatchObject({ data: ANSWER });
    await expect(octokit.rest.orgs.createArtifactStorageRecord()).rejects.toThrow("nothing was sent");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("what the plugin returns shows what it added", () => {
    const octokit = new Octokit();
    const added = artifactStorage(octokit, {});
    expect(Object.keys(added)).toEqual([]);
    expect(Object.keys(added.rest.orgs)).toEqual(OURS);
    expect(added.rest).toBe(Object(octokit).rest);
  });

  test.each([
    [restEndpointMethods, artifactStorage],
    [artifactStorage, restEndpointMethods],
  ])("joining builds none of the host's methods", (first, second) => {
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
  });
});
