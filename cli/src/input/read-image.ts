import { wrongUsage } from "../stop.ts";

/** What a reference to an image says. */
export interface Image {
  /** Without its tag, as `@actions/attest` names images. */
  name: string;
  registry_url: string;
  digest: string;
  /** The tag, unless that is `latest`, which says nothing. */
  version?: string;
}

/** What often stands before a reference, and is no part of the image's name. */
const SCHEME = /^(?:https|docker|oci):\/\//i;
/** As Docker tells a registry from a user of Docker Hub: https://github.com/distribution/reference */
const REGISTRY = /^(?:localhost|[\w-]+(?:\.[\w-]+)+|[\w-]+(?=:))(?::\d+)?$/;
const NAME = /^[^\s/]+(?:\/[^\s/]+)*$/;
const DOCKER_HUB = "docker.io";

/**
 * Takes a reference to an image apart:
 * `ghcr.io/octo-org/app:1.2@sha256:…` → name `ghcr.io/octo-org/app`, registry_url `https://ghcr.io`, the digest, version `1.2`
 */
export function readImage(image: string): Image {
  const { reference, tag, digest } = takeApart(image);
  if (!digest) {
    throw wrongUsage(
      `The image has no digest. Write it as REF@sha256:HEX; docker/build-push-action gives the digest as its ` +
        "output `digest`, docker image inspect in RepoDigests.",
    );
  }
  if (!NAME.test(reference)) {
    throw wrongUsage(`The image cannot be read. Write it as REF@sha256:HEX, such as ghcr.io/octo-org/app@sha256:…`);
  }
  if (/[A-Z]/.test(reference)) {
    throw wrongUsage(`The image has upper case in its name, which no registry has. Write ${reference.toLowerCase()}`);
  }
  const name = fillIn(reference);
  return {
    name,
    registry_url: `https://${name.slice(0, name.indexOf("/"))}`,
    digest,
    ...(tag && tag !== "latest" && { version: tag }),
  };
}

/** What to say of an image in whose reference Docker left out its registry; undefined where it is all there. */
export function noteFilledIn(image: string): string | undefined {
  const { reference } = takeApart(image);
  const name = fillIn(reference);
  return name === reference ? undefined : `${reference} is taken for Docker Hub's, and recorded as ${name}.`;
}

function takeApart(image: string): { reference: string; tag: string | undefined; digest: string | undefined } {
  const [before = "", digest] = image.replace(SCHEME, "").split(/@(.*)/s);
  // A tag follows the last slash; a port stands before it.
  const [, reference = "", tag] = /^(.*?)(?::([^/:]*))?$/s.exec(before) ?? [];
  return { reference, tag, digest };
}

/** `alpine` → `docker.io/library/alpine`, `octo-org/app` → `docker.io/octo-org/app`, as Docker does. */
function fillIn(name: string): string {
  const [, registry, path = ""] = /^([^/]+)\/(.*)$/s.exec(name) ?? [];
  if (registry === undefined || !REGISTRY.test(registry)) return fillIn(`${DOCKER_HUB}/${name}`);
  return registry === DOCKER_HUB && !path.includes("/") ? `${registry}/library/${path}` : name;
}
