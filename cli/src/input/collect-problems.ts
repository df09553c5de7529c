/** What is wrong with a line, or with many. */
export interface LineProblem {
  message: string;
  /** The first of its lines. */
  lines: number[];
  count: number;
}

const LINES_KEPT = 10;
/** Nobody reads more, and a million would not fit into the memory. */
const KINDS_KEPT = 100;

/** Counts equal problems, in the order in which they were met. */
export function collectProblems() {
  const kinds = new Map<string, LineProblem>();
  let more = 0;
  return {
    add(message: string, line: number): void {
      const known = kinds.get(message);
      if (known) {
        known.count += 1;
        if (known.lines.length < LINES_KEPT) known.lines.push(line);
      } else if (kinds.size < KINDS_KEPT) kinds.set(message, { message, lines: [line], count: 1 });
      else more += 1;
    },
    list: (): LineProblem[] => [...kinds.values()],
    /** How many are not listed. */
    get more() {
      return more;
    },
  };
}
