import { expect, test } from "@jest/globals";
import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { UnexpectedResponseError } from "octokit-plugin-artifact-storage";
import { Redirected } from "../../src/github/follow-redirects.ts";
import { storeRecord } from "../../src/github/store-record.ts";
import { Stop, stopOf } from "../../src/stop.ts";
import { sendable } from "../support/fake-world.ts";

const RECORD = sendable(1);
const STORED: ArtifactStorageRecord = {
  id: 7,
  name: RECORD.name,
  digest: RECORD.digest,
  registry_url: RECORD.registry_url,
  status: "active",
  created_at: "2026-11-27T06:00:00Z",
};

const answered = (status: number, message: string) =>
  Object.assign(new Error(message), { status, response: { status, headers: {}, data: { message } } });
/** As Octokit wraps what `fetch` throws. */
const thrown = (cause: Error & { code?: string }) =>
  Object.assign(new Error(cause.message, { cause }), { status: 500 });
const coded = (code: string) => thrown(Object.assign(new Error(code), { code }));
const unexpected = (data: object) =>
  new UnexpectedResponseError("orgs.createArtifactStorageRecord", { status: 200, headers: {}, url: "", data }, "Odd.");

const STOP = new Stop("stopped", "Stopped.");

/** What comes of each request in turn, and what is done: `s`ent, `l`ooked up, pauses in s. */
async function store(
  creates: (Error | ArtifactStorageRecord[])[],
  lists: (Error | ArtifactStorageRecord[])[],
  stopAfter = 99,
) {
  const ending = new AbortController();
  let done = "";
  const take = (name: string, fates: (Error | ArtifactStorageRecord[])[]) => {
    if (ending.signal.aborted) throw ending.signal.reason;
    done += `${name} `;
    const fate = fates.shift();
    if (done.split(" ").length > stopAfter) ending.abort(STOP);
    if (!fate) throw new Error("one request too many");
    if (fate instanceof Error) throw fate;
    return fate;
  };
  let left = 0;
  const outcome = await storeRecord(
    {
      create: async (_record, beforeSend) => {
        await beforeSend?.();
        return take("s", creates);
      },
      list: async () => take("l", lists),
    },
    RECORD,
    {
      since: new Date("2026-11-27T06:00:00Z"),
      known: () => false,
      another: () => false,
      beforeSend: async () => {
        left += 1;
      },
      runtime: {
        ending,
        clock: {
          now: () => 0,
          sleep: async (ms, signal) => {
            signal?.throwIfAborted();
            done += `${ms / 1000} `;
          },
        },
      },
    },
  );
  expect(left).toBe(done.split(" ").filter((step) => step === "s").length);
  expect([creates, lists]).toEqual([[], []]);
  return { outcome, done: done.trim(), stop: stopOf(ending.signal) };
}

const lost = (message: string) => ({ state: "failed", message: `${message} According to a lookup, it is not stored.` });

test.each<[string, (Error | ArtifactStorageRecord[])[], (Error | ArtifactStorageRecord[])[], string, object]>([
  ["stored", [[STORED]], [], "s", { state: "stored", records: [STORED], found: false }],
  ["refused", [answered(422, "Invalid")], [], "s", { state: "refused", status: 422, message: "Invalid" }],
  [
    "total_count 0 is a refusal, sent once",
    [unexpected({ total_count: 0 })],
    [],
    "s",
    { state: "refused", status: 200, message: "Odd." },
  ],
  [
    "unclear, and stored",
    [answered(502, "Bad")],
    [[STORED]],
    "s 1 l",
    { state: "stored", records: [STORED], found: true },
  ],
  [
    "unclear twice, and then stored",
    [answered(502, "Bad"), unexpected({}), [STORED]],
    [[], []],
    "s 1 l s 4 l s",
    { state: "stored", records: [STORED], found: false },
  ],
  [
    "unclear each time",
    [answered(502, "Bad"), answered(502, "Bad"), answered(503, "Worse")],
    [[], [], []],
    "s 1 l s 4 l s 9 l",
    lost("503: Worse"),
  ],
  [
    "unclear, then refused",
    [answered(500, "Bad"), answered(404, "No")],
    [[]],
    "s 1 l s",
    { state: "refused", status: 404, message: "No" },
  ],
  [
    "the lookup fails",
    [answered(502, "Bad")],
    [answered(500, "Worse")],
    "s 1 l",
    { state: "unknown", message: "502: Bad The lookup failed: 500: Worse" },
  ],
  [
    "another like it",
    [answered(502, "Bad")],
    [[{ ...STORED, repository: "main" }]],
    "s 1 l",
    { state: "unknown", message: expect.stringMatching(/^502: Bad GitHub lists a record .* `repository`/) },
  ],
  [
    "redirected, and not stored: not sent again",
    [thrown(new Redirected("Redirect."))],
    [[]],
    "s 1 l",
    lost("Redirect."),
  ],
  [
    "redirected, and stored",
    [thrown(new Redirected("Redirect."))],
    [[STORED]],
    "s 1 l",
    { state: "stored", records: [STORED], found: true },
  ],
  [
    "not connected once: no lookup",
    [coded("ECONNREFUSED"), [STORED]],
    [],
    "s 1 s",
    { state: "stored", records: [STORED], found: false },
  ],
])("%s", async (_case, creates, lists, done, outcome) => {
  expect(await store(creates, lists)).toEqual({ outcome, done, stop: undefined });
});

test("GitHub cannot be reached: the run ends, and the record is unsent", async () => {
  const { outcome, done, stop } = await store([coded("ENOTFOUND"), coded("ENOTFOUND"), coded("ENOTFOUND")], []);
  expect([outcome, done]).toEqual([{ state: "unsent" }, "s 1 s 4 s"]);
  expect(stop).toMatchObject({
    end: "interrupted",
    message: "GitHub cannot be reached: ENOTFOUND. Check the network.",
  });
});

test("a certificate that is not trusted ends the run at once", async () => {
  const { outcome, done, stop } = await store([coded("SELF_SIGNED_CERT_IN_CHAIN")], []);
  expect([outcome, done]).toEqual([{ state: "unsent" }, "s"]);
  expect(stop).toMatchObject({ end: "interrupted", message: expect.stringContaining("NODE_EXTRA_CA_CERTS") });
});

test.each<[string, (Error | ArtifactStorageRecord[])[], (Error | ArtifactStorageRecord[])[], number, object]>([
  ["before it left", [], [], -1, { state: "unsent" }],
  ["while it was refused a connection", [coded("ECONNREFUSED")], [], 1, { state: "unsent" }],
  [
    "before the lookup",
    [answered(502, "Bad")],
    [],
    1,
    { state: "unknown", message: "502: Bad The run ended before it was looked up." },
  ],
  ["while it was stored", [[STORED]], [], 1, { state: "stored", records: [STORED], found: false }],
  ["after a lookup that did not find it", [answered(502, "Bad")], [[]], 3, { state: "unsent" }],
])("the run ends %s", async (_when, creates, lists, stopAfter, outcome) => {
  if (stopAfter < 0) {
    const ending = new AbortController();
    ending.abort(STOP);
    const never = () => Promise.reject(STOP);
    const search = { since: new Date(), known: () => false, another: () => false };
    const runtime = { ending, clock: { now: () => 0, sleep: async () => {} } };
    expect(await storeRecord({ create: never, list: never }, RECORD, { ...search, runtime })).toEqual(outcome);
    return;
  }
  expect(await store(creates, lists, stopAfter)).toMatchObject({ outcome, stop: STOP });
});
