import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint, Parameter } from "./derive-endpoint.ts";

type Options = Record<string, unknown>;
type Broken = readonly [rule: ParameterProblem["rule"], what: string];

const NONE: readonly Broken[] = [];

/** Notes a problem: `what` follows the parameter's name, and what was given follows it. */
export type Refuse = (
  parameter: string,
  rule: ParameterProblem["rule"],
  what: string,
  given: unknown,
  fix?: string,
) => void;

/** Finds everything that is wrong with the parameters among the options, in the map's order. It changes nothing. */
export function findProblems({ parameters }: Endpoint, options: Options, refuse: Refuse): void {
  for (const parameter of parameters) {
    const value = options[parameter.name];
    const broken = value === undefined ? absence(parameter, options) : brokenRules(parameter, value);
    // Stryker disable next-line ConditionalExpression: to iterate over nothing says the same, and takes longer.
    if (broken === NONE) continue;
    for (const [rule, what] of broken) {
      // Of a text of the wrong length there is nothing to put right in its form.
      const formed = typeof value === "string" && !rule.endsWith("Length");
      const fix = formed && parameter.fixes.find(([given]) => given.test(value));
      refuse(parameter.name, rule, what, value, fix ? fix[1] : "");
    }
  }
}

function absence({ name, required, misnomers }: Parameter, options: Options): readonly Broken[] {
  for (const [wrong, others] of misnomers) {
    if (options[wrong] !== undefined && others.every((other) => options[other] === undefined)) {
      const advice = `: GitHub ignores "${wrong}", which was given; say "${[name, ...others].join('" or "')}"`;
      return [required ? ["required", `is required${advice}`] : ["name", `is missing${advice}`]];
    }
  }
  return required ? [["required", "is required"]] : NONE;
}

function brokenRules(parameter: Parameter, value: unknown): readonly Broken[] {
  const { type, length: units, minLength, maxLength, pattern, format, enum: values } = parameter;
  if (typeof value !== type) return [["type", `must be a ${type}`]];
  // Stryker disable next-line ConditionalExpression: a boolean has no rules but its type; the compiler wants it said.
  if (typeof value !== "string") return NONE;
  let broken = NONE;
  // Counted only where the units leave it open: of them there are as many as characters, or up to twice as many.
  // Stryker disable next-line ConditionalExpression,EqualityOperator,ArithmeticOperator: counting always says the same.
  const open = value.length > maxLength || value.length < 2 * minLength;
  // Two UTF-16 units that are one character; JSON Schema counts characters.
  const length = open ? value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "x").length : value.length;
  const unfit = length < minLength ? "minLength" : length > maxLength && "maxLength";
  if (unfit) broken = [[unfit, `must have ${minLength} to ${maxLength} characters, not ${length}`]];
  if (values && !values.includes(value)) broken = [...broken, ["enum", `must be one of ${JSON.stringify(values)}`]];
  if (pattern && !(pattern.test(value) && (units === undefined || value.length === units)))
    return [...broken, ["pattern", `must be ${parameter.words}`]];
  if (format && !isUrl(value)) return [...broken, ["format", "must be a well-formed URL"]];
  return broken;
}

function isUrl(value: string): boolean {
  // What nearly all URLs are, and all of the below allow, told in a fraction of the time: a host without two hyphens (as
  // in Punycode, which may be bad) whose last label is no number (it may be a bad address), and a path.
  // Stryker disable next-line Regex: what it does not match takes the longer way, to the same end.
  const plain = /^https:\/\/(?:[a-z\d]+[.-])*[a-z]+(?:\/[!$&-;=@-Z_a-z~]*)?$/;
  // RFC 3986's characters in their places, and, as in ajv's "uri", "@" as often as you like. URL.canParse knows the
  // rest, and is generous in this.
  const uri =
    /^https:\/\/(?:(?:[!$-.\w:;=~]*@)?\[[\da-fA-F:.]*](?::\d*)?|[!$-.\w:;=@~]*)(?:[/?][!$-;=?-Z_a-z~]*)?(?:#[!$-;=?-Z_a-z~]*)?$/;
  return plain.test(value) || (uri.test(value) && !/%(?![\da-f]{2})/i.test(value) && URL.canParse(value));
}
