import type { artifactStorage as Plugin } from "../../index.d.ts";

// The built file: it is what is published, and being one file, it can be loaded once more, with all that is in it.
const load = (query: string): Promise<{ artifactStorage: typeof Plugin }> => import(`../../dist/index.js${query}`);

export const { artifactStorage } = await load("");
/** A second copy, such as two packages bring along that depend on two versions. */
export const { artifactStorage: copy } = await load("?copy");
