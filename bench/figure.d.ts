/** One file in `figures/`. */
export interface Figure {
  title: string;
  unit: string;
  /** The row that the others are held against, as ratios; the budget is then one, too. */
  floor?: string;
  /** The budget, by row. */
  atMost?: Record<string, number>;
  atLeast?: Record<string, number>;
  /** Whether it varies from run to run, and is therefore measured in rounds. What does not is tested, too. */
  varies: boolean;
  /** The values of every row, by round. */
  sample(rounds: number): Promise<Record<string, number[]>>;
}
