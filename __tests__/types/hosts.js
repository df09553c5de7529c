/**
 * @typedef {object} Host
 * @property {string} folder Below `hosts/`: what is installed, and in `octokit.ts`, how the plugin is put on it.
 * @property {string[]} programs What must compile there, of `programs/`.
 * @property {RegExp[]} [faults] The host's own errors, and no others.
 * @property {Record<string, string>} [ways] What stands before README's way in TypeScript, by the beginning of its row.
 */

const METHODS = ["methods", "refusals"];
const OWN_METHODS = [...METHODS, "own-methods"];
/** From plugin-rest-endpoint-methods 16.1.0 on the host has a type of the methods, too, and ours is an overload of it. */
const NATIVE_METHODS = [...METHODS, "native-methods"];

const GET_OCTOKIT = { "`@actions/github`": 'import { getOctokit } from "@actions/github";\nconst token = "token";' };

/** @type {Host[]} */
export const hosts = [
  { folder: "core-3", programs: OWN_METHODS },
  { folder: "core-4", programs: OWN_METHODS },
  { folder: "core-5", programs: OWN_METHODS },
  { folder: "core-6", programs: OWN_METHODS },
  {
    folder: "core-7",
    programs: OWN_METHODS,
    ways: { "any instance": 'import { Octokit } from "@octokit/core";\nconst octokit = new Octokit();' },
  },
  { folder: "paginate-rest-16", programs: [...OWN_METHODS, "paginate"] },
  { folder: "rest-endpoint-methods-13", programs: [...OWN_METHODS, "rest"] },
  { folder: "rest-endpoint-methods-18", programs: [...NATIVE_METHODS, "rest"] },
  {
    folder: "rest-22",
    ways: { "`@octokit/rest`": 'import { Octokit } from "@octokit/rest";\nconst octokit = new Octokit();' },
    programs: [...NATIVE_METHODS, "rest", "paginate"],
    // No declaration can name what this host makes, with or without a plugin. TypeScript 7 gives the error another number.
    faults: [/^undeclarable\.ts\(4,14\): error (TS2742|TS2883): The inferred type of 'octokit' cannot be named /],
  },
  {
    folder: "octokit-5",
    programs: [...NATIVE_METHODS, "rest", "paginate"],
    ways: {
      "`@octokit/rest`, `octokit`": 'import { Octokit } from "octokit";\nconst octokit = new Octokit();',
      "a GitHub App":
        'import { App } from "octokit";\nconst id = 1;\nconst app = new App({ appId: 1, privateKey: "…" });',
    },
  },
  { folder: "actions-github-6", programs: [...OWN_METHODS, "rest", "get-octokit"], ways: GET_OCTOKIT },
  // A newer core on top than the one that the Octokit brings: what the plugin takes must fit both.
  { folder: "core-7-actions-github-6", programs: [...OWN_METHODS, "rest", "get-octokit"] },
  { folder: "core-7-rest-20", programs: [...OWN_METHODS, "rest", "paginate"] },
  { folder: "actions-github-9", programs: [...NATIVE_METHODS, "rest", "get-octokit"], ways: GET_OCTOKIT },
];
