/** All that is known of one endpoint: what it takes, what its failures mean, and what its answer holds. */
export interface Row {
  route: string;
  /** GitHub's documentation of the endpoint. */
  documentation: string;
  parameters: Readonly<Record<string, Rule>>;
  misnomers: readonly Misnomer[];
  /** The first that fits is the one. */
  refusals: readonly Refusal[];
  answer: Answer;
}

/** What must hold of one parameter: JSON Schema's keywords, and in words what no keyword can say. */
export interface Rule {
  type: "string" | "boolean";
  required: boolean;
  minLength: number;
  maxLength: number;
  /** What to do about a text that is longer than `maxLength`. */
  tooLong: string;
  pattern: RegExp | undefined;
  /** The pattern in words, after "must be". */
  patternInWords: string;
  format: "uri" | undefined;
  enum: readonly string[] | undefined;
  /** Whether 40 hexadecimal digits are a hash here. Anywhere else they may be one of GitHub's tokens of old. */
  isHash: boolean;
  fixes: readonly Fix[];
}

/**
 * What people are known to give instead, and what they should do; the first that matches is shown. A value that is not
 * text is matched by its kind, such as `[object URL]`.
 */
export type Fix = readonly [given: RegExp, advice: string];

/** Names that people give for others. GitHub would ignore them without a word. */
export interface Misnomer {
  given: readonly string[];
  /** What may be meant. Where one of those is given, the wrong name does no harm. */
  meant: readonly string[];
  advice: string;
}

/** What a refusal means. What is not said may be anything. */
export interface Refusal {
  status: readonly number[];
  /** The requests that the rate limit leaves, by the answer's header. */
  remaining?: string;
  /** GitHub's message. Its named groups may be used in the causes. */
  message?: RegExp;
  baseUrl?: RegExp;
  /** A parameter that the call gave. */
  given?: string;
  /**
   * The likely causes, first what the call itself shows, then what is common, each with what to do about it.
   * `{org}` stands for what was given as `org`, and `{retry}` for when to try again.
   */
  causes: readonly string[];
}

export interface Answer {
  /** GitHub's answer has at least one of these. */
  anyOf: Readonly<Record<string, "number" | "array">>;
  /** What it means that `total_count` is 0, where that is no success. */
  none: string;
  /** What is known, and what to do, where the answer is not GitHub's. */
  otherwise: string;
}
