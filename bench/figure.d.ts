/** One file in `figures/`. */
export interface Figure {
  title: string;
  unit: string;
  /** The row that the ratios are against. */
  floor?: string;
  /** Whether it varies from run to run, and is therefore measured in rounds; what does not is asserted as well. */
  varies: boolean;
  /** The values of every row, by round. */
  sample(rounds: number): Promise<Record<string, number[]>>;
}
