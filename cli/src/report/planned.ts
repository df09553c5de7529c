/** What was read, in numbers. */
export interface Planned {
  /** The input, as the person named it. */
  name: string;
  /** What it was taken for, such as "a list of checksums". */
  what: string;
  /** Lines that hold something. */
  lines: number;
  invalid: number;
  otherShard: number;
  repeated: number;
  superseded: number;
}
