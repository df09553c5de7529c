/** The route that every peer without a method calls. */
export const ROUTE = "POST /orgs/{org}/artifacts/metadata/storage-record";

/** A call with the parameters that most calls have; attested in `local-github/world.js`. */
export const RECORD = {
  org: "octo-org",
  name: "libfoo",
  digest: `sha256:${"a77e57ed".repeat(8)}`,
  version: "1.2.3",
  registry_url: "https://reg.example.com/artifactory/",
  repository: "default-repo",
};

/** A call with every parameter. */
export const FULL_RECORD = {
  ...RECORD,
  artifact_url: "https://reg.example.com/artifactory/default-repo/libfoo-1.2.3",
  path: "com/github/bar/libfoo-1.2.3",
  status: "active",
  github_repository: "libfoo",
  return_records: true,
};
