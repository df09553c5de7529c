export interface Call {
  /** As in GitHub's documentation. */
  route: string;
  parameters: object;
  method: string;
  path: string;
  body?: object;
  answer: object;
}

const org = "octo-org";
const hex = "1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72";
const record = { name: "libfoo", digest: `sha256:${hex}`, registry_url: "https://reg.example.com/artifactory/" };

/** Calls of our methods: what is given, what that sends, and what GitHub answers. */
export const ours: Record<string, Call> = {
  "orgs.createArtifactStorageRecord": {
    route: "POST /orgs/{org}/artifacts/metadata/storage-record",
    parameters: { org, ...record },
    method: "POST",
    path: "/orgs/octo-org/artifacts/metadata/storage-record",
    body: record,
    answer: { total_count: 1, storage_records: [{ id: 1 }] },
  },
  "orgs.listArtifactStorageRecords": {
    route: "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
    parameters: { org, subject_digest: record.digest },
    method: "GET",
    path: `/orgs/octo-org/artifacts/sha256%3A${hex}/metadata/storage-records`,
    answer: { total_count: 2, storage_records: [{ id: 1 }, { id: 2 }] },
  },
};

/** Calls of methods that hosts have themselves. */
export const theirs: Record<string, Call> = {
  "orgs.get": {
    route: "GET /orgs/{org}",
    parameters: { org },
    method: "GET",
    path: "/orgs/octo-org",
    answer: { login: org },
  },
  "repos.get": {
    route: "GET /repos/{owner}/{repo}",
    parameters: { owner: org, repo: "libfoo" },
    method: "GET",
    path: "/repos/octo-org/libfoo",
    answer: { full_name: "octo-org/libfoo" },
  },
};

export const calls = { ...ours, ...theirs };
