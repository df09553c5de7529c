/** Mistakes that people make, each in a call of its own. */
export const mistakes = {
  "`org` forgotten": "octokit.rest.orgs.createArtifactStorageRecord({ name, digest, registry_url })",
  "no argument": "octokit.rest.orgs.createArtifactStorageRecord()",
  versoin: 'octokit.rest.orgs.createArtifactStorageRecord({ ...record, versoin: "1.2.3" })',
  github_repositry: 'octokit.rest.orgs.createArtifactStorageRecord({ ...record, github_repositry: "libfoo" })',
  githubRepository: 'octokit.rest.orgs.createArtifactStorageRecord({ ...record, githubRepository: "libfoo" })',
  repo: 'octokit.rest.orgs.createArtifactStorageRecord({ ...record, repo: "libfoo" })',
  'status: "inactive"': 'octokit.rest.orgs.createArtifactStorageRecord({ ...record, status: "inactive" })',
  "version: 1": "octokit.rest.orgs.createArtifactStorageRecord({ ...record, version: 1 })",
  "digest: process.env.DIGEST":
    "octokit.rest.orgs.createArtifactStorageRecord({ ...record, digest: process.env.DIGEST })",
  "list: `org` forgotten": "octokit.rest.orgs.listArtifactStorageRecords({ subject_digest: digest })",
  "list: `digest` for `subject_digest`": "octokit.rest.orgs.listArtifactStorageRecords({ org, digest })",
  "defaults: `organization` for `org`": "octokit.rest.orgs.createArtifactStorageRecord.defaults({ organization: org })",
};

/** What is pointed at, by `|`: the names of the methods, and what they answer with. */
export const hovered = {
  create: "const created = await octokit.rest.orgs.create|ArtifactStorageRecord(record)",
  list: "const listed = await octokit.rest.orgs.list|ArtifactStorageRecords({ org, subject_digest: digest })",
  "the answer of create": "created.data|",
  "the answer of list": "listed.data|",
};

/** Where the next character would be typed: `|`. */
export const completed = {
  "an empty call": "octokit.rest.orgs.createArtifactStorageRecord({ | })",
  "what is required is there": "octokit.rest.orgs.createArtifactStorageRecord({ org, name, digest, registry_url, | })",
  status: 'octokit.rest.orgs.createArtifactStorageRecord({ ...record, status: "|" })',
  "an empty call of list": "octokit.rest.orgs.listArtifactStorageRecords({ | })",
};
