/** @typedef {[status: number, data: unknown]} Answer What GitHub answers. */

const DOCUMENTATION = "https://docs.github.com/rest/orgs/artifact-metadata";

/** @param {number} status @param {string} message @returns {Answer} */
export const refuse = (status, message) => [
  status,
  { message, documentation_url: DOCUMENTATION, status: String(status) },
];
