import { expect, test } from "@jest/globals";
import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { findRecord, isListedAs } from "../../src/github/find-record.ts";
import type { SendableRecord } from "../../src/plan/record.ts";
import { Stop } from "../../src/stop.ts";
import { sendable } from "../support/fake-world.ts";

const RECORD = sendable(1, { artifact_url: "https://reg.example.com/libfoo-1", version: "1.0.0" });

const LISTED: ArtifactStorageRecord = {
  id: 7,
  name: RECORD.name,
  digest: RECORD.digest,
  registry_url: RECORD.registry_url,
  artifact_url: "https://reg.example.com/libfoo-1",
  repository: null,
  status: "active",
  created_at: "2026-11-27T06:00:00Z",
  updated_at: "2026-11-27T06:00:00Z",
};

interface Case {
  record?: SendableRecord;
  listed: Partial<ArtifactStorageRecord>[];
  since?: string;
  known?: number[];
  another?: (stored: ArtifactStorageRecord) => boolean | Promise<boolean>;
}

const find = ({ record = RECORD, listed, since = "2026-11-27T06:00:00Z", known = [], another = () => false }: Case) =>
  findRecord(
    { list: async (org, digest) => (org === record.org && digest === record.digest ? listed : []) },
    { record, since: new Date(since), known: (id) => known.includes(id), another },
  );

const found = (id: number | undefined) => ({ state: "found", record: expect.objectContaining({ id }) });
const MISSING = { state: "missing" };
const unknown = (message: string) => ({ state: "unknown", message: expect.stringContaining(message) });

const BARE = sendable(1);
const { artifact_url: _url, repository: _repository, updated_at: _updated, ...SHORT } = LISTED;

test.each<[string, Case, object]>([
  ["nothing is listed", { listed: [] }, MISSING],
  ["it is listed", { listed: [LISTED] }, found(7)],
  ["what it does not have is null", { record: BARE, listed: [{ ...LISTED, artifact_url: null }] }, found(7)],
  ["what it does not have is left out", { record: BARE, listed: [SHORT] }, found(7)],
  ["a record without a status is active", { listed: [{ ...LISTED, status: undefined }] }, found(7)],
  ["another status", { listed: [{ ...LISTED, status: "deleted" }] }, MISSING],
  ["its status", { record: { ...RECORD, status: "eol" }, listed: [{ ...LISTED, status: "eol" }] }, found(7)],
  ["another name", { listed: [{ ...LISTED, name: "libbar" }] }, MISSING],
  [
    "another digest alone",
    { listed: [{ ...LISTED, digest: "sha256:0" }] },
    { state: "unknown", message: "The answer to the lookup is about another artifact." },
  ],

  // Since it was sent
  ["2 s of leeway", { listed: [LISTED], since: "2026-11-27T06:00:02Z" }, found(7)],
  ["older than the leeway", { listed: [LISTED], since: "2026-11-27T06:00:03Z" }, MISSING],
  ["newer", { listed: [LISTED], since: "2026-11-26T06:00:00Z" }, found(7)],
  [
    "older, and changed since",
    { listed: [{ ...LISTED, updated_at: "2026-11-27T07:00:00Z" }], since: "2026-11-27T07:00:00Z" },
    found(7),
  ],
  [
    "without its times",
    { listed: [{ ...SHORT, created_at: undefined }], record: BARE },
    unknown("does not say since when"),
  ],
  ["without a readable time", { listed: [{ ...SHORT, created_at: "today" }], record: BARE }, unknown("since when")],

  // Others' numbers
  ["a known number, created since", { listed: [LISTED], known: [7] }, MISSING],
  [
    "a known number, created within the leeway",
    { listed: [LISTED], known: [7], since: "2026-11-27T06:00:02Z" },
    MISSING,
  ],
  [
    "a known number, created before and changed since, as by another status",
    { listed: [{ ...LISTED, updated_at: "2026-11-27T07:00:00Z" }], known: [7], since: "2026-11-27T07:00:00Z" },
    found(7),
  ],
  ["a known one and ours", { listed: [LISTED, { ...LISTED, id: 8 }], known: [7] }, found(8)],
  ["one without a number", { listed: [{ ...LISTED, id: undefined }] }, found(undefined)],

  // Several
  [
    "of two the older",
    {
      listed: [
        { ...LISTED, id: 8, created_at: "2026-11-27T06:00:01Z", updated_at: undefined },
        { ...LISTED, id: 9 },
      ],
    },
    found(9),
  ],
  [
    "of two as old the first",
    {
      listed: [
        { ...LISTED, id: 9 },
        { ...LISTED, id: 8 },
      ],
    },
    found(8),
  ],

  // In other words
  [
    "another URL, rewritten",
    { listed: [{ ...LISTED, registry_url: "https://reg.example.com" }] },
    unknown('differs only in `registry_url`: "https://reg.example.com". It may be this one.'),
  ],
  ["no artifact_url", { listed: [{ ...LISTED, artifact_url: null }] }, unknown("`artifact_url`: null")],
  ["a repository", { listed: [{ ...LISTED, repository: "main" }] }, unknown('`repository`: "main"')],
  ["another URL, of another line", { listed: [{ ...LISTED, artifact_url: null }], another: async () => true }, MISSING],
  [
    "two others, one of another line",
    {
      listed: [
        { ...LISTED, artifact_url: null },
        { ...LISTED, repository: "main" },
      ],
      another: ({ repository }) => repository === null,
    },
    unknown('`repository`: "main"'),
  ],
  ["another URL, known", { listed: [{ ...LISTED, artifact_url: null }], known: [7] }, MISSING],
  ["another URL, older", { listed: [{ ...LISTED, artifact_url: null }], since: "2026-11-27T06:00:03Z" }, MISSING],
  [
    "another URL, and ours",
    {
      listed: [
        { ...LISTED, artifact_url: null },
        { ...LISTED, id: 8 },
      ],
    },
    found(8),
  ],
])("%s", async (_case, given, expected) => {
  expect(await find(given)).toEqual(expected);
});

test("a lookup that fails leaves it unknown, and says why", async () => {
  const fail = (error: unknown) =>
    findRecord(
      { list: () => Promise.reject(error) },
      { record: RECORD, since: new Date(), known: () => false, another: () => false },
    );
  expect(await fail(Object.assign(new Error("Server Error"), { status: 502, response: { data: {} } }))).toEqual({
    state: "unknown",
    message: "The lookup failed: 502: Server Error",
  });
  expect(await fail(new Stop("stopped", "Stopped."))).toEqual({
    state: "unknown",
    message: "The lookup failed: Stopped.",
  });
});

test("what is listed as a record, its status included", () => {
  expect(isListedAs(LISTED, RECORD)).toBe(true);
  for (const other of [
    { status: "eol" },
    { repository: "main" },
    { artifact_url: null },
    { registry_url: "" },
    { name: "" },
  ]) {
    expect(isListedAs({ ...LISTED, ...other }, RECORD)).toBe(false);
  }
});
