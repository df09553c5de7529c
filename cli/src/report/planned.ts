/** What a plan was made of, in numbers. */
export interface Planned {
  /** What it is, as it stands before its number of records: "SHA256SUMS, read as a list of checksums". */
  what: string;
  invalid: number;
  otherShard: number;
  repeated: number;
  superseded: number;
  /** More numbers of the command's own, for `--json`. */
  more?: Record<string, number>;
}
