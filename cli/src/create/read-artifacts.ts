import { basename } from "node:path";
import { readWorkflow } from "../github/read-workflow.ts";
import { noteFilledIn, readImage } from "../input/read-image.ts";
import { describeProblem } from "../output/name-parameters.ts";
import { findParameter, GIVE_ORG, type GivenRecord, PARAMETER_NAMES, toFlag, toFlagKey } from "../parameters.ts";
import { type Checker, isSendable } from "../plan/checker.ts";
import { findDoubt } from "../plan/find-doubt.ts";
import type { PlannedRecord } from "../plan/record.ts";
import { toKey } from "../plan/to-key.ts";
import type { Runtime } from "../runtime.ts";
import { Stop, wrongUsage } from "../stop.ts";
import { digestFile } from "./digest-file.ts";
import type { CreateFlags } from "./flags.ts";

/** What flags give of an artifact, and how the person knows it: `name` → "the name in --image". */
interface Given {
  record: GivenRecord;
  from: Record<string, string>;
}

const NO_KIND = "Give one of --image REF@DIGEST, --file PATH or --digest SHA256.";

/** What of one artifact cannot be of another. */
const OF_ONE = ["name", "artifact_url"] as const;

interface Artifacts {
  artifacts: PlannedRecord[];
  /** What can hardly be meant, or was filled in. */
  notes: Set<string>;
}

/** Reads and checks everything that is to be recorded. Whatever is wrong with any of it is said at once. */
export async function readArtifacts(
  flags: CreateFlags,
  checker: Checker,
  { env, ending }: Runtime,
): Promise<Artifacts> {
  const { kind, values } = chooseKind(flags);
  const problems = new Set<string>();
  const artifacts: PlannedRecord[] = [];
  const notes = new Set<string>();
  const givenAs = new Map<string, string>();
  const flagged = readParameterFlags(flags);

  if (values.length > 1) {
    for (const name of OF_ONE) {
      if (flagged.record[name] === undefined || (kind === "digest" && name === "name")) continue;
      problems.add(`${toFlag(name)} would be the same for all ${values.length} artifacts. Record them one by one.`);
    }
  }
  for (const [index, value] of values.entries()) {
    const given = `--${kind} ${JSON.stringify(value)}`;
    const own = await READERS[kind](value, values.length > 1, ending.signal).catch((error: unknown) => {
      if (!(error instanceof Stop) || error.end !== "usage") throw error;
      problems.add(error.message.replace(/^The image/, given));
    });
    const { record, from }: Given = merge(own ?? NOTHING, readDefaults(flagged, env), flagged);
    const nameOf = (name: string) => from[name] ?? toFlag(name);
    if (!own || !isSendable(checker, record)) {
      for (const problem of checker.check(record)) {
        // It may be what could not be read.
        if (!own && problem.rule === "required" && problem.parameter !== "org") continue;
        const isMissingOrg = problem.parameter === "org" && problem.rule === "required";
        problems.add(`${describeProblem(problem, nameOf)}${isMissingOrg ? ` ${GIVE_ORG}` : ""}`);
      }
      continue;
    }
    const doubt = findDoubt(record);
    if (doubt) notes.add(describeProblem({ parameter: "name", message: doubt }, nameOf));
    const filledIn = kind === "image" ? noteFilledIn(value) : undefined;
    if (filledIn) notes.add(filledIn);
    const key = toKey(record);
    const earlier = givenAs.get(key);
    if (earlier === undefined) artifacts.push({ line: index + 1, key, record });
    else
      problems.add(
        `${given} ${earlier === given ? "is given twice" : `gives the same record as ${earlier}`}. Give it once.`,
      );
    givenAs.set(key, given);
  }
  if (problems.size > 0) throw wrongUsage([...problems].join("\n"));
  return { artifacts, notes };
}

function chooseKind({ image, file, digest }: CreateFlags) {
  const given = Object.entries({ image, file, digest }).filter(([, values]) => values !== undefined);
  if (given.length !== 1) throw wrongUsage(NO_KIND);
  if (image) return { kind: "image", values: image } as const;
  if (file) return { kind: "file", values: file } as const;
  return { kind: "digest", values: digest ?? [] } as const;
}

const NOTHING: Given = { record: {}, from: {} };

const READERS = {
  async image(image: string, isOneOfMany: boolean): Promise<Given> {
    const given = isOneOfMany ? `--image ${JSON.stringify(image)}` : "--image";
    return say({ ...readImage(image) }, (name) => `the ${name === "version" ? "tag" : name} in ${given}`);
  },
  async file(path: string, isOneOfMany: boolean, signal: AbortSignal): Promise<Given> {
    const given = isOneOfMany ? `--file ${JSON.stringify(path)}` : "--file";
    return say({ name: basename(path), digest: await digestFile(path, signal) }, (name) => `the ${name} of ${given}`);
  },
  async digest(digest: string): Promise<Given> {
    return say({ digest }, () => "--digest");
  },
};

function readParameterFlags(flags: Readonly<Record<string, unknown>>): Given {
  const record: GivenRecord = {};
  for (const name of PARAMETER_NAMES) {
    const { flag, value } = findParameter(name) ?? {};
    if (flag && value) record[name] = flags[toFlagKey(flag)];
  }
  return say(record, (name) => toFlag(name) ?? name);
}

/** What the workflow is of. Another organization's record is not of its repository. */
function readDefaults({ record }: Given, env: Runtime["env"]): Given {
  const { org, github_repository } = readWorkflow(env);
  const isOwn = record.org === undefined || `${record.org}`.toLowerCase() === org?.toLowerCase();
  return say({ org, ...(isOwn && { github_repository }) }, (name) =>
    name === "org" ? "the owner in GITHUB_REPOSITORY" : "the name in GITHUB_REPOSITORY",
  );
}

/** Says of each value where it is from. What is undefined is not given. */
function say(values: GivenRecord, from: (name: string) => string): Given {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return { record: Object.fromEntries(given), from: Object.fromEntries(given.map(([name]) => [name, from(name)])) };
}

/** The last one that gives a value counts. */
const merge = (...all: Given[]): Given => ({
  record: Object.assign({}, ...all.map(({ record }) => record)),
  from: Object.assign({}, ...all.map(({ from }) => from)),
});
