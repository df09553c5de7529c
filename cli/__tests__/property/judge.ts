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

/** The numbers that a run says as JSON, by their names there. */
type Said = Partial<Record<string, number>>;

/** What must hold, whatever happens. What does not is said in a sentence each. */
export function judge(history: History): string[] {
  const { runs, requests, scenario } = history;
  const stored = readStored(requests);
  const ofRuns = runs.flatMap((run, index) =>
    [
      ...judgeStored(run, stored),
      ...judgeNumbers(run, stored),
      ...judgeForeseen(run, runs[index + 1], stored),
      ...judgeCode(history, run),
      ...judgeText(run),
      ...judgeAdvice(run, stored, requests),
    ].map((fault) => `run ${index + 1}: ${fault}`),
  );
  // Where GitHub takes the second for the first, nobody can see that it was sent twice.
  const twice = scenario.server.updates ? [] : judgeTwice(history, stored);
  return [...twice, ...ofRuns, ...judgeEnd(history), ...judgeFiles(history)];
}

/** Exit 0: every record of the input is on the server, with the status that was given last. */
function judgeStored({ step, lines, code, to }: Run, stored: Stored[]): string[] {
  if (code !== 0 || step.command === "dry run") return [];
  const last = new Map(stored.filter(({ at }) => at < to).map(({ key, status }) => [key, status]));
  return [...toPlan(lines, step).wanted]
    .filter(([key, status]) => last.get(key) !== status)
    .map(([key, status]) => `exit 0, and GitHub has ${last.get(key) ?? "nothing"} in place of ${status}: ${key}`);
}

/** No record twice: none is stored with the status that it has, unless `--fresh` was given since. What that stored counts. */
function judgeTwice({ runs }: History, stored: Stored[]): string[] {
  const last = new Map<string, Stored>();
  const faults: string[] = [];
  for (const one of stored) {
    const before = last.get(one.key);
    last.set(one.key, one);
    if (before?.status !== one.status) continue;
    const isAfresh = runs.some(
      ({ step, from, to, token }) => step.fresh && from <= one.at && before.at < to && before.token !== token,
    );
    if (isAfresh && before.token !== one.token) continue;
    faults.push(`stored twice as ${one.status}, by requests ${before.at} and ${one.at}: ${one.key}`);
  }
  return faults;
}

/** The numbers are GitHub's, and those of the input. */
function judgeNumbers(run: Run, stored: Stored[]): string[] {
  const { step, code, lines, happened, leftovers, stderr } = run;
  const said = readSaid(run);
  if (said === undefined) {
    return code === 0 && happened?.what !== "stdout closed" ? ["exit 0 without its JSON"] : [];
  }
  if (typeof said === "string") return [said];
  if (code === 2 || code === null || step.command === "create") return [];
  // It ended before the input did.
  if (said.records === undefined) return code === 0 || code === 3 ? [`exit ${code} without a number`] : [];
  const faults: string[] = [];
  const expect = (what: string, is: number | undefined, truth: number | undefined) => {
    if (is !== truth) faults.push(`${what}: it says ${is}, and ${truth} is true`);
  };
  const { wanted, broken } = toPlan(lines, step);
  const { records, repeated = 0, superseded = 0 } = said;
  expect("records", records, wanted.size);
  expect("invalid", said.invalid, broken);
  expect("repeated and superseded", repeated + superseded, lines.length - broken - wanted.size);
  const { to_send = 0, to_look_up = 0, stored_before = 0 } = said;
  if (step.command === "dry run") {
    expect("records", to_send + to_look_up + stored_before, records);
    return faults;
  }
  const { stored: own = 0, refused = 0, failed = 0, unknown = 0, left = 0 } = said;
  // A record that it stored twice is another fault.
  const here = new Set(stored.filter(({ token }) => token === run.token).map(({ key }) => key)).size;
  if (here < own || here > own + unknown) {
    faults.push(`it says ${own} stored and ${unknown} unknown, and GitHub stored ${here} of it`);
  }
  expect("records", own + stored_before + refused + failed + unknown + left, records);
  if (happened?.what !== "stderr closed") {
    const [, summary = ""] = /^ *([\d,]+) {2}stored$/m.exec(stderr) ?? [];
    expect("the summary's stored", Number(summary.replaceAll(",", "")), own);
  }
  if (!step.beside) expect("lines of the refused file", leftovers.refused, refused);
  if (!step.beside && leftovers.unknown > unknown) faults.push(`${leftovers.unknown} lines of the unknown file`);
  return faults;
}

/** A dry run says what the next run does. */
function judgeForeseen(run: Run, next: Run | undefined, stored: Stored[]): string[] {
  if (run.step.command !== "dry run" || run.code !== 0 || next?.code !== 0) return [];
  const said = readSaid(run);
  if (said === undefined || typeof said === "string" || next.step.command !== "import" || next.step.fresh) return [];
  const { to_send = 0, to_look_up = 0 } = said;
  const sent = new Set(stored.filter(({ token }) => token === next.token).map(({ key }) => key)).size;
  const isTrue = to_send <= sent && sent <= to_send + to_look_up;
  return isTrue ? [] : [`${to_send} are to be sent and ${to_look_up} looked up, and the next run stored ${sent}`];
}

/** By a second signal, whatever it was doing, be it saying that all is stored. */
const isEndedAtOnce = ({ code, happened }: Run) => code === 130 && happened?.what === "interrupted twice";

