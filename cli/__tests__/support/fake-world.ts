import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { GitHub } from "../../src/github/github.ts";
import type { Journal } from "../../src/journal/journal.ts";
import type { Past, Pending } from "../../src/journal/past.ts";
import { createKeys } from "../../src/plan/keys.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { type PlannedRecord, type SendableRecord, type Status, statusOf } from "../../src/plan/record.ts";
import { toKey } from "../../src/plan/to-key.ts";
import type { Runtime } from "../../src/runtime.ts";
import { createFakeOutput } from "./fake-output.ts";
import { digestOf } from "./run-command.ts";

/** A record that can be sent. */
export const sendable = (number: number, more: Partial<SendableRecord> = {}): SendableRecord => ({
  org: "octo-org",
  name: `libfoo-${number}`,
  digest: digestOf(`${number}`),
  registry_url: "https://reg.example.com/",
  github_repository: "libfoo",
  ...more,
});

/** A plan in memory, of records that differ in their keys. */
export function planOf(...records: (SendableRecord & { _since?: string })[]): Plan {
  const planned: PlannedRecord[] = records.map(({ _since, ...record }, index) => ({
    line: index + 1,
    key: toKey(record),
    record,
    ...(_since !== undefined && { since: _since }),
  }));
  return {
    add: () => undefined,
    added: planned.length,
    distinct: planned.length,
    repeated: 0,
    superseded: 0,
    async *records() {
      yield planned;
    },
    keyed() {
      throw new Error("Its keys have no numbers.");
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** A journal in memory, which keeps all that it is told in `log`, along with what else is written there. */
export function createFakeJournal(log: string[]) {
  const keys = createKeys();
  const stored = new Map<string, Status>();
  const pending = new Map<string, Pending[]>();
  const ids = new Set<number>();
  const nameOf = new Map<number, string>();
  const number = (key: string) => {
    const index = keys.add(key);
    nameOf.set(index, key);
    return index;
  };
  const resolve = (key: string, status: Status) =>
    pending.set(
      key,
      (pending.get(key) ?? []).filter((one) => one.status !== status),
    );
  const past: Past = {
    stored: (key) => stored.get(nameOf.get(key) ?? ""),
    storedAt: () => "",
    attemptedAt: () => "",
    freshAt: "",
    pending: (key) => pending.get(nameOf.get(key) ?? "") ?? [],
    hasId: (id) => ids.has(id),
    input: undefined,
    forget() {
      stored.clear();
      pending.clear();
    },
  };
  const journal: Journal = {
    async begin() {},
    async sending(records, since) {
      await Promise.resolve();
      for (const { key, record } of records) {
        number(key);
        log.push(`noted ${record.name}`);
        pending.set(key, [...(pending.get(key) ?? []), { status: statusOf(record), since, record }]);
      }
    },
    stored({ key, record }, found) {
      number(key);
      log.push(`stored ${record.name}`);
      stored.set(key, statusOf(record));
      for (const id of found) ids.add(id);
      resolve(key, statusOf(record));
    },
    missing({ key, record }) {
      log.push(`missing ${record.name}`);
      resolve(key, statusOf(record));
    },
    notStored({ key, record }, why) {
      log.push(`${why} ${record.name}`);
      resolve(key, statusOf(record));
    },
    async [Symbol.asyncDispose]() {},
  };
  return { keys, past, journal, ids };
}

/** What happens to a request to store a record. */
export type Fate = "stored" | "stored, and the answer lost" | "lost" | "refused" | "unauthorized";

const error = (status: number, message: string) =>
  Object.assign(new Error(message), { status, response: { status, headers: {}, data: { message } } });

/** A GitHub in memory. `fates` are those of the requests to come, by the name of the record; else it stores them. */
export function createFakeGitHub(log: string[] = [], fates: Record<string, Fate[]> = {}) {
  const records: ArtifactStorageRecord[] = [];
  let seconds = 1_800_000_000;
  const time = () => new Date(seconds * 1000).toISOString().replace(".000", "");
  const store = ({ name, digest, registry_url, artifact_url, repository, status }: SendableRecord) => {
    const now = time();
    const record: ArtifactStorageRecord = {
      id: records.length + 1,
      name,
      digest,
      artifact_url: artifact_url ?? null,
      registry_url,
      repository: repository ?? null,
      status: status ?? "active",
      created_at: now,
      updated_at: now,
    };
    records.push(record);
    return record;
  };
  const github: GitHub = {
    now: () => new Date(seconds * 1000),
    async create(record, beforeSend) {
      await beforeSend?.();
      log.push(`sent ${record.name}`);
      await Promise.resolve();
      const fate = fates[record.name]?.shift() ?? "stored";
      if (fate === "refused") throw error(422, `Invalid ${record.name}`);
      if (fate === "unauthorized") throw error(401, "Bad credentials");
      if (fate === "lost") throw error(502, "Server Error");
      const stored = store(record);
      if (fate !== "stored") throw error(502, "Server Error");
      return [stored];
    },
    async list(_org, digest) {
      log.push("listed");
      return records.filter((one) => one.digest === digest);
    },
    shutUntil: undefined,
    remaining: undefined,
    async [Symbol.asyncDispose]() {},
  };
  return {
    github,
    records,
    store,
    time,
    pass(count: number) {
      seconds += count;
    },
  };
}

/** A runtime without a process: it never waits. */
export function createFakeRuntime(more: Partial<Runtime> = {}): Runtime {
  return {
    env: {},
    clock: { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    ending: new AbortController(),
    stdin: process.stdin,
    output: createFakeOutput(),
    ...more,
  };
}
