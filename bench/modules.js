/** What is imported after `@octokit/core`, as URLs, so that finding the package is not part of the price. */
export const MODULES = {
  "an empty file": new URL("peers/empty.js", import.meta.url).href,
  ours: new URL("../dist/index.js", import.meta.url).href,
  REM: import.meta.resolve("@octokit/plugin-rest-endpoint-methods"),
  "@octokit/rest": import.meta.resolve("@octokit/rest"),
  octokit: import.meta.resolve("octokit"),
};
