import { wrongUsage } from "./stop.ts";

/**
 * Takes a reference to an image apart, as `@actions/attest` does:
 * `ghcr.io/octo-org/app:1.2@sha256:…` → name `ghcr.io/octo-org/app`, registry_url `https://ghcr.io`, digest `sha256:…`
 */
export function readImage(image: string): { name: string; registry_url: string; digest: string } {
  const at = image.indexOf("@");
  if (at < 0) {
    throw wrongUsage(
      `--image ${JSON.stringify(image)} has no digest. Write it as REF@sha256:HEX; ` +
        "docker/build-push-action gives the digest as its output `digest`, docker image inspect in RepoDigests.",
    );
  }
  const reference = image.slice(0, at);
  const slash = reference.indexOf("/");
  const registry = reference.slice(0, Math.max(slash, 0));
  // As Docker tells a registry from a user of Docker Hub: https://github.com/distribution/reference
  if (!/^(localhost|[\w-]+(\.[\w-]+)+|[\w-]+(?=:))(:\d+)?$/.test(registry)) {
    throw wrongUsage(
      `--image ${JSON.stringify(image)} does not name a registry. Begin with one, ` +
        "such as ghcr.io/octo-org/app@sha256:… or docker.io/library/alpine@sha256:…",
    );
  }
  // A tag follows the last slash; a port stands before it.
  const name = reference.replace(/:[^/:]*$/, "");
  return { name, registry_url: `https://${registry}`, digest: image.slice(at + 1) };
}
