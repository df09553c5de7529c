/**
 * @typedef {object} Host
 * @property {string} folder Below `hosts/`: what is installed, and in `octokit.ts`, how the plugin is put on it.
 * @property {string[]} programs What must compile there, of `programs/`.
 * @property {RegExp[]} [faults] The host's own errors, and no others.
 */

const METHODS = ["methods", "refusals"];
/**
 * From plugin-rest-endpoint-methods 16.1.0 on the host has a type of the methods, too, and ours is an overload of it. So
 * a call with no argument compiles there.
 */
const NATIVE_METHODS = ["native-methods"];

/** @type {Host[]} */
export const hosts = [
  { folder: "core-5", programs: METHODS },
  { folder: "core-6", programs: METHODS },
  { folder: "core-7", programs: METHODS },
  { folder: "paginate-rest-16", programs: [...METHODS, "paginate"] },
  { folder: "rest-endpoint-methods-13", programs: [...METHODS, "rest"] },
  { folder: "rest-endpoint-methods-18", programs: [...NATIVE_METHODS, "rest"] },
  {
    folder: "rest-22",
    programs: [...NATIVE_METHODS, "rest", "paginate"],
    // No declaration can name what this host makes, with or without a plugin. TypeScript 7 gives the error another number.
    faults: [/^undeclarable\.ts\(4,14\): error (TS2742|TS2883): The inferred type of 'octokit' cannot be named /],
  },
  { folder: "octokit-5", programs: [...NATIVE_METHODS, "rest", "paginate"] },
  { folder: "actions-github-6", programs: [...METHODS, "rest", "get-octokit"] },
  { folder: "actions-github-9", programs: [...NATIVE_METHODS, "rest", "get-octokit"] },
];
