import type { LoggedRequest } from "../../../local-github/start-local-github.js";
import type { History, Run } from "./run-scenario.ts";
import type { Given, Status } from "./scenario.ts";
import { toKey, toPlan } from "./to-plan.ts";

/** A record that GitHub stored, as its own log of requests has it. */
interface Stored {
  /** Its place in the log. */
  at: number;
  key: string;
  status: Status;
  token: string;
}

/** What a run says of itself as JSON. */
interface Said {
  result: string;
  records: number;
  stored: number;
  stored_before: number;
  refused: number;
  failed: number;
  unknown: number;
  left: number;
}

/** What must hold, whatever happens. What does not is said in a sentence each. */
export function judge(history: History): string[] {
  const { runs, requests, scenario } = history;
  const stored = readStored(requests);
  return [
    ...judgeTwice(history, stored),
    ...runs.flatMap((run, index) =>
      [
        ...judgeStored(history, run, stored),
        ...judgeNumbers(run, stored),
        ...judgeCode(history, run),
        ...judgeText(run),
      ].map((fault) => `run ${index + 1}: ${fault}`),
    ),
    ...judgeEnd(history),
    ...(scenario.steps.some(({ happening, beside }) => happening || beside) ? [] : judgeFiles(history)),
  ];
}

/** Exit 0: every record of the input is on the server, with the status that was given last. */
function judgeStored({ scenario }: History, { step, code, to }: Run, stored: Stored[]): string[] {
  if (code !== 0) return [];
  const last = new Map(stored.filter(({ at }) => at < to).map(({ key, status }) => [key, status]));
  return [...toPlan(scenario, step).wanted]
    .filter(([key, status]) => last.get(key) !== status)
    .map(
      ([key, status]) => `exit 0, and GitHub has ${last.get(key) ?? "no record"} where it is to be ${status}: ${key}`,
    );
}

/** No record twice: nothing is stored again with the status that it has, unless the journal was told `--fresh`. */
function judgeTwice({ runs, scenario }: History, stored: Stored[]): string[] {
  // Where GitHub takes the second for the first, nobody can see that it was sent twice.
  if (scenario.server.updates) return [];
  const runOf = new Map(runs.map((run) => [run.token, run]));
  const last = new Map<string, Stored>();
  const faults: string[] = [];
  for (const one of stored) {
    const before = last.get(one.key);
    last.set(one.key, one);
    if (before?.status !== one.status) continue;
    const isAfresh = runs.some(({ step, from, to }) => step.fresh && from <= one.at && before.at < to);
    if (isAfresh && before.token !== one.token) continue;
    const names = [before, one].map(
      ({ token, at }) => `run ${runs.indexOf(runOf.get(token) as Run) + 1} (request ${at})`,
    );
    faults.push(`stored twice as ${one.status}, by ${names.join(" and ")}: ${one.key}`);
  }
  return faults;
}

/** The numbers are GitHub's. */
function judgeNumbers(run: Run, stored: Stored[]): string[] {
  const own = stored.filter(({ token }) => token === run.token).length;
  const faults: string[] = [];
  const said = readSaid(run);
  if (!said) {
    const mustTell = run.code === 0 && run.happened?.what !== "stdout closed";
    return mustTell ? ["exit 0 without its JSON"] : [];
  }
  if (typeof said === "string") return [said];
  if (run.code === 2) return [];
  const { records, unknown, stored_before: before, refused, failed, left } = said;
  if (said.stored > own || own > said.stored + unknown) {
    faults.push(`it says ${said.stored} stored and ${unknown} unknown, and GitHub stored ${own} of it`);
  }
  if (said.stored + before + refused + failed + unknown + left !== records) faults.push(`its numbers do not add up`);
  const summary = /^\s*([\d,]+)\s+stored\b/m.exec(run.stderr)?.[1];
  if (run.happened?.what !== "stderr closed" && Number(summary?.replaceAll(",", "") ?? 0) !== said.stored) {
    faults.push(`the summary says ${summary} stored, and its JSON ${said.stored}`);
  }
  return faults;
}

