import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint, Parameter } from "./derive-endpoints.ts";

type Keyword = ParameterProblem["rule"];

/** The rules that people stumble over by the form of what they give. */
const FIXABLE = /pattern|format|enum/;

/** Two UTF-16 units that are one character; JSON Schema counts characters. */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

// "." and ".." are steps to the URL standard, escaped or not, so that the request would leave its route. A lone
// surrogate cannot be escaped at all.
const SEGMENT = /^(?!\.\.?$)[^\ud800-\udfff]+$/u;

// RFC 3986 where URL.canParse is laxer: spaces, brackets, a second "#", a "%" with no digits after it.
const URI =
  /^[a-z]+:\/\/(?:(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*@)?(?:\[[\da-f:.]+\])?(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*(?:[/?](?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;

/** Everything that is wrong with the parameters among `options`, in the map's order. Reads each once; changes nothing. */
export function findProblems(
  endpoint: Endpoint,
  options: Record<string, unknown>,
  show: (value: unknown) => string,
): ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  for (const parameter of endpoint.parameters) {
    const { name } = parameter;
    const value = options[name];
    const broken = value === undefined ? missing(parameter, options) : brokenRules(parameter, value);
    for (const [rule, message] of broken) {
      const given = value === undefined ? "" : `; given: ${show(value)}.`;
      const fix = FIXABLE.test(rule) ? parameter.fixes?.find(([pattern]) => pattern.test(String(value))) : undefined;
      problems.push({ parameter: name, rule, message: `${name} ${message}${given}${fix ? ` ${fix[1]}` : ""}` });
    }
  }
  return problems;
}

function missing({ required, misnomers }: Parameter, options: Record<string, unknown>): [Keyword, string][] {
  const misnomer = misnomers.find(
    ({ name, meant }) => options[name] !== undefined && meant.every((right) => options[right] === undefined),
  );
  const given =
    misnomer && `"${misnomer.name}" was given, which GitHub ignores; say "${misnomer.meant.join('" or "')}".`;
  if (required) return [["required", given ? `is required: ${given}` : "is required, and was not given."]];
  return given ? [["name", `was not given: ${given}`]] : [];
}

function brokenRules(rules: Parameter, value: unknown): [Keyword, string][] {
  if (typeof value !== rules.type) return [["type", `must be a ${rules.type}`]];
  if (typeof value !== "string") return [];
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format, words } = rules;
  const broken: [Keyword, string][] = [];
  // Counted only where the number of units leaves it open: there are as many units as characters, or up to twice as many.
  const open = value.length > maxLength || value.length < 2 * minLength;
  const length = open ? value.length - (value.match(PAIR)?.length ?? 0) : value.length;
  if (length < minLength) return [["minLength", `must have ${minLength} or more characters`]];
  if (length > maxLength) broken.push(["maxLength", `must have ${maxLength} characters at most, and has ${length}`]);
  if (rules.inPath && !SEGMENT.test(value)) broken.push(["path", "must be text that can stand in a URL's path"]);
  if (rules.enum && !rules.enum.includes(value)) {
    broken.push(["enum", `must be one of ${rules.enum.map((one) => JSON.stringify(one)).join(", ")}`]);
  }
  if (pattern && !pattern.test(value)) broken.push(["pattern", `must be ${words}`]);
  else if (format && !(URI.test(value) && URL.canParse(value))) broken.push(["format", "must be a well-formed URL"]);
  return broken;
}
