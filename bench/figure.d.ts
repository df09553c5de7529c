/** One file in `figures/`. */
export interface Figure {
  title: string;
  unit: string;
  /** The row that the ratios are against. */
  floor?: string;
  /** Whether it varies from run to run, and is therefore measured in rounds. What does not is asserted by a test as well. */
  varies: boolean;
  /** What the budgets bind: a row's value, or its ratio. */
  by: "value" | "ratio";
  /** What rows may cost. */
  budgets: Record<string, { atMost: number } | { atLeast: number }>;
  /** What README calls the figure, if it shows it. */
  inReadme?: string;
  /** The values of every row, by round. */
  sample(rounds: number): Promise<Record<string, number[]>>;
}
