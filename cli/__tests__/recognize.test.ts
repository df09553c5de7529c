import { describe, expect, test } from "@jest/globals";
import { RECIPES } from "../src/input/recipes.ts";
import { DIGEST, readFailing } from "./support/read-all.ts";

const SBOM = "It lists what is inside an artifact, not what is stored. Record the artifact itself.";
const NO_DIGESTS = "It has no digests, and a record needs one";
const anew = (heading: string) => `Get it as this recipe does: ${RECIPES}#${heading}`;
const recipe = (heading: string) => `One command makes records of it: ${RECIPES}#${heading}`;

/** What each looks like, and what to do; what the recipes read is in `recipes.test.ts`. */
const JSON_KINDS: [object, string, string][] = [
  [{ bomFormat: "CycloneDX", components: [] }, "an SBOM (CycloneDX)", SBOM],
  [{ spdxVersion: "SPDX-2.3", name: "a" }, "an SBOM (SPDX)", SBOM],
  [{ SPDXID: "SPDXRef-DOCUMENT", name: "a" }, "an SBOM (SPDX)", SBOM],
  [{ "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld" }, "an SBOM (SPDX)", SBOM],
  [{ artifacts: [], descriptor: { name: "syft", version: "1" } }, "an SBOM (Syft)", SBOM],
  [{ payloadType: "application/vnd.in-toto+json", payload: "e30=" }, "an attestation (in-toto)", recipe("in-toto")],
  [[{ attestation: {}, verificationResult: {} }], "an attestation (in-toto)", anew("in-toto")],
  [{ imageIds: [{ imageDigest: DIGEST }] }, "images of Amazon ECR", anew("amazon-ecr")],
  [
    [{ name: DIGEST, metadata: { package_type: "container" } }],
    "the versions of a package on GitHub (GHCR)",
    recipe("ghcr"),
  ],
  [
    { downloadUri: "https://a.example", path: "a", checksums: {} },
    "an answer of Artifactory",
    recipe("artifactory-file-info"),
  ],
  [
    { status: "success", files: [{ source: "a", target: "b", sha256: "1" }] },
    "an answer of Artifactory",
    anew("artifactory-search"),
  ],
  [{ name: "libfoo", files: [{ filename: "a", hashes: {} }] }, "a release on PyPI", anew("pypi")],
  [
    { name: "libfoo", version: "1", dist: { integrity: "sha512-a" } },
    "an answer of npm, whose checksums are SHA-1 and SHA-512",
    `GitHub takes SHA-256 alone. ${anew("npm")}`,
  ],
  [
    { name: "libfoo", version: "1", lockfileVersion: 3 },
    "an answer of npm, whose checksums are SHA-1 and SHA-512",
    `GitHub takes SHA-256 alone. ${anew("npm")}`,
  ],
  [[{ Id: DIGEST, RepoTags: [], RepoDigests: [] }], "images of Docker", anew("docker")],
  [
    { Repository: "ghcr.io/o/i", Tags: ["1"] },
    "tags of skopeo list-tags",
    `${NO_DIGESTS}; skopeo inspect has it. ${recipe("skopeo")}`,
  ],
  [{ schemaVersion: 2, layers: [] }, "an image's manifest", `Its own digest is not in it. ${anew("crane")}`],
  [{ schemaVersion: 2, manifests: [] }, "an image's manifest", `Its own digest is not in it. ${anew("crane")}`],
  [
    { project_name: "libfoo", tag: "v1", version: "1", commit: "a" },
    "GoReleaser's metadata.json",
    `${NO_DIGESTS}. Import checksums.txt and digests.txt, which are in the same folder.`,
  ],
  [[{ name: "a.zip", browser_download_url: "https://a.example" }], "a release on GitHub", anew("github-releases")],
  [
    { format: 3, api: "https://api.github.com" },
    "the journal of an import",
    "Import the file that it was written for. Its journal is found by its name, or by --journal.",
  ],
];

describe("JSON that holds no records", () => {
  test.each(JSON_KINDS)("%j looks like %s", async (value, looks, advice) => {
    const message = `it looks like ${looks}. ${advice}`;
    expect(await readFailing(JSON.stringify(value), "it")).toBe(message);
    expect(await readFailing(JSON.stringify(value, null, 2), "it")).toBe(message);
    expect(await readFailing(JSON.stringify(value), "it", { format: "json" })).toBe(message);
    expect(await readFailing(JSON.stringify(value), "it", { format: "ndjson" })).toBe(message);
  });

  test("one so long that only its beginning is looked at", async () => {
    const images = Array.from({ length: 20_000 }, () => ({ imageDigest: DIGEST, imageTags: ["1"] }));
    for (const spaces of [0, 1]) {
      const content = JSON.stringify({ imageDetails: images }, null, spaces);
      expect(await readFailing(content, "it", { chunk: 64 * 1024 })).toContain("it looks like images of Amazon ECR.");
    }
  });

  test("what a record has of its own, under names that begin with _, is not looked into", async () => {
    const own = { name: "a", _buildx: { "containerimage.digest": DIGEST } };
    await expect(readFailing(JSON.stringify(own))).rejects.toThrow("read to its end");
  });

  test("what has a digest and a name of its own is a record, whatever else it has", async () => {
    await expect(readFailing(JSON.stringify({ name: "a", digest: DIGEST, size: 1 }))).rejects.toThrow(
      "read to its end",
    );
  });
});

describe("text that holds no records", () => {
  test.each([
    [
      "a workbook of Excel, or another archive",
      Buffer.from("PK\x03\x04\x14\0\x06\0", "latin1"),
      "Save the sheet as CSV UTF-8.",
    ],
    [
      "a file that is compressed, or not UTF-8",
      Buffer.from([0x1f, 0x8b, 8, 8, 0x71]),
      "Decompress it, or save it as UTF-8.",
    ],
    ["a page of HTML", "\n<!DOCTYPE html>\n<html>", "The download may have failed, or led to a login."],
    ["an SBOM (CycloneDX)", '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.5">', SBOM],
    ["XML", "<metadata>\n", "Write it as CSV or JSON."],
    ["an SBOM (SPDX)", "SPDXVersion: SPDX-2.3\n", SBOM],
    ["the index of a Helm repository", "apiVersion: v1\nentries:\n  libfoo:\n", recipe("helm")],
    ["YAML", "image: ghcr.io/octo-org/app\n", "Write it as JSON: yq -o=json."],
    ["YAML", "---\nimages:\n", "Write it as JSON: yq -o=json."],
    [
      "a signed message",
      "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n",
      "Check the signature, and take it off: gpg --decrypt FILE > LIST.",
    ],
    ["the table of docker image ls", "REPOSITORY   TAG   IMAGE ID\n", anew("docker")],
  ])("%s", async (looks, content, advice) => {
    for (const name of ["it", "it.csv"])
      expect(await readFailing(content, name)).toBe(`${name} looks like ${looks}. ${advice}`);
  });
});
