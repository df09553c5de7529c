import type { GivenRecord } from "../parameters.ts";
import { getAsInRecipe, seeRecipe } from "./recipes.ts";
import { isObject } from "./to-line.ts";

/** JSON that holds no records: how its first object is known, what it looks like, and what to do. */
interface Kind {
  is(one: GivenRecord): boolean;
  looks: string;
  advice: string;
}

const SBOM = "It lists what is inside an artifact, not what is stored. Record the artifact itself.";
const ARTIFACTORY = "an answer of Artifactory";
const NPM = "an answer of npm, whose checksums are SHA-1 and SHA-512";
const DIGEST_IN_BUILDX = "containerimage.digest";

const KINDS: Kind[] = [
  { is: (one) => one.bomFormat === "CycloneDX", looks: "an SBOM (CycloneDX)", advice: SBOM },
  {
    is: (one) => has(one, "spdxVersion") || has(one, "SPDXID") || `${one["@context"]}`.includes("spdx"),
    looks: "an SBOM (SPDX)",
    advice: SBOM,
  },
  { is: (one) => inner(one.descriptor).name === "syft", looks: "an SBOM (Syft)", advice: SBOM },
  {
    is: (one) =>
      `${one._type}`.startsWith("https://in-toto.io/Statement") ||
      has(one, "payloadType", "payload") ||
      has(one, "dsseEnvelope"),
    looks: "an attestation (in-toto)",
    advice: seeRecipe("in-toto"),
  },
  {
    is: (one) => has(one, "attestation", "verificationResult"),
    looks: "an attestation (in-toto)",
    advice: getAsInRecipe("in-toto"),
  },
  {
    is: (one) => has(one, "version") && Array.isArray(one.subjects),
    looks: "the runner's list of artifacts ($GITHUB_ARTIFACTS_LIST)",
    advice: seeRecipe("github_artifacts_list"),
  },
  {
    is: (one) => has(one, "package_html_url") || inner(one.metadata).package_type === "container",
    looks: "the versions of a package on GitHub (GHCR)",
    advice: seeRecipe("ghcr"),
  },
  { is: (one) => has(one, "imageDetails"), looks: "images of Amazon ECR", advice: seeRecipe("amazon-ecr") },
  { is: (one) => has(one, "imageIds"), looks: "images of Amazon ECR", advice: getAsInRecipe("amazon-ecr") },
  {
    is: (one) => has(one, "changeableAttributes"),
    looks: "manifests of Azure Container Registry",
    advice: seeRecipe("azure-container-registry"),
  },
  {
    is: (one) => has(one, "package") && `${one.version}`.startsWith("sha256:"),
    looks: "images of Google Artifact Registry",
    advice: seeRecipe("google-artifact-registry"),
  },
  { is: (one) => has(one, "digest", "repository_id"), looks: "artifacts of Harbor", advice: seeRecipe("harbor") },
  {
    is: (one) => has(inner(one.results), "images", "name"),
    looks: "tags of Docker Hub",
    advice: seeRecipe("docker-hub"),
  },
  { is: (one) => has(one, "results", "range"), looks: ARTIFACTORY, advice: seeRecipe("artifactory") },
  {
    is: (one) => has(one, "downloadUri", "checksums"),
    looks: ARTIFACTORY,
    advice: seeRecipe("artifactory-file-info"),
  },
  {
    is: (one) => has(one, "path", "type", "size", "sha256"),
    looks: ARTIFACTORY,
    advice: seeRecipe("artifactory-search"),
  },
  {
    is: (one) => has(inner(one.files), "target", "sha256"),
    looks: ARTIFACTORY,
    advice: getAsInRecipe("artifactory-search"),
  },
  {
    is: (one) => has(one, "items", "continuationToken") && inner(one.items).format === "docker",
    looks: "images of Nexus",
    advice: seeRecipe("nexus-docker-images"),
  },
  { is: (one) => has(one, "items", "continuationToken"), looks: "components of Nexus", advice: seeRecipe("nexus") },
  { is: (one) => has(inner(one.urls), "digests"), looks: "a release on PyPI", advice: seeRecipe("pypi") },
  { is: (one) => has(inner(one.files), "hashes"), looks: "a release on PyPI", advice: getAsInRecipe("pypi") },
  { is: (one) => has(one, "integrity"), looks: NPM, advice: `GitHub takes SHA-256 alone. ${seeRecipe("npm")}` },
  {
    is: (one) => has(inner(one.dist), "integrity") || has(one, "lockfileVersion"),
    looks: NPM,
    advice: `GitHub takes SHA-256 alone. ${getAsInRecipe("npm")}`,
  },
  {
    is: (one) => has(one, DIGEST_IN_BUILDX),
    looks: "metadata of docker buildx",
    advice: seeRecipe("docker-buildx"),
  },
  {
    is: (one) => targetsOf(one).some((target) => has(target, DIGEST_IN_BUILDX)),
    looks: "metadata of docker buildx bake",
    advice: seeRecipe("docker-buildx-bake"),
  },
  { is: (one) => has(one, "Repository", "Tag", "ID"), looks: "images of Docker", advice: seeRecipe("docker") },
  { is: (one) => has(one, "Id", "RepoDigests"), looks: "images of Docker", advice: getAsInRecipe("docker") },
  { is: (one) => has(one, "Digest", "RepoTags"), looks: "an image of skopeo inspect", advice: seeRecipe("skopeo") },
  {
    is: (one) => has(one, "Repository", "Tags"),
    looks: "tags of skopeo list-tags",
    advice: `It has no digests, and a record needs one; skopeo inspect has it. ${seeRecipe("skopeo")}`,
  },
  {
    is: (one) => has(one, "schemaVersion") && (has(one, "layers") || has(one, "manifests")),
    looks: "an image's manifest",
    advice: `Its own digest is not in it. ${getAsInRecipe("crane")}`,
  },
  { is: (one) => has(one, "mediaType", "digest", "size"), looks: "an answer of oras", advice: seeRecipe("oras") },
  { is: (one) => has(one, "internal_type"), looks: "GoReleaser's artifacts.json", advice: seeRecipe("goreleaser") },
  {
    is: (one) => has(one, "project_name", "tag", "commit"),
    looks: "GoReleaser's metadata.json",
    advice:
      "It has no digests, and a record needs one. Import checksums.txt and digests.txt, which are in the same folder.",
  },
  {
    is: (one) => has(one, "browser_download_url") || has(inner(one.assets), "browser_download_url"),
    looks: "a release on GitHub",
    advice: getAsInRecipe("github-releases"),
  },
  {
    is: (one) => Array.isArray(one.assets),
    looks: "a release on GitHub",
    advice: seeRecipe("github-releases"),
  },
  {
    is: (one) => typeof one.format === "number" && has(one, "api"),
    looks: "the journal of an import",
    advice: "Import the file that it was written for. Its journal is found by its name, or by --journal.",
  },
];

/** What JSON looks like that holds no records, and what to do; undefined where it may hold some. */
export function recognizeJson(value: unknown): { looks: string; advice: string } | undefined {
  const one = inner(value);
  return KINDS.find(({ is }) => is(one));
}

/** What bake writes has an entry for each target. Names that begin with _ are a record's own. */
const targetsOf = (one: GivenRecord): GivenRecord[] =>
  Object.keys(one).flatMap((name) => (name.startsWith("_") ? [] : [inner(one[name])]));

const has = (one: GivenRecord, ...keys: string[]): boolean => keys.every((key) => Object.hasOwn(one, key));

/** The object, or the first of an array of objects; an empty one where there is none. */
function inner(value: unknown): GivenRecord {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(one) ? one : {};
}
