import { hasUser, isHttpsUrl } from "./is-https-url.ts";
import { OPTIONS_OF_OCTOKIT, type Options } from "./options.ts";
import type { Problem } from "./problem.ts";
import type { Misnomer, Row, Rule } from "./row.ts";

/** What may be meant by a wrong name. */
type Meaning<Name extends string> = Pick<Misnomer<Name>, "meant" | "advice">;

/** Advice depends only on how a value begins: nobody should wait for patterns to run through a megabyte. */
const LENGTH_LOOKED_AT = 1000;

/** A longer name is not a misspelled parameter. */
const LONGEST_NAME = 40;

/**
 * Finds everything that is wrong with an endpoint's parameters: first the rules that they break, in the map's order,
 * then names that GitHub would ignore. It changes nothing; `undefined` counts as not given.
 */
export function findProblems<Name extends string>(row: Row<Name>, options: Options): Problem[] {
  const { parameters } = row;
  const problems: Problem[] = [];
  for (const name in parameters) {
    const rule = parameters[name];
    const given = options[name];
    if (given !== undefined) {
      for (const problem of findBrokenRules(name, rule, given)) problems.push(problem);
    } else if (rule.required) {
      const advice = adviseOnMissing(name, row, options);
      problems.push({ parameter: name, rule: "required", what: "is required", advice });
    }
  }
  problems.push(...findIgnoredNames(row, options));
  return problems;
}

function findBrokenRules(parameter: string, rule: Rule, given: unknown): Problem[] {
  if (typeof given !== rule.type) {
    const advice = findAdvice(rule, typeof given === "string" ? given : Object.prototype.toString.call(given));
    return [{ parameter, rule: "type", what: `must be a ${rule.type}`, given, advice }];
  }
  const problems: Problem[] = [];
  // The rule of a boolean says nothing of its text.
  const text = String(given);
  const { isHash, minLength, maxLength } = rule;
  // A character is one or two UTF-16 units, so most texts need no counting (0.25 µs).
  // Stryker disable next-line all: the check says the same of a text that was counted in vain.
  const length = text.length > maxLength || text.length < 2 * minLength ? countCharacters(text) : text.length;
  if (length > maxLength)
    problems.push({ parameter, rule: "maxLength", what: sayLength(rule, length), given, advice: rule.tooLong });
  if (length < minLength) problems.push({ parameter, rule: "minLength", what: sayLength(rule, length), given });
  if (rule.enum && !rule.enum.includes(text)) {
    const what = `must be one of ${JSON.stringify(rule.enum)}`;
    problems.push({ parameter, rule: "enum", what, given, advice: findAdvice(rule, text) });
  }
  const isInForm = !rule.pattern || rule.pattern.test(text);
  if (!isInForm) {
    const what = `must be ${rule.patternInWords}`;
    problems.push({ parameter, rule: "pattern", what, given, isHash, advice: findAdvice(rule, text) });
  }
  if (rule.format && !isHttpsUrl(text)) {
    if (hasUser(text)) {
      const what = "must not contain a username or password, which everyone in the organization could read";
      problems.push({ parameter, rule: "format", what, given, advice: "Remove the username and password." });
    } else if (isInForm) {
      const what = "must be a well-formed URL";
      problems.push({ parameter, rule: "format", what, given, advice: findAdvice(rule, text) });
    }
  }
  return problems;
}

/** Counts as JSON Schema does: code points, not UTF-16 units. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

const sayLength = ({ minLength, maxLength }: Rule, length: number) =>
  `must have ${minLength > 0 ? `${minLength} to` : "at most"} ${maxLength} characters, not ${length}`;

function findAdvice({ fixes }: Rule, given: string): string | undefined {
  const beginning = given.slice(0, LENGTH_LOOKED_AT);
  return fixes().find(([pattern]) => pattern.test(beginning))?.[1];
}

/**
 * Finds names that GitHub would silently ignore. Not if the parameter that is meant was given as well, nor if it is
 * required, because then it is reported as missing.
 */
function findIgnoredNames<Name extends string>(row: Row<Name>, options: Options): Problem[] {
  const problems: Problem[] = [];
  for (const name in options) {
    if (name in row.parameters || options[name] === undefined || OPTIONS_OF_OCTOKIT.has(name)) continue;
    const misnomer = findMisnomer(name, row);
    if (misnomer?.meant.every((meant) => options[meant] === undefined && !row.parameters[meant].required))
      problems.push({ parameter: name, rule: "name", what: "would be ignored by GitHub", advice: misnomer.advice });
  }
  return problems;
}

/** What to do about a missing parameter, if the call gave it under another name. */
function adviseOnMissing<Name extends string>(missing: Name, row: Row<Name>, options: Options): string | undefined {
  for (const name in options) {
    // A `url` may be the endpoint's own; anything else is meant for another parameter.
    if (options[name] === undefined || (name === "url" && options.url === row.route.split(" ")[1])) continue;
    const misnomer = findMisnomer(name, row);
    if (misnomer?.meant.includes(missing)) return `You gave \`${name}\`. ${misnomer.advice}`;
  }
  return undefined;
}

function findMisnomer<Name extends string>(name: string, { misnomers, parameters }: Row<Name>) {
  if (name.length > LONGEST_NAME) return undefined;
  const known: Meaning<Name> | undefined = misnomers.find(({ given }) => given.includes(name));
  if (known) return known;
  // `registryUrl`, `registry-url` and `Registry_URL` mean `registry_url`.
  const letters = name.toLowerCase().replace(/[_-]/g, "");
  for (const meant in parameters)
    if (meant.replaceAll("_", "") === letters) return { meant: [meant], advice: `Write it as \`${meant}\`.` };
  return undefined;
}
