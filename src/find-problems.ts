import type { ParameterProblem } from "../index.d.ts";
import { hasUser, isHttpsUrl } from "./is-https-url.ts";
import type { Misnomer, Row, Rule } from "./row.ts";

export type Options = Readonly<Record<string, unknown>>;

/** One thing that is wrong with one parameter. */
export interface Problem {
  parameter: string;
  rule: ParameterProblem["rule"];
  /** What is wrong, as it follows the parameter's name. */
  what: string;
  given?: unknown;
  /** As the rule says of the parameter. */
  isHash?: boolean;
  /** What to do about it, where that is known. */
  advice?: string | undefined;
}

/** The options that Octokit itself reads from the parameters. */
export const OPTIONS_OF_OCTOKIT = new Set([
  "method",
  "url",
  "baseUrl",
  "headers",
  "mediaType",
  "request",
  "data",
  "toJSON",
]);

/** What may be meant by a wrong name. */
type Meaning = Pick<Misnomer, "meant" | "advice">;

/** Advice depends only on how a value begins: nobody should wait for patterns to run through a megabyte. */
const LENGTH_LOOKED_AT = 1000;

/** A longer name is not a misspelled parameter. */
const LONGEST_NAME = 40;

/**
 * Finds everything that is wrong with an endpoint's parameters: first the rules that they break, in the map's order,
 * then names that GitHub would ignore. It changes nothing; `undefined` counts as not given.
 */
export function findProblems(row: Row, options: Options): Problem[] {
  const problems: Problem[] = [];
  let known = 0;
  for (const name in row.parameters) {
    const rule = row.parameters[name];
    const given = options[name];
    if (given !== undefined) known += 1;
    if (rule && given !== undefined) {
      const broken = findBrokenRules(name, rule, given);
      if (broken.length > 0) problems.push(...broken);
    } else if (rule?.required) {
      const advice = findMisnomerOf(name, row, options);
      problems.push({ parameter: name, rule: "required", what: "is required", advice });
    }
  }
  // Most calls give nothing else and are done here.
  if (Object.keys(options).length > known) problems.push(...findIgnoredNames(row, options));
  return problems;
}

function findBrokenRules(parameter: string, rule: Rule, given: unknown): Problem[] {
  if (typeof given !== rule.type) {
    const advice = findAdvice(rule, typeof given === "string" ? given : Object.prototype.toString.call(given));
    return [{ parameter, rule: "type", what: `must be a ${rule.type}`, given, advice }];
  }
  const problems: Problem[] = [];
  if (typeof given !== "string") return problems;

  const { isHash, minLength, maxLength } = rule;
  // A character is one or two UTF-16 units, so most lengths can be judged without counting.
  if (given.length > maxLength || given.length < 2 * minLength) {
    const length = countCharacters(given);
    const range = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`;
    const what = `must have ${range} characters, not ${length}`;
    if (length > maxLength) problems.push({ parameter, rule: "maxLength", what, given, advice: rule.tooLong });
    if (length < minLength) problems.push({ parameter, rule: "minLength", what, given });
  }
  if (rule.enum && !rule.enum.includes(given)) {
    const what = `must be one of ${JSON.stringify(rule.enum)}`;
    problems.push({ parameter, rule: "enum", what, given, advice: findAdvice(rule, given) });
  }
  const isInForm = !rule.pattern || rule.pattern.test(given);
  if (!isInForm) {
    const what = `must be ${rule.patternInWords}`;
    problems.push({ parameter, rule: "pattern", what, given, isHash, advice: findAdvice(rule, given) });
  }
  if (rule.format && !isHttpsUrl(given)) {
    if (hasUser(given)) {
      const what = "must not contain a username or password, which everyone in the organization could read";
      problems.push({ parameter, rule: "format", what, given, advice: "Remove the username and password." });
    } else if (isInForm) {
      const what = "must be a well-formed URL";
      problems.push({ parameter, rule: "format", what, given, advice: findAdvice(rule, given) });
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

function findAdvice({ fixes }: Rule, given: string): string | undefined {
  const beginning = given.slice(0, LENGTH_LOOKED_AT);
  return fixes.find(([pattern]) => pattern.test(beginning))?.[1];
}

/**
 * Finds names that GitHub would silently ignore. Not if the parameter that is meant was given as well, nor if it is
 * required, because then it is reported as missing.
 */
function findIgnoredNames(row: Row, options: Options): Problem[] {
  const problems: Problem[] = [];
  for (const name in options) {
    if (options[name] === undefined || row.parameters[name] || OPTIONS_OF_OCTOKIT.has(name)) continue;
    const misnomer = findMisnomer(name, row);
    if (misnomer?.meant.every((meant) => options[meant] === undefined && !row.parameters[meant]?.required))
      problems.push({ parameter: name, rule: "name", what: "would be ignored by GitHub", advice: misnomer.advice });
  }
  return problems;
}

/** What to do about a missing parameter, if the call gave it under another name. */
function findMisnomerOf(parameter: string, row: Row, options: Options): string | undefined {
  for (const name in options) {
    // A `url` may be the endpoint's own; anything else is meant for another parameter.
    if (options[name] === undefined || (name === "url" && options.url === row.route.replace(/^\w+ /, ""))) continue;
    const misnomer = findMisnomer(name, row);
    if (misnomer?.meant.includes(parameter)) return `You gave \`${name}\`. ${misnomer.advice}`;
  }
  return undefined;
}

function findMisnomer(name: string, { misnomers, parameters }: Row): Meaning | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const known = misnomers.find(({ given }) => given.includes(name));
  if (known) return known;
  const letters = toLetters(name);
  const meant = Object.keys(parameters).find((parameter) => toLetters(parameter) === letters);
  return meant === undefined ? undefined : { meant: [meant], advice: `Write it as \`${meant}\`.` };
}

/** `registryUrl`, `registry-url`, `Registry_URL` → `registryurl` */
const toLetters = (name: string) => name.toLowerCase().replace(/[_-]/g, "");
