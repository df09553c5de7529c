import { type GivenRecord, LINE_NAMES, PARAMETER_NAMES } from "../parameters.ts";
import { type Checker, isSendable } from "../plan/checker.ts";
import type { SendableRecord } from "../plan/record.ts";
import { Stop } from "../stop.ts";
import { readImage } from "./read-image.ts";

/** The record that a line gives, or what is wrong with it. */
export type CheckedLine =
  | { record: SendableRecord; since: string | undefined; problems?: undefined }
  | { record?: undefined; problems: Problem[] };

export interface Problem {
  message: string;
  /** The member that it is about, where there is one. */
  name?: string;
}

/** Checks what a line gives, with the defaults. */
export function checkLine(given: GivenRecord, defaults: GivenRecord, checker: Checker): CheckedLine {
  const problems: Problem[] = [];
  const others = isGiven(given.image) ? takeImage(given, defaults, problems) : defaults;
  // Built up name by name: a copy of another object that is then added to takes ten times as long.
  const record: GivenRecord = {};
  for (const name of PARAMETER_NAMES) {
    const value = given[name] ?? others[name];
    if (value !== undefined) record[name] = value;
  }
  const unknown: string[] = [];
  for (const name in given) {
    if (!KNOWN.has(name) && !name.startsWith("_") && isGiven(given[name])) unknown.push(name);
  }
  const since = given._since ?? undefined;
  if (since !== undefined && !isTime(since)) {
    problems.push({ name: "_since", message: "_since must be a time such as 2026-01-31T12:00:00Z, or be left out." });
  } else if (problems.length === 0 && unknown.length === 0 && isSendable(checker, record)) {
    // Checked, but never sent. Deleting what is not there would cost each line a copy.
    if (record.return_records !== undefined) delete record.return_records;
    return { record, since };
  }
  const isImageRead = !problems.some(({ name }) => name === "image");
  return { problems: [...problems, ...findProblems({ record, given, unknown, isImageRead }, checker)] };
}

const KNOWN: ReadonlySet<string> = new Set(LINE_NAMES);
const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const isTime = (value: unknown): value is string =>
  typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value));

/** What counts where the line itself says nothing: what its image says, then the defaults, then the image's tag. */
function takeImage({ image, digest }: GivenRecord, defaults: GivenRecord, problems: Problem[]): GivenRecord {
  try {
    const { version, ...parts } = readImage(String(image));
    if (isGiven(digest) && digest !== parts.digest)
      problems.push({ name: "digest", message: "digest is not the one in image. Leave out the wrong one." });
    return { version, ...defaults, ...parts };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    problems.push({ name: "image", message: error.message });
    return defaults;
  }
}

interface Unsendable {
  record: GivenRecord;
  given: GivenRecord;
  /** The names of what is given, but no record has. */
  unknown: string[];
  isImageRead: boolean;
}

function findProblems({ record, given, unknown, isImageRead }: Unsendable, checker: Checker): Problem[] {
  const unknownMembers = Object.fromEntries(unknown.map((name) => [name, given[name]]));
  const problems: Problem[] = [];
  for (const { parameter: name, rule, message } of checker.check({ ...record, ...unknownMembers })) {
    // It may be what could not be read.
    if (!isImageRead && rule === "required" && name !== "org") continue;
    // The plugin has advice where a value is given under another name.
    problems.push({
      name,
      message: message === `${name} is required.` ? `${message} ${adviseOnMissing(name)}` : message,
    });
  }
  const isNamed = (name: string) =>
    problems.some((problem) => problem.name === name || problem.message.includes(`\`${name}\``));
  for (const name of unknown.filter((one) => !isNamed(one))) {
    const message = checker.checkName(name, LINE_NAMES);
    if (message) problems.push({ name, message });
  }
  return problems;
}

/** Where a value can be given. Each line has a digest of its own. */
function adviseOnMissing(name: string): string {
  if (name === "digest") return "Put digest on the line.";
  return `Give ${name === "org" ? "--org" : `--set ${name}=…`}, or put ${name} on the line.`;
}
