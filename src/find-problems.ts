import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint, Parameter } from "./derive-endpoint.ts";

type Options = Record<string, unknown>;
type Broken = readonly [keyword: ParameterProblem["rule"], message: string];

// Nothing, and what the URL standard takes for a step, escaped or not, so that the request would leave its route.
const NO_SEGMENT = /^\.{0,2}$/;

// What RFC 3986 forbids in an https:// URL and URL.canParse allows: other characters, "%" without digits, a second "#",
// "@" or "[" before the "@" of the authority, brackets after the authority. (Eight characters are "https://". Without the flag "i": what a "[^…]" leaves
// would be folded character by character when this file is loaded.)
const NOT_URI = /[^\w.~!$&'()*+,;=:@/?#%[\]-]|%(?![\da-fA-F]{2})|#.*#|^.{8}[^/?#]*[@[\]][^/?#]*@|.{8}[/?#].*[[\]]/;

// What nearly all URLs are, and both of the above allow; it is told six times as fast. The host ends in letters (a number
// may be a bad address), and there are no two hyphens (as in Punycode, which may be bad).
// Stryker disable next-line Regex: what it does not match takes the longer way, to the same end.
const PLAIN_URL = /^https:\/\/(?!.*--)[a-z\d.-]*\.[a-z]+(?:\/[\w.~!$&'()*+,;=:@/-]*)?$/;

// Two UTF-16 units that are one character; JSON Schema counts characters.
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

const NONE: readonly Broken[] = [];

/** Everything that is wrong with the parameters among the options, in the map's order. It changes nothing. */
export function findProblems(
  { parameters }: Endpoint,
  options: Options,
  show: (value: unknown) => string,
): ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  for (const parameter of parameters) {
    const value = options[parameter.name];
    const broken = value === undefined ? missing(parameter, options) : brokenRules(parameter, value);
    for (const [rule, message] of broken) {
      const given = value === undefined ? "" : `; given: ${show(value)}`;
      const fix = typeof value === "string" ? parameter.fixes.find(([pattern]) => pattern.test(value)) : undefined;
      problems.push({
        parameter: parameter.name,
        rule,
        message: `${parameter.name} ${message}${given}.${fix ? ` ${fix[1]}` : ""}`,
      });
    }
  }
  return problems;
}

function missing({ required, misnomers }: Parameter, options: Options): readonly Broken[] {
  for (const { name, meant } of misnomers) {
    if (options[name] !== undefined && meant.every((right) => options[right] === undefined)) {
      const advice = `: GitHub ignores "${name}", which was given; say "${meant.join('" or "')}"`;
      return [required ? ["required", `is required${advice}`] : ["name", `is missing${advice}`]];
    }
  }
  return required ? [["required", "is required"]] : NONE;
}

function brokenRules(rule: Parameter, value: unknown): readonly Broken[] {
  if (typeof value !== rule.type) return [["type", `must be a ${rule.type}`]];
  // Stryker disable next-line ConditionalExpression: a boolean has no rules but its type; the compiler wants it said.
  if (typeof value !== "string") return NONE;
  const { minLength, maxLength, pattern, enum: values } = rule;
  let broken = NONE;
  // Counted only where the units leave it open: of them there are as many as characters, or up to twice as many.
  // Stryker disable next-line ConditionalExpression,EqualityOperator: counting always would be slower, and say the same.
  const open = value.length > maxLength || value.length < 2 * minLength;
  const length = open ? value.length - (value.match(PAIR)?.length ?? 0) : value.length;
  if (length < minLength) return [["minLength", `must have ${minLength} or more characters`]];
  if (length > maxLength) broken = [["maxLength", `must have at most ${maxLength} characters, not ${length}`]];
  // A lone surrogate cannot be escaped.
  if (rule.inPath && (NO_SEGMENT.test(value) || !value.isWellFormed()))
    broken = [...broken, ["path", "must be able to stand in a URL's path"]];
  if (values && !values.includes(value)) broken = [...broken, ["enum", `must be one of ${JSON.stringify(values)}`]];
  if (pattern && !pattern.test(value)) return [...broken, ["pattern", `must be ${rule.words}`]];
  // What is too long is not judged further: it could take long.
  if (rule.format && !broken.length && !isUrl(value)) return [["format", "must be a well-formed URL"]];
  return broken;
}

const isUrl = (value: string) => PLAIN_URL.test(value) || (!NOT_URI.test(value) && URL.canParse(value));
