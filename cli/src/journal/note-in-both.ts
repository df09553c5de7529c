import type { Notes } from "./journal.ts";

/** Notes in two journals what a run does. */
export const noteInBoth = (one: Notes, other: Notes): Notes => ({
  async begin(run) {
    await Promise.all([one.begin(run), other.begin(run)]);
  },
  async sending(records, since) {
    await Promise.all([one.sending(records, since), other.sending(records, since)]);
  },
  stored(record, ids) {
    one.stored(record, ids);
    other.stored(record, ids);
  },
  missing(record) {
    one.missing(record);
    other.missing(record);
  },
  notStored(record, why, message) {
    one.notStored(record, why, message);
    other.notStored(record, why, message);
  },
});
