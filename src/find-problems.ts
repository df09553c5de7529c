import type { ParameterProblem } from "../index.d.ts";
import type { Endpoint } from "./derive-endpoints.ts";
import type { Rule } from "./routes.ts";

type Options = Record<string, unknown>;
type Keyword = ParameterProblem["rule"];
type Broken = [keyword: Keyword, message: string];

// "." and ".." are steps to the URL standard, escaped or not, so that the request would leave its route. A lone
// surrogate cannot be escaped at all.
const SEGMENT = /^(?!\.\.?$)[^\ud800-\udfff]+$/u;

// What RFC 3986 forbids in an https:// URL and URL.canParse allows: other characters, "%" without digits, a second "#",
// "@" or "[" before the "@" of the authority, brackets after the authority.
const NOT_URI =
  /[^\w.~!$&'()*+,;=:@/?#%[\]-]|%(?![\da-f]{2})|#.*#|^.{8}[^/?#]*[@[\]][^/?#]*@|^.{8}[^/?#]*[/?#].*[[\]]/i;

// Two UTF-16 units that are one character; JSON Schema counts characters.
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Everything that is wrong with the parameters among the options, in the map's order. It changes nothing. */
export function findProblems(
  { rules, path, misnomers }: Endpoint,
  options: Options,
  show: (value: unknown) => string,
): ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  const advice: Record<string, string> = {};
  for (const key in options) {
    const meant = Object.hasOwn(misnomers, key) ? misnomers[key] : undefined;
    if (meant?.every((name) => options[name] === undefined)) {
      advice[`${meant[0]}`] = `: GitHub ignores "${key}", which was given; say "${meant.join('" or "')}"`;
    }
  }
  for (const [parameter, rule] of rules) {
    const value = options[parameter];
    const add = (keyword: Keyword, message: string) =>
      problems.push({ parameter, rule: keyword, message: `${parameter} ${message}` });
    if (value === undefined) {
      const advised = advice[parameter] ?? "";
      if (rule.required) add("required", `is required${advised}.`);
      else if (advised) add("name", `is missing${advised}.`);
    } else {
      for (const [keyword, message] of brokenRules(rule, value, path.includes(parameter))) {
        const fix = typeof value === "string" && rule.fixes?.find(([given]) => given.test(value));
        add(keyword, `must ${message}; given: ${show(value)}.${fix ? ` ${fix[1]}` : ""}`);
      }
    }
  }
  return problems;
}

function brokenRules(rule: Rule, value: unknown, inPath: boolean): Broken[] {
  if (typeof value !== rule.type) return [["type", `be a ${rule.type}`]];
  if (typeof value !== "string") return [];
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, enum: values } = rule;
  // Counted only where the units leave it open: of them there are as many as characters, or up to twice as many.
  const open = value.length > maxLength || value.length < 2 * minLength;
  const length = open ? value.length - (value.match(PAIR)?.length ?? 0) : value.length;
  if (length < minLength) return [["minLength", `have ${minLength} or more characters`]];
  const broken: Broken[] = [];
  if (length > maxLength) broken.push(["maxLength", `have at most ${maxLength} characters, not ${length}`]);
  if (inPath && !SEGMENT.test(value)) broken.push(["path", "be able to stand in a URL's path"]);
  if (values && !values.includes(value)) broken.push(["enum", `be one of ${JSON.stringify(values)}`]);
  if (pattern && !pattern.test(value)) broken.push(["pattern", `be ${rule.words}`]);
  else if (rule.format && (NOT_URI.test(value) || !URL.canParse(value)))
    broken.push(["format", "be a well-formed URL"]);
  return broken;
}
