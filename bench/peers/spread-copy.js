/** Joins `octokit.rest` as most plugins do: by copying what is there, which builds every method of the scope. */
export const spreadCopy = (octokit) => ({
  rest: {
    ...octokit.rest,
    orgs: {
      ...octokit.rest.orgs,
      createArtifactStorageRecord: octokit.request.defaults({
        method: "POST",
        url: "/orgs/{org}/artifacts/metadata/storage-record",
      }),
    },
  },
});
