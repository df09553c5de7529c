// Cuts the operations of artifact metadata out of GitHub's OpenAPI description: of those in the route map all that
// constrains a call or its answer, without prose; of the others the route.

const FAMILY = "/orgs/{org}/artifacts/";
const PROSE = new Set(["summary", "description", "example", "examples", "tags", "externalDocs"]);

/**
 * @param {{ paths: Record<string, Record<string, any>>, components: object }} description
 * @param {(route: string) => boolean} isMapped Is this route, such as `POST /orgs/{org}/…`, in the route map?
 */
export function takeOperations({ paths, components }, isMapped) {
  /** @type {Record<string, object>} */
  const operations = {};
  /** @type {Record<string, string>} */
  const others = {};
  for (const [path, methods] of Object.entries(paths)) {
    if (!path.startsWith(FAMILY)) continue;
    for (const [method, { operationId, parameters, requestBody, responses }] of Object.entries(methods)) {
      const name = nameOf(operationId);
      const route = `${method.toUpperCase()} ${path}`;
      if (isMapped(route)) operations[name] = { route, ...prune({ parameters, requestBody, responses }, components) };
      else others[name] = route;
    }
  }
  return { operations: sorted(operations), others: sorted(others) };
}

/**
 * By name, so that a diff shows what has changed, and not what has moved. What is inside keeps GitHub's order, to which the
 * contract test holds the map.
 *
 * @template T
 * @param {Record<string, T>} named
 * @returns {Record<string, T>}
 */
function sorted(named) {
  return Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * orgs/create-artifact-storage-record → orgs.createArtifactStorageRecord
 * @param {string} operationId
 */
function nameOf(operationId) {
  return operationId.replace("/", ".").replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/**
 * Takes off prose and GitHub's own keys (`x-…`), and puts what a `$ref` names in its place.
 * @param {any} value
 * @param {object} components
 * @returns {any}
 */
function prune(value, components) {
  if (Array.isArray(value)) return value.map((item) => prune(item, components));
  if (value === null || typeof value !== "object") return value;
  if ("$ref" in value) return prune(resolve(value.$ref, components), components);
  const kept = Object.entries(value).filter(([key]) => !PROSE.has(key) && !key.startsWith("x-"));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, key === "properties" ? pruneEach(inner, components) : prune(inner, components)]),
  );
}

/**
 * Properties: one may be called "description", and its name is no prose.
 * @param {object} properties
 * @param {object} components
 */
function pruneEach(properties, components) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, prune(schema, components)]));
}

/**
 * @param {string} reference Such as `#/components/parameters/org`
 * @param {object} components
 */
function resolve(reference, components) {
  let found = components;
  for (const key of reference.split("/").slice(2)) found = Reflect.get(found, key);
  return found;
}
