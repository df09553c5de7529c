/** A journal that belongs to this run alone. */
export interface Lock {
  /** A name for this run, which no other has. */
  readonly run: string;
  /** Whether it still belongs to this run, now: asks the disk. Where it does not, the run has been ended with `lost-lock`. */
  isOurs(): Promise<boolean>;
}
