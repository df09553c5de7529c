const DIGEST = /^sha256:[a-f0-9]{64}$/;
const HTTPS = /^https:\/\//;
const REPOSITORY = /^[A-Za-z0-9.\-_]+$/;
const STATUSES = ["active", "eol", "deleted"];

/** The endpoint's rules written out by hand, with no more to say than yes or no: as fast as it gets. */
export const isRecord = ({
  org,
  name,
  digest,
  version,
  artifact_url,
  path,
  registry_url,
  repository,
  status,
  github_repository,
  return_records,
}) =>
  typeof org === "string" &&
  isText(name, 1, 256) &&
  isText(digest, 71, 71) &&
  DIGEST.test(digest) &&
  isUrl(registry_url, 256) &&
  (version === undefined || isText(version, 1, 100)) &&
  (artifact_url === undefined || isUrl(artifact_url, 152)) &&
  (path === undefined || isText(path, 0, 512)) &&
  (repository === undefined || isText(repository, 0, 128)) &&
  (status === undefined || STATUSES.includes(status)) &&
  (github_repository === undefined || (isText(github_repository, 1, 100) && REPOSITORY.test(github_repository))) &&
  (return_records === undefined || typeof return_records === "boolean");

const isText = (value, least, most) => typeof value === "string" && value.length >= least && value.length <= most;

const isUrl = (value, most) => isText(value, 1, most) && HTTPS.test(value) && URL.canParse(value);
