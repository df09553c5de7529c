import { type PlannedRecord, statusOf } from "../plan/record.ts";

/**
 * Twins differ only in what GitHub does not list (`version`, `path`, `github_repository`), so that a look-up cannot tell
 * them apart: one is sent after the other's fate is known.
 */
export function createTwins() {
  const underWay = new Map<string, Promise<void>>();
  const unknown = new Set<string>();
  return {
    /** Notes a record as under way. Returns what notes its end. */
    start(planned: PlannedRecord): (isKnown: boolean) => void {
      const id = toListed(planned);
      const { promise, resolve } = withResolvers();
      underWay.set(id, promise);
      return (isKnown) => {
        if (!isKnown) unknown.add(id);
        underWay.delete(id);
        resolve();
      };
    },
    /** The end of a twin that is under way. */
    wait: (planned: PlannedRecord): Promise<void> | undefined => underWay.get(toListed(planned)),
    /** Whether a twin of it may be stored: nobody could tell whose record is found later. */
    isUnclear: (planned: PlannedRecord): boolean => unknown.size > 0 && unknown.has(toListed(planned)),
    /** Notes a record that stays unclear. */
    leave(planned: PlannedRecord): void {
      unknown.add(toListed(planned));
    },
  };
}

export type Twins = ReturnType<typeof createTwins>;

function toListed({ record }: PlannedRecord): string {
  const { org, digest, name, registry_url, artifact_url, repository } = record;
  return JSON.stringify([org.toLowerCase(), digest, name, registry_url, artifact_url, repository, statusOf(record)]);
}

// `Promise.withResolvers` needs Node 22.
function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
