import { Octokit } from "@octokit/core";
import { artifactStorage, type ParameterProblem } from "octokit-plugin-artifact-storage";
import { formatNumber } from "../output/format-time.ts";
import { type GivenRecord, isParameterName, PARAMETER_NAMES } from "../parameters.ts";
import type { SendableRecord } from "./record.ts";

/** Says what is wrong with a record, or a request for records, before it is sent. It needs no token, and sends nothing. */
export interface Checker {
  /** What the plugin finds wrong with a record, and what it would send though nobody can have meant it. */
  check(record: GivenRecord): ParameterProblem[];
  checkList(parameters: GivenRecord): ParameterProblem[];
  /** What is wrong with a parameter's name, and what to do: `registryUrl is unknown. Write it as …`. `known`: what to name. */
  checkName(name: string, known?: readonly string[]): string | undefined;
  /** The request that would be sent. */
  toRequest(record: SendableRecord): { method: string; url: string; body: unknown };
}

const ArtifactStorage = Octokit.plugin(artifactStorage);

export function createChecker(apiUrl: string): Checker {
  const { createArtifactStorageRecord: create, listArtifactStorageRecords: list } = new ArtifactStorage({
    baseUrl: apiUrl,
  }).rest.orgs;
  return {
    check(record) {
      const problems = create.check(record);
      // Once stored, a record cannot be deleted, and what is invisible in it is never found.
      for (const parameter in record) {
        const stray = findStrayCharacter(record[parameter]);
        const what = stray ?? findExcess(record[parameter]);
        const isSaid = () =>
          problems.some((problem) => problem.parameter === parameter && !(stray && problem.rule === "maxLength"));
        if (what && isParameterName(parameter) && !isSaid())
          problems.push({ parameter, rule: stray ? "pattern" : "maxLength", message: `${parameter} ${what}` });
      }
      return problems;
    },
    checkList: (parameters) => list.check(parameters),
    checkName(name, known = PARAMETER_NAMES) {
      if (isParameterName(name)) return undefined;
      // `Registry URL` → `Registry_URL`, which the plugin knows to mean `registry_url`.
      const asked = name.trim().replace(/\s+/g, "_");
      const [advice] = create.check({ [asked]: "any" }).flatMap(({ parameter, rule, message }) => {
        const before =
          rule === "name" && parameter === asked ? `${asked} would be ignored by GitHub. ` : `You gave \`${asked}\`. `;
        const at = message.indexOf(before);
        return at < 0 ? [] : [message.slice(at + before.length)];
      });
      return `${JSON.stringify(name)} is unknown. ${advice ?? `Known names are ${known.join(", ")}.`}`;
    },
    toRequest(record) {
      const { method, url, body } = create.endpoint(record);
      return { method, url, body };
    },
  };
}

export const isSendable = (checker: Checker, record: GivenRecord): record is SendableRecord & GivenRecord =>
  checker.check(record).length === 0;

/** The description has no limit for an organization, but no server takes a URL that is as long. */
const MOST_CHARACTERS = 2048;

const findExcess = (value: unknown): string | undefined =>
  typeof value === "string" && value.length > MOST_CHARACTERS
    ? `must have at most ${formatNumber(MOST_CHARACTERS)} characters, but has ${formatNumber(value.length)}.`
    : undefined;

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;
const CONTROL = /\p{Cc}/u;
const STRAY = /^\s|\s$|[\p{Cc}\u2028\u2029]/u;

/** What is wrong with a text that is well-formed for GitHub, as it follows its parameter's name. The text is not shown. */
function findStrayCharacter(value: unknown): string | undefined {
  if (typeof value !== "string" || !STRAY.test(value)) return undefined;
  const inner = value.trim();
  if (LINE_BREAK.test(inner)) return "must not contain a line break. Remove it.";
  const [control] = CONTROL.exec(inner) ?? [];
  if (control !== undefined) {
    const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `must not contain a control character; it contains U+${code}. Remove it.`;
  }
  return "must not begin or end with a space or a line break. Remove it.";
}
