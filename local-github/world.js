/**
 * @typedef {object} App A GitHub App.
 * @property {string} publicKey What its JSON web tokens are verified with, as PEM.
 * @property {string[]} installations The ids of its installations.
 *
 * @typedef {object} World What this GitHub knows.
 * @property {Record<string, "write" | "read" | "none">} tokens Tokens and their permission "Artifact metadata".
 * @property {Record<string, string[]>} organizations Organizations and their repositories.
 * @property {string[]} users User accounts, which have no records.
 * @property {boolean} knowsAll Whether it knows every other organization, with every repository, too.
 * @property {Record<string, string>} attestations Attested digests and their repositories, as `owner/name`.
 * @property {Record<string, App>} apps GitHub Apps by their id.
 * @property {() => number} now Its clock, in ms since 1970, which may differ from this machine's.
 * @property {boolean} updates Whether a record that equals a stored one in digest, name and registry changes that one. Which
 *   members make two records the same is documented nowhere: by default, whatever is sent twice is stored twice.
 */

/** @type {World} */
export const WORLD = {
  tokens: { "local-token": "write", "reading-token": "read", "powerless-token": "none" },
  organizations: { "octo-org": ["libfoo", "hello-world"], "other-org": ["secret"] },
  users: ["octocat"],
  knowsAll: false,
  attestations: { [`sha256:${"a77e57ed".repeat(8)}`]: "octo-org/libfoo" },
  apps: {},
  now: () => Date.now(),
  updates: false,
};
