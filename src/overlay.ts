import { findDescriptor } from "./find-descriptor.ts";

type Members = Record<PropertyKey, unknown>;

/**
 * Lays members over somebody else's object: both look like one object, and the one below is never changed. Our members
 * are made when they are first read. An assigned member is a property like any other, so that stubs work on both kinds
 * of members; if it is deleted, the member that it hid reappears.
 *
 *     overlay({ get }, ["create"], make) → { get, create: make("create") }
 */
export function overlay(below: object, names: readonly string[], make: (name: string) => unknown): object {
  return new Proxy<Members>(Object.create(INSPECTED), new Overlay(below, names, make));
}

/** The prototype of what is laid over: `util.inspect` looks past the traps of a proxy, but calls this. */
const INSPECTED = {
  [Symbol.for("nodejs.util.inspect.custom")](this: object) {
    return { ...this };
  },
};

class Overlay implements ProxyHandler<Members> {
  readonly #below: object;
  readonly #names: readonly string[];
  readonly #make: (name: string) => unknown;

  constructor(below: object, names: readonly string[], make: (name: string) => unknown) {
    this.#below = below;
    this.#names = names;
    this.#make = make;
  }

  get(members: Members, name: string, receiver?: unknown): unknown {
    if (Object.hasOwn(members, name)) return Reflect.get(members, name, receiver);
    if (!this.#names.includes(name)) return this.#readBelow(name);
    members[name] = this.#make(name);
    return members[name];
  }

  has(members: Members, name: string): boolean {
    return Object.hasOwn(members, name) || name in this.#below || this.#isOwn(name);
  }

  ownKeys(members: Members): (string | symbol)[] {
    return [...new Set([...Reflect.ownKeys(this.#below), ...this.#names, ...Reflect.ownKeys(members)])];
  }

  getOwnPropertyDescriptor(members: Members, name: string): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(members, name);
    if (descriptor || !this.#isOwn(name)) return descriptor;
    const enumerable = Reflect.getOwnPropertyDescriptor(this.#below, name)?.enumerable ?? true;
    return { value: this.get(members, name), writable: true, enumerable, configurable: true };
  }

  /** A member that is seen keeps what the new descriptor does not say, as on any object. */
  defineProperty(members: Members, name: string, descriptor: PropertyDescriptor): boolean {
    const seen = this.getOwnPropertyDescriptor(members, name);
    if (seen) Reflect.defineProperty(members, name, seen);
    return Reflect.defineProperty(members, name, descriptor);
  }

  /** The members below could change all the same. */
  // Stryker disable next-line BlockStatement: `undefined` refuses, too.
  preventExtensions(): boolean {
    return false;
  }

  /**
   * Some proxies describe whatever they are asked for, others nothing until it is read, such as those of mocks
   * (https://github.com/eratio08/vitest-mock-extended/issues/720): then the value decides.
   */
  #isOwn(name: string): boolean {
    if (this.#names.includes(name)) return true;
    if (name in this.#below) return Reflect.getOwnPropertyDescriptor(this.#below, name) !== undefined;
    return this.#readBelow(name) !== undefined;
  }

  #readBelow(name: string): unknown {
    try {
      return Reflect.get(this.#below, name);
    } catch (error) {
      // From 7.2.3 to 10.0.0 the scopes of plugin-rest-endpoint-methods throw on names that they do not know:
      // https://github.com/octokit/plugin-rest-endpoint-methods.js/issues/668
      if (findDescriptor(this.#below, name)?.get) throw error;
      return undefined;
    }
  }
}
