/** One file in `figures/`. */
export interface Figure {
  title: string;
  unit: string;
  /** The row that the others are held against, as ratios; the budget is then one, too. */
  floor?: string;
  /** The budget, by row. */
  atMost?: Record<string, number>;
  atLeast?: Record<string, number>;
  /**
   * Between what and what a row that has a budget lies on any machine, however busy: a figure beyond that measures something
   * else than it says. As a ratio where there is a floor.
   */
  plausible: Record<string, [least: number, most: number]>;
  /** Whether it varies from run to run, and is therefore measured in rounds. What does not is tested, too. */
  varies: boolean;
  /** The values of every row, by round. */
  sample(rounds: number): Promise<Record<string, number[]>>;
}
