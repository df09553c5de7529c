/**
 * @typedef {[status: number, data: unknown, stored?: number]} Answer What GitHub answers, and the number of the record that it
 *   stored or changed.
 */

const DOCUMENTATION = "https://docs.github.com/rest/orgs/artifact-metadata";

/** @param {number} status @param {string} message @returns {Answer} */
export const refuse = (status, message) => [
  status,
  { message, documentation_url: DOCUMENTATION, status: String(status) },
];
