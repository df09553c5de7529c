// Says in Markdown how two cuts of GitHub's description (see take-operations.js) differ, or nothing if they do not.

/**
 * @typedef {object} Cut
 * @property {string} version
 * @property {Record<string, any>} operations
 * @property {Record<string, string>} others
 */

/** @param {Cut} before @param {Cut} after */
export function reportChanges(before, after) {
  const was = allRoutes(before);
  const is = allRoutes(after);
  const sections = [
    section("New operations of artifact metadata", missingFrom(was, is)),
    section("Operations that are gone", missingFrom(is, was)),
    section("Operations with another route", moved(was, is)),
    ...Object.keys(after.operations).map((name) =>
      section(`\`${name}\` has changed`, name in before.operations ? changes(before, after, name) : []),
    ),
  ].filter((text) => text !== "");
  if (sections.length === 0) return "";
  return [`GitHub's description, ${before.version} → ${after.version}:`, ...sections].join("\n\n");
}

/** @param {Cut} cut @returns {Record<string, string>} */
function allRoutes({ operations, others }) {
  const mapped = Object.entries(operations).map(([name, { route }]) => [name, route]);
  return { ...Object.fromEntries(mapped), ...others };
}

/** @param {Record<string, string>} known @param {Record<string, string>} routes */
function missingFrom(known, routes) {
  return Object.keys(routes)
    .filter((name) => !(name in known))
    .map((name) => `\`${name}\`: \`${routes[name]}\``);
}

/** @param {Record<string, string>} was @param {Record<string, string>} is */
function moved(was, is) {
  return Object.keys(is)
    .filter((name) => name in was && was[name] !== is[name])
    .map((name) => `\`${name}\`: \`${was[name]}\` → \`${is[name]}\``);
}

/** @param {Cut} before @param {Cut} after @param {string} name */
function changes(before, after, name) {
  const { route: _, ...was } = before.operations[name];
  const { route: __, ...is } = after.operations[name];
  return compare(was, is, []);
}

/**
 * @param {any} before @param {any} after
 * @param {string[]} path
 * @returns {string[]}
 */
function compare(before, after, path) {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [was, is] = [byName(before), byName(after)];
  if (!isObject(was) || !isObject(is)) return [`\`${readable(path)}\`: ${show(before)} → ${show(after)}`];
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  const found = Array.from(keys).flatMap((key) => compare(was[key], is[key], [...path, key]));
  return found.length > 0 ? found : [`\`${readable(path)}\`: reordered`];
}

/**
 * Parameters are a list, of which each has a name.
 * @param {any} value
 */
function byName(value) {
  const isNamed = Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item) && "name" in item);
  return isNamed ? Object.fromEntries(value.map((item) => [item.name, item])) : value;
}

/** @param {any} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} value */
function show(value) {
  if (value === undefined) return "none";
  return isObject(value) ? "described" : `\`${JSON.stringify(value)}\``;
}

/**
 * requestBody.content.application/json.schema.properties.name.maxLength → requestBody.name.maxLength
 * @param {string[]} path
 */
function readable(path) {
  return path
    .filter((key) => !["content", "application/json", "schema", "properties"].includes(key))
    .map((key) => (key === "items" ? "[]" : `.${key}`))
    .join("")
    .slice(1);
}

/** @param {string} title @param {string[]} lines */
function section(title, lines) {
  return lines.length === 0 ? "" : [`### ${title}\n`, ...lines.map((line) => `- ${line}`)].join("\n");
}
