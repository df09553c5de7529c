import type { Row, Rule } from "./routes.ts";

/** A row of the route map with what follows from it, worked out when it is first used, once. */
export interface Endpoint extends Omit<Row, "parameters" | "misnomers"> {
  /** `orgs.createArtifactStorageRecord` */
  name: string;
  method: string;
  url: string;
  parameters: Parameter[];
}

export interface Parameter extends Rule {
  minLength: number;
  maxLength: number;
  fixes: NonNullable<Rule["fixes"]>;
  name: string;
  inPath: boolean;
  /** Names by which people call it and GitHub does not; where one of those that are meant is given, they do no harm. */
  misnomers: { name: string; meant: readonly string[] }[];
}

// Every parameter has every key, in one order: V8 then lays them out alike, which is what makes checking them fast.
const UNSAID: Omit<Parameter, "name" | "type" | "inPath" | "misnomers"> = {
  required: false,
  minLength: 0,
  maxLength: Number.POSITIVE_INFINITY,
  pattern: undefined,
  format: undefined,
  enum: undefined,
  words: undefined,
  fixes: [],
};

const derived = new WeakMap<Row, Endpoint>();

export function deriveEndpoint(name: string, row: Row): Endpoint {
  const endpoint = derived.get(row) ?? derive(name, row);
  derived.set(row, endpoint);
  return endpoint;
}

function derive(name: string, { route, documentation, refusals, unexpected, ...row }: Row): Endpoint {
  const gap = route.indexOf(" ");
  const url = route.slice(gap + 1);
  const parameters = Object.entries(row.parameters).map(([parameter, rule]) => ({
    ...UNSAID,
    ...rule,
    name: parameter,
    inPath: url.includes(`{${parameter}}`),
    misnomers: [...Object.entries(row.misnomers), [inCamelCase(parameter), [parameter]] as const]
      .filter(([, meant]) => meant[0] === parameter)
      .map(([wrong, meant]) => ({ name: wrong, meant })),
  }));
  return { name, route, documentation, refusals, unexpected, method: route.slice(0, gap), url, parameters };
}

/** registry_url → registryUrl */
const inCamelCase = (name: string) => name.replace(/_./g, (found) => found.charAt(1).toUpperCase());
