import type { Row, Rule } from "./routes.ts";

/** A row of the route map with what follows from it, worked out once, at load. */
export interface Endpoint extends Omit<Row, "parameters" | "misnomers"> {
  /** `orgs.createArtifactStorageRecord` */
  name: string;
  method: string;
  url: string;
  /** The URL with its parameters filled in, a group for each, and perhaps a query. */
  filledIn: RegExp;
  /** The names of the parameters in the URL, in its order. */
  path: string[];
  parameters: Parameter[];
}

export interface Parameter extends Rule {
  name: string;
  inPath: boolean;
  misnomers: Misnomer[];
}

/** A name by which people call a parameter and GitHub does not. */
interface Misnomer {
  name: string;
  /** Every parameter that it may mean; where one of them is given, it does no harm. */
  meant: readonly string[];
}

type Scopes<Value> = Record<string, Record<string, Value>>;

export function deriveEndpoints(routes: Scopes<Row>): Scopes<Endpoint> {
  return mapValues(routes, (rows, scope) =>
    mapValues(rows, (row, method) => deriveEndpoint(`${scope}.${method}`, row)),
  );
}

function deriveEndpoint(name: string, { parameters, misnomers, ...row }: Row): Endpoint {
  const [method = "", url = ""] = row.route.split(" ");
  const path = Array.from(url.matchAll(/\{(\w+)\}/g), ([, parameter = ""]) => parameter);
  const known = Object.entries(misnomers).map(([wrong, meant]) => ({ name: wrong, meant }));
  return {
    ...row,
    name,
    method,
    url,
    path,
    // Neither "{" nor ":" in the query: Octokit would take what follows for further parameters of the URL.
    filledIn: new RegExp(`^${url.replaceAll(/\{\w+\}/g, "([^/?#]*)")}(\\?[^{:#]*)?$`),
    parameters: Object.entries(parameters).map(([parameter, rule]) => ({
      ...rule,
      name: parameter,
      inPath: path.includes(parameter),
      misnomers: [...known.filter(({ meant }) => meant[0] === parameter), ...inCamelCase(parameter)],
    })),
  };
}

/** registry_url → registryUrl */
function inCamelCase(parameter: string): Misnomer[] {
  const name = parameter.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return name === parameter ? [] : [{ name, meant: [parameter] }];
}

function mapValues<In, Out>(object: Record<string, In>, map: (value: In, key: string) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