/** The code says what is true of the counts. */
function judgeCode({ runs, requests }: History, run: Run): string[] {
  const { code, signal, token } = run;
  if (code === null) {
    const { what, requests: own } = run.happened ?? { requests: 0 };
    // Before it can hear of one, a signal ends it, as it ends any process.
    const isMeant =
      what === "killed" || what === "interrupted twice" || (/interrupted|terminated/.test(what ?? "") && own === 0);
    return isMeant && signal ? [] : [`it ended by ${signal ?? "nothing"}`];
  }
  const faults: string[] = [];
  const sent = countPosts(requests, token);
  if (![0, 1, 2, 3, 75, 130].includes(code)) faults.push(`exit ${code}`);
  if (code === 2 && sent > 0) faults.push(`exit 2 (nothing was sent), and ${sent} were`);
  if (code === 1 && sent === 0) faults.push("exit 1 (refused), and nothing was sent");
  const sentBefore = runs.some(
    (earlier) => earlier !== run && earlier.from < run.to && countPosts(requests, earlier.token) > 0,
  );
  if (code === 3 && sent === 0 && !sentBefore)
    faults.push("exit 3 (unknown), and neither it nor an earlier run sent anything");
  if (code === 130 && !/interrupted|terminated/.test(run.happened?.what ?? ""))
    faults.push("exit 130, and nobody stopped it");
  // Whoever has sent something has the journal.
  if (run.whileSuspended && code !== 2) faults.push(`exit ${code} while another run had the journal`);
  const said = readSaid(run);
  if (said && typeof said !== "string" && code !== 2) {
    const { refused, failed, unknown, left } = said;
    if ((code === 0) !== (refused + failed + unknown + left === 0))
      faults.push(`exit ${code} with ${JSON.stringify(said)}`);
    if ((code === 3) !== unknown > 0 && code !== 75) faults.push(`exit ${code} with ${unknown} unknown`);
    if (code === 1 && refused === 0) faults.push("exit 1 without a refusal");
  }
  return faults;
}

function judgeText({ code, stderr, stdout, token }: Run): string[] {
  const faults: string[] = [];
  if (/^\s+at .*(?:\.[jt]s|node:)/m.test(stderr)) faults.push("a stack trace");
  if (/\b(?:undefined|NaN|\[object )/.test(stderr + stdout)) faults.push("text that no person means");
  if (new RegExp(`${token}\\b`).test(stderr + stdout)) faults.push("its token");
  if (/^All stored/m.test(stderr) && code !== 0) faults.push(`"All stored", and exit ${code}`);
  return faults;
}

/** In the end GitHub is calm: what can be stored is. */
function judgeEnd({ runs, scenario }: History): string[] {
  const { steps, server } = scenario;
  const last = runs.at(-1);
  const step = steps.at(-1);
  if (!last || !step || last.step !== step) return [];
  const { wanted, broken } = toPlan(scenario, step);
  const isRefused = broken > 0 && !step.skipInvalid;
  const isEmpty = wanted.size === 0 && (broken > 0 || !step.allowEmpty);
  if (isRefused || isEmpty)
    return last.code === 2 ? [] : [`in the end, with an input that is not to be taken, exit ${last.code}`];
  if (last.code === 0) return [];
  // A URL that GitHub rewrote cannot be told from another record's, nor can what an earlier input had beside it.
  const isOpen =
    server.faults.some(([fault]) => fault === "rewrite") || steps.some(({ lines }) => lines.length < step.lines.length);
  return last.code === 3 && isOpen ? [] : [`in the end, with a calm GitHub, exit ${last.code}`];
}

const KEPT = /^(?:input|(?:.*\.)?(?:ndjson|csv|json|txt)|fifo\..*|tmp)$/;

function judgeFiles({ files }: History): string[] {
  const left = files.filter((file) => !KEPT.test(file));
  return left.length > 0 ? [`it leaves ${left.join(", ")}`] : [];
}

const CREATE = /^\/orgs\/([^/]+)\/artifacts\/metadata\/storage-record$/;

function readStored(requests: LoggedRequest[]): Stored[] {
  return requests.flatMap(({ url, body, headers, stored }, at) => {
    const org = CREATE.exec(url)?.[1];
    if (stored === undefined || !org) return [];
    const given: Given = { org, ...JSON.parse(body) };
    return { at, key: toKey(given), status: given.status ?? "active", token: tokenOf(headers.authorization) };
  });
}

const tokenOf = (authorization = "") => authorization.split(" ").at(-1) ?? "";

const countPosts = (requests: LoggedRequest[], token: string) =>
  requests.filter(({ method, headers }) => method === "POST" && tokenOf(headers.authorization) === token).length;

/** What it says as JSON, or what is wrong with that. */
function readSaid({ stdout, happened }: Run): Said | string | undefined {
  if (stdout === "" || happened?.what === "stdout closed") return undefined;
  try {
    return JSON.parse(stdout);
  } catch {
    return `its stdout is not one JSON document: ${stdout.slice(0, 200)}`;
  }
}
