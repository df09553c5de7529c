import { readImage } from "../input/read-image.ts";
import { readInput } from "../input/read-input.ts";
import type { Source } from "../input/source.ts";
import type { GivenRecord } from "../parameters.ts";
import { createKeys } from "../plan/keys.ts";
import type { SendableRecord } from "../plan/record.ts";
import { toKey } from "../plan/to-key.ts";
import { Stop, wrongUsage } from "../stop.ts";

/** What registries hold now. */
export interface Present {
  /** As the person named the list, and what it was read as. */
  what: string;
  /** How many artifacts it holds. */
  readonly size: number;
  /** Those that it names. */
  registries: ReadonlySet<string>;
  /** Whether some of its artifacts are of no registry that it names. */
  readonly isBare: boolean;
  has(record: SendableRecord): boolean;
}

/** What nothing is present of is retired by hand alone. */
export const IF_ALL_IS_GONE =
  "If all of it is gone indeed, give each of its lines the status deleted in the list that was imported, and import that list again.";

/** Reads what registries hold now. A line that cannot be read ends the run: it may be what must not be retired. */
export async function readPresent(source: Source): Promise<Present> {
  const { what, lines } = await readInput(source.chunks, { name: source.name });
  const artifacts = createKeys();
  const registries = new Set<string>();
  let isBare = false;
  for await (const batch of lines) {
    for (const line of batch) {
      const fail = (problem: string) =>
        wrongUsage(
          `${source.name} (--present), line ${line.line}: ${problem} Nothing was sent, for what cannot be read may be present.`,
        );
      if ("problem" in line) throw fail(line.problem);
      const { digest, registry } = readArtifact(line.given, fail);
      if (registry === undefined) isBare = true;
      else registries.add(registry);
      artifacts.add(toArtifact(digest, registry));
    }
  }
  if (artifacts.size === 0) {
    throw wrongUsage(
      `${source.name} (--present) holds nothing, so that everything would be retired. ${IF_ALL_IS_GONE}`,
    );
  }
  return {
    what: `${source.name}, read as ${what}`,
    size: artifacts.size,
    registries,
    isBare,
    has: ({ digest, registry_url }) =>
      artifacts.find(toArtifact(digest, toRegistry(registry_url))) !== undefined ||
      artifacts.find(toArtifact(digest, undefined)) !== undefined,
  };
}

const toArtifact = (digest: string, registry: string | undefined) => toKey({ digest, registry_url: registry });

/** One spelling: `https://GHCR.io/` → `https://ghcr.io` */
export const toRegistry = (url: string): string => (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, "");

const DIGEST = /^(?:sha256:)?([a-f0-9]{64})$/i;
const toHex = (digest: unknown) => DIGEST.exec(`${digest}`)?.[1]?.toLowerCase();

function readArtifact(given: GivenRecord, fail: (problem: string) => Stop): { digest: string; registry?: string } {
  const { digest, registry_url, image } = given;
  const parts = image === undefined || image === null ? undefined : readImageOr(String(image), fail);
  const hex = toHex(digest ?? parts?.digest);
  if (hex === undefined) throw fail("has no digest. Give its digest, as sha256:HEX, or the image as REF@sha256:HEX.");
  // Either may be the one that is present.
  if (parts && toHex(parts.digest) !== hex) throw fail("digest is not the one in image. Leave out the wrong one.");
  const registry = registry_url ?? parts?.registry_url;
  if (registry !== undefined && registry !== null && typeof registry !== "string")
    throw fail("registry_url must be a URL.");
  return { digest: `sha256:${hex}`, ...(registry && { registry: toRegistry(registry) }) };
}

function readImageOr(image: string, fail: (problem: string) => Stop) {
  try {
    return readImage(image);
  } catch (error) {
    throw error instanceof Stop ? fail(error.message) : error;
  }
}
