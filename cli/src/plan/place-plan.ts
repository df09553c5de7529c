import { tmpdir } from "node:os";
import { dirname } from "node:path";

/** Where a plan lies: beside the journal, for a temporary folder is often memory; of a dry run there is none. */
export const placePlan = (dryRun: boolean, { journal }: { journal: string }) =>
  dryRun
    ? { folder: tmpdir(), elsewhere: "Make room there, or set TMPDIR to another folder." }
    : { folder: dirname(journal), elsewhere: "Make room there, or give --journal a path in another folder." };
