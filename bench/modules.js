/**
 * What is imported after `@octokit/core`, as URLs, so that finding the package is not part of the price; and one of the names
 * that it exports.
 *
 * @type {Record<string, [url: string, exported?: string]>}
 */
export const MODULES = {
  "an empty file": [new URL("peers/empty.js", import.meta.url).href],
  ours: [new URL("../dist/index.js", import.meta.url).href, "artifactStorage"],
  REM: [import.meta.resolve("@octokit/plugin-rest-endpoint-methods"), "restEndpointMethods"],
  "@octokit/rest": [import.meta.resolve("@octokit/rest"), "Octokit"],
  octokit: [import.meta.resolve("octokit"), "App"],
};
