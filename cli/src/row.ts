import type { GivenRecord } from "./parameters.ts";

/** A line of the input: what it gives, or why it gives nothing. */
export type Row = ReadRow | BrokenRow;

export interface ReadRow {
  line: number;
  given: GivenRecord;
}

export interface BrokenRow {
  line: number;
  problem: string;
  text: string;
}

export const NOT_UTF8 = "is not UTF-8. Save the file as UTF-8.";
