export const DIGEST = "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72";

/** The least that a record needs, without its organization. */
export const RECORD = { name: "libfoo", digest: DIGEST, registry_url: "https://reg.example.com/artifactory/" };
