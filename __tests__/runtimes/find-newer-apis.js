import compatibility from "@mdn/browser-compat-data/forLegacyNode";
import { parse } from "acorn";
import { full } from "acorn-walk";

const { api, javascript } = compatibility;
/** @type {Record<string, Record<string, any>>} */
const builtins = { ...api, ...javascript.builtins };

/**
 * Finds what a module uses that a browser of some version lacks: globals, their static members, and members of anything
 * by their names. A member that no standard knows is the module's own.
 *
 * @param {string} code
 * @param {string} browser As MDN calls it.
 * @param {string} version
 * @returns {string[]} Such as `URL.canParse`
 */
export function findNewerApis(code, browser, version) {
  /** @param {(Record<string, any> | undefined)[]} features Of one name, for what has it may be any of several. */
  const lacks = (features) => {
    const known = features.flatMap((feature) => feature?.__compat ?? []);
    return known.length > 0 && !known.some(({ support }) => isIn(support[browser], version));
  };
  return names(code).filter((name) => {
    const [global = "", member] = name.split(".");
    if (!member) return lacks([builtins[global]]);
    if (global) return lacks([builtins[global]?.[member], builtins[global]?.[`${member}_static`]]);
    return lacks(Object.values(builtins).map((builtin) => builtin[member]));
  });
}

/**
 * The names that a module uses of what it did not make itself: `URL`, `URL.canParse`, and `.at` of whatever.
 *
 * @param {string} code
 */
function names(code) {
  const [declared, own, used] = [new Set(), new Set(), new Set()];
  full(parse(code, { ecmaVersion: "latest", sourceType: "module" }), (node, _state, type) => {
    const { name, object, property, properties, computed } = Object(node);
    if (type === "VariablePattern") declared.add(name);
    if (type === "Identifier") used.add(name);
    if (type === "MemberExpression" && !computed) used.add(`${object.name ?? ""}.${property.name}`);
    if (type === "ObjectExpression") for (const { key } of properties) own.add(key?.name);
    if (type === "ObjectPattern") for (const { key } of properties) used.add(`.${key?.name}`);
  });
  // What has the name of something declared may hold anything.
  const isDeclared = (/** @type {string} */ name) => declared.has(name.split(".")[0]);
  return Array.from(used, (name) => (isDeclared(name) ? name.replace(/^[^.]+/, "") : name)).filter(
    // A member of the module's own objects is no browser's.
    (name) => name && !own.has(/^\.(.+)/.exec(name)?.[1]),
  );
}

/**
 * @param {object} support MDN's statement of one browser, or several.
 * @param {string} version
 */
function isIn(support, version) {
  return [support].flat().some(({ version_added, version_removed, partial_implementation, flags, prefix }) => {
    const whole = !partial_implementation && !flags && !prefix && !version_removed;
    return whole && typeof version_added === "string" && !isNewer(version_added.replace("≤", ""), version);
  });
}

/** @param {string} one @param {string} other Such as `16.4` and `16` */
function isNewer(one, other) {
  return one === "preview" || one.localeCompare(other, "en", { numeric: true }) > 0;
}
