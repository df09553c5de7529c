import type { Methods } from "./create-client.ts";
import { describeProblem } from "./describe-problem.ts";
import { findNearest } from "./find-nearest.ts";
import { isSendable, type SendableRecord } from "./is-sendable.ts";
import { type GivenRecord, isParameterName } from "./parameters.ts";
import type { Row } from "./row.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toRecord } from "./to-record.ts";

/** The record that a line gives, or its problems. */
export type CheckedRow = { record: SendableRecord; problems?: undefined } | { record?: undefined; problems: string[] };

export function checkRow(methods: Methods, row: Row, defaults: GivenRecord): CheckedRow {
  if ("problem" in row) return { problems: [toPlainText(row.problem)] };
  const record = toRecord(row.given, defaults);
  const unknown = findUnknown(record);
  if (unknown.length === 0 && isSendable(methods, record)) return { record };
  const problems = methods.createArtifactStorageRecord
    .check(record)
    .map((problem) => describeProblem(problem, (name) => name) + (isMissingOrg(problem) ? ORG : ""));
  const named = unknown.filter(
    (name) => !problems.some((text) => text.startsWith(`${name} `) || text.includes(`\`${name}\``)),
  );
  return {
    problems: [
      ...problems,
      ...named.map((name) => toPlainText(`${JSON.stringify(name)} is unknown. ${findNearest(name)}`)),
    ],
  };
}

const ORG = " Give --org, or put org on the line.";
const isMissingOrg = ({ parameter, rule }: { parameter: string; rule: string }) =>
  parameter === "org" && rule === "required";

/** Names that the endpoint does not know; among them what Octokit would obey, such as `baseUrl`. */
function findUnknown(record: GivenRecord): string[] {
  const unknown: string[] = [];
  for (const name in record) if (!isParameterName(name)) unknown.push(name);
  return unknown;
}
