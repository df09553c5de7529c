import { formatDuration } from "./format-time.ts";

/** How long so many records take at a pace. */
export const estimate = (records: number, perMinute: number): string =>
  perMinute > 0 && records > 1
    ? `, ${perMinute} a minute: ${formatDuration(((records - 1) * 60_000) / perMinute)}`
    : "";
