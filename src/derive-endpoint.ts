import type { Row, Rule } from "./routes.ts";

/** A row of the route map with what follows from it, worked out when it is first used, once. */
export interface Endpoint extends Omit<Row, "route" | "parameters"> {
  /** `orgs.createArtifactStorageRecord` */
  name: string;
  method: string;
  url: string;
  parameters: Parameter[];
}

export interface Parameter extends Rule {
  name: string;
  minLength: number;
  maxLength: number;
  fixes: NonNullable<Rule["fixes"]>;
  misnomers: NonNullable<Rule["misnomers"]>;
}

const derived = new WeakMap<() => Row, Endpoint>();

export function deriveEndpoint(name: string, row: () => Row): Endpoint {
  const made = derived.get(row);
  if (made) return made;
  const { route, parameters, ...rest } = row();
  const gap = route.indexOf(" ");
  // Every parameter has every key, in one order: V8 then lays them out alike, which makes checking them faster.
  const unsaid = {
    required: false,
    length: undefined,
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    pattern: undefined,
    format: undefined,
    enum: undefined,
    words: undefined,
    fixes: [],
    // Stryker disable next-line ArrayDeclaration: what Stryker puts in there is no name that anybody gives.
    misnomers: [],
  };
  const rules = Object.entries(parameters).map(([parameter, rule]) => ({ ...unsaid, ...rule, name: parameter }));
  const endpoint = { ...rest, name, method: route.slice(0, gap), url: route.slice(gap + 1), parameters: rules };
  derived.set(row, endpoint);
  return endpoint;
}
