/**
 * The ways to the methods that an editor is asked about.
 *
 * @typedef {object} Way
 * @property {string} name
 * @property {string} folder Of the host, below `hosts/`.
 * @property {string[]} lines How `octokit` is made there.
 */

/** @type {Record<"core" | "rest" | "getOctokit" | "restByHand" | "getOctokitByHand", Way>} */
export const ways = {
  core: {
    name: "@octokit/core",
    folder: "core-7",
    lines: [
      'import { Octokit } from "@octokit/core";',
      "const MyOctokit = Octokit.plugin(artifactStorage);",
      "const octokit = new MyOctokit();",
    ],
  },
  rest: {
    name: "@octokit/rest",
    folder: "rest-22",
    lines: [
      'import { Octokit } from "@octokit/rest";',
      "const MyOctokit = Octokit.plugin(artifactStorage);",
      "const octokit = new MyOctokit();",
    ],
  },
  getOctokit: {
    name: "getOctokit",
    folder: "actions-github-9",
    lines: [
      'import { getOctokit } from "@actions/github";',
      'const octokit = getOctokit("token", {}, artifactStorage);',
    ],
  },
  restByHand: {
    name: "artifactStorage(octokit) on @octokit/rest",
    folder: "rest-22",
    lines: ['import { Octokit } from "@octokit/rest";', "const octokit = artifactStorage(new Octokit());"],
  },
  getOctokitByHand: {
    name: "artifactStorage(octokit) on getOctokit",
    folder: "actions-github-9",
    lines: ['import { getOctokit } from "@actions/github";', 'const octokit = artifactStorage(getOctokit("token"));'],
  },
};
