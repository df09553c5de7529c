/** All that is known about one endpoint: its parameters, what its failures mean, and what its response holds. */
export interface Row<Name extends string = string> {
  route: string;
  /** GitHub's documentation of the endpoint. */
  documentation: string;
  parameters: Readonly<Record<Name, Rule>>;
  misnomers: readonly Misnomer<Name>[];
  /** The first one that fits applies. A function, as `fixes` is. */
  refusals: () => readonly Refusal[];
  answer: Answer;
}

/** The rule for one parameter: keywords of JSON Schema, and texts for what they cannot say. */
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
  /** Whether 40 hexadecimal digits are a hash here. Anywhere else they may be one of GitHub's old tokens. */
  isHash: boolean;
  /** A function, so that advice takes no heap before somebody needs it: a seventh of what an import takes. */
  fixes: () => readonly Fix[];
}

/**
 * A mistake that people are known to make, and what to do about it; the first that matches is shown. A value that is
 * not a string is matched by its kind, such as `[object URL]`.
 */
export type Fix = readonly [given: RegExp, advice: string];

/** Wrong names that people give for a parameter. GitHub would silently ignore them. */
export interface Misnomer<Name extends string = string> {
  given: readonly string[];
  /** The parameters that may be meant. If one of them is given, the wrong name does no harm. */
  meant: readonly Name[];
  advice: string;
}

/** What a refusal means. A condition that is left out matches anything. */
export interface Refusal {
  status: readonly number[];
  /** How many requests the rate limit leaves, according to the response's header. */
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
  /** A parameter that a record in the answer repeats. Only that proves an answer that came from another address. */
  repeats?: string;
  /** What a `total_count` of 0 means where it is no success. The first that fits applies. */
  none?: readonly { given?: string; text: string }[];
  /** What is known, and what to do, if the response is not GitHub's. */
  otherwise: string;
}
