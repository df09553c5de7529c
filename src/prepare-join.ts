import type { ArtifactStorage } from "../index.d.ts";
import type { Row } from "./routes.ts";

/** The methods of one scope, such as `octokit.rest.orgs`. */
type Methods = Record<string, unknown>;
type Rest = Record<string, Methods>;
type Rows = Record<string, () => Row>;
type Create = (name: string, row: () => Row) => unknown;

/**
 * Makes the function that puts our methods on `octokit.rest`, built on their first use by what it is given to create
 * them, and shows what was added. All that is known of hosts is in this file.
 *
 * All of it is inside one function, for V8 keeps next to nothing of that until the first instance is made.
 */
export function prepareJoin(routes: Record<string, Rows>): (octokit: object, create: Create) => ArtifactStorage {
  const scopes = Object.entries(routes);

  /** Where an instance keeps this until a REST plugin comes: on itself, for `this` may be a proxy of it. */
  const CREATE = Symbol("create");

  interface Waiting {
    rest?: Rest | undefined;
    [CREATE]: Create;
  }

  /**
   * Octokit assigns to the instance what each plugin returns, in order. So a REST plugin that is loaded after us would
   * replace our `rest`; an accessor that waits for that extends it, once. Whoever reads `rest` before, such as a plugin
   * that wraps our methods, finds a property like any other, and what it assigns then is its own.
   *
   * The functions are the same for all instances, for V8 then lays all instances out alike.
   */
  const WAITING: PropertyDescriptor & ThisType<Waiting> = {
    get() {
      return settle(this, extend(this, {}, this[CREATE]));
    },
    set(rest?: Rest) {
      settle(this, isHost(rest) ? extend(this, rest, this[CREATE]) : rest);
    },
    enumerable: true,
    configurable: true,
  };

  /** Deleted and assigned, not redefined, for which V8 would make a dictionary of the instance. */
  function settle(octokit: Waiting, rest: Rest | undefined) {
    delete octokit.rest;
    octokit.rest = rest;
    return rest;
  }

  /**
   * Whether it is the work of a REST plugin: it has our scopes, and of our methods none or, as from
   * plugin-rest-endpoint-methods 16.1.0 on, in a proxy, which denies what every other object has.
   */
  function isHost(rest: Rest | undefined): rest is Rest {
    return scopes.every(([scope, rows]) => {
      const host = rest?.[scope];
      return host && (!("toString" in host) || !Object.keys(rows).some((method) => method in host));
    });
  }

  function extend(octokit: object, rest: Rest, create: Create): Rest {
    for (const [scope, rows] of scopes) {
      const host = rest[scope] ?? {};
      const joined = new Proxy<Methods>(Object.create(INSPECTED), new JoinedScope(host, scope, rows, create));
      // @octokit/rest has its scopes on the instance as well.
      if (Reflect.get(octokit, scope) === host) Reflect.set(octokit, scope, joined);
      rest[scope] = joined;
    }
    return rest;
  }

  /** The prototype of every joined scope: what `util.inspect` calls, which looks past the traps of a proxy. */
  const INSPECTED = {
    [Symbol.for("nodejs.util.inspect.custom")](this: object) {
      return { ...this };
    },
  };

  /**
   * A host's scope (`octokit.rest.orgs`) and our methods, as one object; neither's methods are built before their first
   * use. It is a proxy, for the host's own scope is one since plugin-rest-endpoint-methods 7.2.0: what is assigned to that
   * throws up to 10.0.0, and is invisible to `in` and `Object.keys` after. What is assigned to ours stays in `own`, as a
   * data property, so that stubs work on both kinds of methods, and vanish when they are restored.
   */
  class JoinedScope implements ProxyHandler<Methods> {
    constructor(
      private readonly host: Methods,
      private readonly scope: string,
      private readonly rows: Rows,
      private readonly create: Create,
    ) {}

    get(own: Methods, name: string): unknown {
      if (Object.hasOwn(own, name)) return own[name];
      const row = Object.hasOwn(this.rows, name) && this.rows[name];
      if (row) {
        own[name] = this.create(`${this.scope}.${name}`, row);
        return own[name];
      }
      try {
        return this.host[name];
      } catch {
        // From 7.2.3 to 10.0.0 the host's proxy throws on names that it does not know: there is no such method.
      }
    }

    set(own: Methods, name: string, value: unknown): boolean {
      own[name] = value;
      return true;
    }

    // From 7.2.0 to 10.0.0 the host's proxy has neither of the next two traps, and denies its own methods.
    has(own: Methods, name: string): boolean {
      return name in this.host || this.get(own, name) !== undefined;
    }

    getOwnPropertyDescriptor(own: Methods, name: string): PropertyDescriptor | undefined {
      const value = this.get(own, name);
      if (Object.hasOwn(own, name)) return Reflect.getOwnPropertyDescriptor(own, name);
      if (name in this.host) return Reflect.getOwnPropertyDescriptor(this.host, name);
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    }

    ownKeys(own: Methods): (string | symbol)[] {
      return [...new Set([...Reflect.ownKeys(this.host), ...Object.keys(this.rows), ...Reflect.ownKeys(own)])];
    }
  }

  /** Shows what was added without a property of its own, for Octokit assigns those, and reading `rest` would build it. */
  class Added implements ArtifactStorage {
    readonly #octokit: object;

    constructor(octokit: object) {
      this.#octokit = octokit;
    }

    get rest(): ArtifactStorage["rest"] {
      return Reflect.get(this.#octokit, "rest");
    }
  }

  return (octokit, create) => {
    const rest = Object.getOwnPropertyDescriptor(octokit, "rest");
    if (rest && "value" in rest) {
      extend(octokit, rest.value, create);
    } else {
      Object.defineProperty(octokit, CREATE, { value: create, configurable: true });
      Object.defineProperty(octokit, "rest", WAITING);
    }
    return new Added(octokit);
  };
}
