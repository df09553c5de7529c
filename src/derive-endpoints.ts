import type { Row, Rule } from "./routes.ts";

/** A row of the route map with what follows from it, worked out once, at load. */
export interface Endpoint extends Row {
  /** `orgs.createArtifactStorageRecord` */
  name: string;
  method: string;
  url: string;
  /** The names of the parameters in the URL, in its order. */
  path: string[];
  /** The URL with its parameters filled in, a group for each, and perhaps a query. */
  filledIn: RegExp;
  rules: [name: string, rule: Rule][];
}

// Escapes of ASCII, as all names and digests of GitHub's are: nothing that decodeURIComponent could throw on.
const SEGMENT = "((?:[^%/?#]|%[0-7][\\dA-F])*)";

// Neither "{" nor ":", for Octokit would take what follows for further parameters of the URL.
const QUERY = "(\\?[^{:#]*)?";

export function deriveEndpoints(routes: Record<string, Record<string, Row>>): Record<string, Record<string, Endpoint>> {
  const endpoints: Record<string, Record<string, Endpoint>> = {};
  for (const [scope, rows] of Object.entries(routes)) {
    const derived: Record<string, Endpoint> = {};
    for (const [name, row] of Object.entries(rows)) derived[name] = deriveEndpoint(`${scope}.${name}`, row);
    endpoints[scope] = derived;
  }
  return endpoints;
}

function deriveEndpoint(name: string, row: Row): Endpoint {
  const gap = row.route.indexOf(" ");
  const url = row.route.slice(gap + 1);
  const path = Array.from(url.matchAll(/\w+(?=})/g), String);
  const misnomers: Row["misnomers"] = { ...row.misnomers };
  for (const parameter in row.parameters) {
    // registry_url → registryUrl
    misnomers[parameter.replace(/_./g, (found) => found.charAt(1).toUpperCase())] = [parameter];
  }
  const filledIn = new RegExp(`^${url.replace(/{\w+}/g, SEGMENT)}${QUERY}$`, "i");
  return {
    ...row,
    name,
    method: row.route.slice(0, gap),
    url,
    path,
    filledIn,
    misnomers,
    rules: Object.entries(row.parameters),
  };
}
