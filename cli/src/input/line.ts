import type { GivenRecord } from "../parameters.ts";

/** A line of the input, or what its format has in the place of lines: what it gives, or why it gives nothing. */
export type Line = ReadLine | BrokenLine;

export interface ReadLine {
  /** From 1. Where a record takes several lines, its first. */
  line: number;
  /** Unchecked, under any names. An `image` may be among them. */
  given: GivenRecord;
}

export interface BrokenLine {
  line: number;
  /** What is wrong, as it follows "line 4": "is not JSON: …" */
  problem: string;
  text: string;
}
