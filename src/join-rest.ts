import type { Row } from "./routes.ts";

/** The methods of one scope, such as `octokit.rest.orgs`. */
type Methods = Record<string, unknown>;
type Rest = Record<string, Methods>;
type Rows = Record<string, () => Row>;

/** What our methods are made of, by scope and name, and how. */
interface Plan {
  scopes: [name: string, rows: Rows][];
  create: (name: string, row: () => Row) => unknown;
}

/** Where an instance keeps the plan until a REST plugin comes: on itself, for `this` may be a proxy of it. */
const PLAN = Symbol("plan");

interface Waiting {
  rest?: Rest | undefined;
  [PLAN]: Plan;
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
    return settle(this, extend(this, {}, this[PLAN]));
  },
  set(rest?: Rest) {
    settle(this, isHost(rest, this[PLAN]) ? extend(this, rest, this[PLAN]) : rest);
  },
  enumerable: true,
  configurable: true,
};

/** Puts our methods on `octokit.rest`, built on their first use. All that is known of hosts is in this file. */
export function joinRest(octokit: object, plan: Plan): void {
  const rest = Object.getOwnPropertyDescriptor(octokit, "rest");
  if (rest && "value" in rest) {
    extend(octokit, rest.value, plan);
  } else {
    Object.defineProperty(octokit, PLAN, { value: plan, configurable: true });
    Object.defineProperty(octokit, "rest", WAITING);
  }
}

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
function isHost(rest: Rest | undefined, { scopes }: Plan): rest is Rest {
  return scopes.every(([scope, rows]) => {
    const host = rest?.[scope];
    return host && (!("toString" in host) || !Object.keys(rows).some((method) => method in host));
  });
}

function extend(octokit: object, rest: Rest, { scopes, create }: Plan): Rest {
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
    return Object.defineProperties({}, Object.getOwnPropertyDescriptors(this));
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
    private readonly create: Plan["create"],
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
