import type { ArtifactStorage } from "../index.d.ts";
import { findDescriptor } from "./find-descriptor.ts";
import { overlay } from "./overlay.ts";
import type { Row } from "./row.ts";

type Routes = Readonly<Record<string, Readonly<Record<string, Row>>>>;

/** What is to be put on the `rest` of one instance. */
interface Addition {
  octokit: object;
  routes: Routes;
  makeMethod(name: string, row: Row): unknown;
}

/**
 * Puts our methods on `octokit.rest`, and returns them. Everything about what may already be there, or may be added
 * later, is in this file.
 */
export function joinRest(addition: Addition): ArtifactStorage {
  const { octokit } = addition;
  const found = findDescriptor(octokit, "rest");
  // An accessor of somebody else's stays in charge, and a frozen instance stays as it is.
  const isOpen = !found || "value" in found;
  if (isOpen && isObject(found?.value)) {
    if (Reflect.set(octokit, "rest", joinScopes(addition, found.value))) return { rest: Reflect.get(octokit, "rest") };
  } else if (isOpen && waitForRest(addition)) {
    return showRestOf(octokit);
  }
  let rest: object | undefined;
  return showRestOf({
    get rest() {
      rest ??= joinScopes(addition, Reflect.get(octokit, "rest"));
      return rest;
    },
  });
}

/** Where what is returned keeps whose `rest` it shows. Behind a function, so that a proxy of it shows no other. */
const HOLDER = Symbol("whose rest is shown");

/** Not enumerable: Octokit would assign it to the instance, and so read `rest` before a REST plugin can load. */
const SHOWN_REST: PropertyDescriptor & ThisType<{ [HOLDER](): object }> = {
  get() {
    return Reflect.get(this[HOLDER](), "rest");
  },
  configurable: true,
};

function showRestOf(holder: object): ArtifactStorage {
  const shown: ArtifactStorage = Object.create(Object.prototype);
  Object.defineProperty(shown, HOLDER, { value: () => holder });
  return Object.defineProperty(shown, "rest", SHOWN_REST);
}

/**
 * Where an instance keeps what this file has to remember about it: behind a function, so that nothing can freeze it with
 * the instance, and no proxy of the instance's shows it as another object.
 */
const WAITING = Symbol("waiting for a REST plugin");

interface Waiting {
  addition: Addition;
  isOver: boolean;
  rest: unknown;
}

/**
 * Octokit assigns what each plugin returns to the instance, in order, so a REST plugin that is loaded after us would
 * replace our `rest`. This accessor waits for it, and joins it. If `rest` is read before that, such as by a plugin that
 * wraps our methods, it has only ours, and anything that is assigned later replaces it on purpose.
 *
 * All instances share the same two functions, so that V8 gives them the same layout: `new` takes half the time.
 */
const REST: PropertyDescriptor & ThisType<{ rest?: unknown; [WAITING](): Waiting }> = {
  get() {
    const waiting = this[WAITING]();
    return waiting.isOver ? waiting.rest : settle(waiting, joinScopes(waiting.addition, {}));
  },
  set(value: unknown) {
    const waiting = this[WAITING]();
    const { isOver, addition } = waiting;
    if (Object.hasOwn(this, "rest")) {
      // Unlike a frozen data property, an accessor would accept the value.
      if (Object.isFrozen(this)) throw new TypeError("octokit.rest cannot be assigned to: the instance is frozen");
      settle(waiting, !isOver && isOfRestPlugin(value, addition.routes) ? joinScopes(addition, value) : value);
    } else {
      // What is assigned on an object that inherits from the instance stays on that object, as ever.
      Object.defineProperty(this, "rest", { value, writable: true, enumerable: true, configurable: true });
    }
  },
  enumerable: true,
  configurable: true,
};

function waitForRest(addition: Addition): boolean {
  const waiting: Waiting = { addition, isOver: false, rest: undefined };
  return (
    Reflect.defineProperty(addition.octokit, WAITING, { value: () => waiting, configurable: true }) &&
    Reflect.defineProperty(addition.octokit, "rest", REST)
  );
}

/** Makes `rest` a property like any other, unless the instance was sealed meanwhile. */
function settle(waiting: Waiting, rest: unknown): unknown {
  const { octokit } = waiting.addition;
  waiting.isOver = true;
  waiting.rest = rest;
  // Deleted and assigned: redefining it would make V8 turn the instance into a dictionary.
  if (Object.isExtensible(octokit) && Reflect.deleteProperty(octokit, "rest")) Reflect.set(octokit, "rest", rest);
  return rest;
}

/** Whether a `rest` has the scopes of a REST plugin. If it has our methods as well, it is a stub of them. */
function isOfRestPlugin(rest: unknown, routes: Routes): boolean {
  for (const name in routes) {
    const scope: unknown = isObject(rest) ? readIfPossible(rest, name) : undefined;
    if (!isObject(scope) || (!deniesPrototype(scope) && hasOneOf(Reflect.get(routes, name), scope))) return false;
  }
  return true;
}

function readIfPossible(rest: object, name: string): unknown {
  try {
    return Reflect.get(rest, name);
  } catch {
    // Mocked modules throw on names that they do not know, but accept assignments:
    // https://github.com/vitest-dev/vitest/pull/1819
  }
  return undefined;
}

const hasOneOf = (rows: object, scope: object) => Object.keys(rows).some((method) => method in scope);

/**
 * plugin-rest-endpoint-methods has had our methods since 16.1.0. Unlike a stub, or any plain object, its scopes deny
 * what they inherit: https://github.com/octokit/plugin-rest-endpoint-methods.js/pull/684
 */
const deniesPrototype = (scope: object) => !("toString" in scope) && Object.getPrototypeOf(scope) !== null;

/** Lays our scopes over a `rest`, which may be shared by all instances that a plugin was given, and is not written to. */
function joinScopes({ octokit, routes, makeMethod }: Addition, rest: unknown): object {
  const below = isObject(rest) ? rest : {};
  const names = Object.keys(routes);
  const joined = overlay(below, names, (name) => {
    const rows: Routes[string] = Reflect.get(routes, name);
    const scope: unknown = Reflect.get(below, name);
    return overlay(isObject(scope) ? scope : {}, Object.keys(rows), (method) =>
      makeMethod(`${name}.${method}`, Reflect.get(rows, method)),
    );
  });
  for (const name of names) {
    // @octokit/rest has its scopes on the instance as well, as `octokit.orgs`.
    const alias: unknown = Reflect.get(octokit, name);
    if (isObject(alias) && alias === Reflect.get(below, name)) Reflect.set(octokit, name, Reflect.get(joined, name));
  }
  return joined;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