/** The code says what is true. */
function judgeCode({ runs, requests }: History, run: Run): string[] {
  const { code, signal, token, happened, whileSuspended } = run;
  const isStopped = /interrupted|terminated/.test(happened?.what ?? "");
  if (code === null) {
    // Before it can hear of one, a signal ends it, as it ends any process.
    const isMeant = happened && /killed|twice/.test(happened.what);
    return signal && (isMeant || (isStopped && happened?.requests === 0)) ? [] : [`it ended by ${signal ?? "nothing"}`];
  }
  const faults: string[] = [];
  const sent = countPosts(requests, token);
  const sentBefore = runs.filter((one) => one.from < run.to).some((one) => countPosts(requests, one.token) > 0);
  if (![0, 1, 2, 3, 75, 130].includes(code)) faults.push(`exit ${code}`);
  if (code === 1 && sent === 0) faults.push("exit 1 (refused), and nothing was sent");
  if (code === 2 && sent > 0) faults.push(`exit 2 (nothing was sent), and ${sent} were`);
  if (code === 3 && !sentBefore) faults.push("exit 3 (may be stored), and no run sent anything");
  if (code === 130 && !isStopped) faults.push("exit 130, and nobody stopped it");
  if (run.step.command === "dry run" && sent > 0) faults.push("a dry run sent something");
  // Whoever goes on with sending has had the journal all the while.
  const { token: other = "", requests: before = 0 } = whileSuspended ?? {};
  if (before > 0 && countPosts(requests, other) > before && code !== 2) {
    faults.push(`exit ${code} while another run had the journal`);
  }
  const said = readSaid(run);
  if (said === undefined || typeof said === "string" || said.records === undefined) return faults;
  if (code === 2 || run.step.command === "dry run" || run.step.command === "create") return faults;
  const { refused = 0, failed = 0, unknown = 0, left = 0 } = said;
  const isTrue = {
    0: refused + failed + unknown + left === 0,
    1: refused + left > 0 && failed + unknown === 0,
    3: unknown > 0,
    75: failed + left > 0 && unknown === 0,
    130: left > 0 && unknown === 0,
  }[code];
  if (!isTrue) faults.push(`exit ${code} with ${JSON.stringify({ refused, failed, unknown, left })}`);
  return faults;
}

function judgeText(run: Run): string[] {
  const { code, stderr, stdout, token, step } = run;
  const isStored = (code === 0 && step.command !== "dry run") || code === null;
  const faults: string[] = [];
  const said = stderr + stdout;
  if (/^\s+at .*(?:\.[jt]s|node:)/m.test(said)) faults.push("a stack trace");
  if (/^\(node:\d+\)/m.test(said)) faults.push("a warning of Node's");
  if (/\b(?:undefined|NaN|\[object )/.test(said)) faults.push("text that nobody means");
  if (new RegExp(`${token}\\b`).test(said)) faults.push("its token");
  if (/^All stored/m.test(said) && !isStored) faults.push(`"All stored", exit ${code}`);
  return faults;
}

/** What it advises stores nothing twice, and whoever did nothing says why. */
function judgeAdvice(run: Run, stored: Stored[], requests: LoggedRequest[]): string[] {
  const { step, code, token, stderr } = run;
  const faults: string[] = [];
  const hasStored = stored.some((one) => one.token === token);
  if (step.fresh && hasStored && /same command/i.test(stderr)) faults.push("it advises to begin anew once more");
  const said: (Said & { message?: unknown }) | string | undefined = readSaid(run);
  if (said === undefined || typeof said === "string" || code === 0 || step.command === "create") return faults;
  const isIdle = !requests.some(
    ({ url, headers }) => url !== "/rate_limit" && tokenOf(headers.authorization) === token,
  );
  if (isIdle && said.message === undefined) faults.push(`exit ${code} without a request, and it does not say why`);
  return faults;
}

/** In the end GitHub is calm: what can be stored is. */
function judgeEnd({ runs, scenario }: History): string[] {
  const { steps, server } = scenario;
  const last = runs.at(-1);
  const step = steps.at(-1);
  if (!last || !step?.calm || last.step !== step || last.code === 0) return [];
  const { wanted, broken } = toPlan(last.lines, step);
  const mayBeEmpty = broken === 0 && step.allowEmpty && step.command === "import";
  const isRejected = (broken > 0 && !step.skipInvalid) || (wanted.size === 0 && !mayBeEmpty);
  if (isRejected && last.code === 2) return [];
  // What GitHub rewrote, or took for another's record, cannot be told from that, nor can what an earlier input had beside it.
  const isOpen =
    server.updates ||
    server.faults.some(([fault]) => fault === "rewrite") ||
    steps.some(({ lines, command }) => !/import|dry run/.test(command) || lines.length < scenario.lines.length);
  return last.code === 3 && isOpen ? [] : [`in the end, with a calm GitHub, exit ${last.code}`];
}

const GIVEN = /^(?:input|(?:file|pipe|fifo)\.(?:ndjson|csv|json|txt)|tmp)$/;
const WRITTEN = /\.(?:journal|refused|unknown|rejected|plan)\.ndjson$|^journal\.ndjson$/;

/** Whatever is ours is for its owner alone, and what is for the time of a run is gone with it. */
function judgeFiles({ files, readable, runs }: History): string[] {
  const faults = readable.filter((file) => !GIVEN.test(file)).map((file) => `others may read a file of ours: ${file}`);
  if (runs.some((run) => run.code === null || isEndedAtOnce(run))) return faults;
  const left = files.filter((file) => !GIVEN.test(file) && !WRITTEN.test(file));
  return [...faults, ...left.map((file) => `it leaves a file: ${file}`)];
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
