import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { connect } from "../github/connect.ts";
import { createPace } from "../github/create-pace.ts";
import type { GitHub } from "../github/github.ts";
import { readApiUrl } from "../github/read-api-url.ts";
import { readCredentials } from "../github/read-credentials.ts";
import { readFailure } from "../github/read-failure.ts";
import { findRecordsUrl, readWorkflow } from "../github/read-workflow.ts";
import { count } from "../output/format-time.ts";
import { describeProblem, nameParameters } from "../output/name-parameters.ts";
import { showRecord } from "../output/show-record.ts";
import { GIVE_ORG } from "../parameters.ts";
import { createChecker } from "../plan/checker.ts";
import type { Runtime } from "../runtime.ts";
import { Stop, wrongUsage } from "../stop.ts";
import type { ListFlags } from "./flags.ts";

/** What GitHub says of a digest. `missing`: it has no record of it yet. */
type Listing =
  | { result: "found" | "missing"; digest: string; total_count: number; storage_records: ArtifactStorageRecord[] }
  | { result: "refused" | "interrupted"; digest: string; message: string };

/** The exit code of several is that of the last here that occurs. */
const CODES = {
  found: EXIT.success,
  missing: EXIT.refused,
  refused: EXIT.refused,
  interrupted: EXIT.interrupted,
} as const satisfies Record<Listing["result"], ExitCode>;

/** `artifact-storage-record list`: shows the records of artifacts. */
export async function runList(given: string[], flags: ListFlags, runtime: Runtime): Promise<ExitCode> {
  const { env, output } = runtime;
  const { json = false } = flags;
  const digests = [...new Set(given)];
  const apiUrl = readApiUrl(env);
  const { org } = { ...readWorkflow(env), ...(flags.org !== undefined && { org: flags.org }) };
  checkAll(digests, org, apiUrl);

  const credentials = readCredentials(env);
  await using pace = await createPace(0, undefined, runtime);
  await using github = await connect({ apiUrl, credentials, pace, maxWaitMs: flags.maxWait, runtime });
  const listings: Listing[] = [];
  for (const digest of digests) {
    const listing = await listOne(github, `${org}`, digest);
    listings.push(listing);
    if (!json || "message" in listing) show(listing, digests.length > 1, findRecordsUrl(`${org}`, env), runtime);
  }
  const results = listings.map(({ result }) => result);
  const worst = (["interrupted", "refused", "missing"] as const).find((one) => results.includes(one)) ?? "found";
  if (json) output.printJson(listings.length > 1 ? { result: worst, records: listings } : listings[0]);
  return CODES[worst];
}

const NAMES: Record<string, string> = { org: "--org", subject_digest: "DIGEST" };

function checkAll(digests: string[], org: string | undefined, apiUrl: string): void {
  const checker = createChecker(apiUrl);
  const problems = digests.flatMap((subject_digest) =>
    checker.checkList({ ...(org !== undefined && { org }), subject_digest }).map((problem) => {
      const isMissingOrg = problem.parameter === "org" && problem.rule === "required";
      return describeProblem(problem, (name) => NAMES[name]) + (isMissingOrg ? ` ${GIVE_ORG}` : "");
    }),
  );
  if (problems.length > 0) throw wrongUsage([...new Set(problems)].join("\n"));
}

async function listOne(github: GitHub, org: string, digest: string): Promise<Listing> {
  try {
    const storage_records = await github.list(org, digest);
    const total_count = storage_records.length;
    return { result: total_count > 0 ? "found" : "missing", digest, total_count, storage_records };
  } catch (error) {
    if (error instanceof Stop) throw error;
    const failure = readFailure(error);
    const message = nameParameters(failure.message, (name) => NAMES[name]);
    return { result: failure.kind === "refused" ? "refused" : "interrupted", digest, message };
  }
}

function show(listing: Listing, isOneOfMany: boolean, url: string, { output }: Runtime): void {
  const of = isOneOfMany ? `${listing.digest}: ` : "";
  switch (listing.result) {
    case "found":
      output.say(`${of}${count(listing.total_count, "record")}. See ${url}`);
      for (const record of listing.storage_records) output.print(`${showRecord(record)}\n`);
      break;
    case "missing":
      output.say(`${of}No record yet.`);
      break;
    case "refused":
      output.say(`${of}GitHub refused: ${listing.message}`);
      break;
    case "interrupted":
      output.say(`${of}No usable response: ${listing.message} Run it again.`);
  }
}
