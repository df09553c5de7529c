import { createChecker, createClient } from "./create-client.ts";
import { describeProblem } from "./describe-problem.ts";
import { EXIT, type ExitCode, RESULTS } from "./exit-codes.ts";
import { createGate } from "./gate.ts";
import { print, printJson, say } from "./output.ts";
import { readCredentials } from "./read-credentials.ts";
import { readFailure } from "./read-failure.ts";
import { findRecordsUrl, readApiUrl, readWorkflow } from "./read-workflow.ts";
import { showRecord } from "./show-record.ts";
import { Stop, wrongUsage } from "./stop.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { toPlainText } from "./to-plain-text.ts";

const NAMES: Record<string, string> = { org: "--org", subject_digest: "DIGEST" };

export interface ListFlags {
  org?: string;
  json?: boolean;
  maxWait: number;
}

/** `artifact-storage-record list`: shows the records of an artifact. */
export async function listRecords(subject_digest: string, flags: ListFlags, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const { org = readWorkflow(env).org ?? "" } = flags;
  const baseUrl = readApiUrl(env);
  const parameters = { ...(org && { org }), subject_digest };
  const problems = createChecker(baseUrl).listArtifactStorageRecords.check(parameters);
  if (problems.length > 0) {
    throw wrongUsage(problems.map((problem) => describeProblem(problem, (name) => NAMES[name] ?? name)).join("\n"));
  }
  const gate = createGate(flags.maxWait);
  const release = stopOnSignals(gate);
  const methods = await createClient(baseUrl, readCredentials(env), gate, undefined, env);
  try {
    const { data } = await gate.send((hooks) =>
      methods.listArtifactStorageRecords({ org, subject_digest, request: hooks }),
    );
    const { storage_records = [] } = data;
    if (flags.json) printJson(data);
    else {
      say(
        `${storage_records.length} ${storage_records.length === 1 ? "record" : "records"}. See ${findRecordsUrl(org, env)}`,
      );
      for (const record of storage_records) print(`${showRecord(record)}\n`);
    }
    return EXIT.stored;
  } catch (error) {
    if (error instanceof Stop) throw error;
    const failure = readFailure(error);
    const code = failure.kind === "refused" ? EXIT.refused : EXIT.interrupted;
    if (flags.json) printJson({ result: RESULTS[code], message: failure.message });
    say(
      code === EXIT.refused
        ? `GitHub refused: ${toPlainText(failure.message)}`
        : `No usable response: ${toPlainText(failure.message)}. Run it again.`,
    );
    return code;
  } finally {
    release();
  }
}
