/** The one door for text: everything that is printed, annotated or summarized goes through it, and is made plain there. */
export interface Output {
  /** Says a line, or several, to people: to stderr. Foreign text may stand in it. */
  say(...parts: Part[]): void;
  /** Writes a line, or several, of the result for people: to stdout. */
  print(text: string): void;
  /** Writes the result for a machine, to stdout: one line of JSON. There is one of a run: the first counts. */
  printJson(value: unknown): void;
  /** In a workflow, annotates the run with an error: ten of them, for the runner shows no more. */
  annotate(message: string, properties?: Record<string, string | number>): void;
  /** In a workflow, adds to the summary of the job. What cannot be written there changes neither the run nor its code. */
  summarize(markdown: Markdown): Promise<void>;
  /** How wide lines for people may be; undefined where they are not for a terminal. */
  readonly columns: number | undefined;
  /** Where a progress bar can be drawn: stderr, if it is a terminal. */
  readonly terminal: NodeJS.WritableStream | undefined;
  /** While a bar is drawn below, hands it what is said, as plain lines without the last line feed. Returns what ends that. */
  sayAbove(print: (text: string) => void): () => void;
}

/** Text, or emphasized text. */
export type Part = string | { text: string; look: "bold" | "green" | "yellow" | "dim" };

/** A heading, and a table or text below it. All of it is escaped by the door. */
export interface Markdown {
  heading: string;
  text?: string;
  /** The first row holds the names of the columns. */
  table?: Cell[][];
}

/** Text of a table, or a link. */
export type Cell = string | { text: string; url: string };
