import { tmpdir } from "node:os";
import { expect, test } from "@jest/globals";
import { joinPasts } from "../src/journal/join-pasts.ts";
import { createPast } from "../src/journal/past.ts";
import { createKeys } from "../src/plan/keys.ts";
import { createPlan } from "../src/plan/plan.ts";
import { toKey } from "../src/plan/to-key.ts";
import { compare } from "../src/send/compare.ts";
import { sendable } from "./support/fake-world.ts";

const record = sendable(1);
const key = toKey(record);
const since = "2026-01-20T14:45:00Z";

test("a line's own _since makes it one to look up, unless all is sent anew, or it is known to be stored", async () => {
  const keys = createKeys();
  await using plan = await createPlan({ folder: tmpdir(), keys, elsewhere: "" });
  plan.add({ line: 1, key, record, since });
  const past = createPast(keys);
  const none = { records: 1, storedBefore: 0, toLookUp: 0, toSend: 0 };
  expect(compare(plan, past, false)).toEqual({ ...none, toLookUp: 1 });
  expect(compare(plan, past, true)).toEqual({ ...none, toSend: 1 });
  past.note({ run: "a", key, status: "active", state: "stored", ids: [] });
  expect(compare(plan, past, false)).toEqual({ ...none, storedBefore: 1 });
});

test("what another journal's run may have stored is looked up, unless the own one began anew since", () => {
  const keys = createKeys();
  const [own, other] = [createPast(keys), createPast(keys)];
  const begin = (run: string, fresh: boolean, at: string) => ({ run, input: "", records: 1, fresh, at });
  other.note(begin("other", false, "2026-01-20T14:00:00.000Z"));
  other.note({ run: "other", key, line: 1, state: "sending", since, record });
  expect(joinPasts(own, [other]).pending(keys.add(key))).toHaveLength(1);
  own.note(begin("own", true, "2026-01-20T15:00:00.000Z"));
  expect(joinPasts(own, [other]).pending(keys.add(key))).toEqual([]);
});

test("a look-up takes no record for this one that any of the journals has as stored", () => {
  const keys = createKeys();
  const [own, other] = [createPast(keys), createPast(keys)];
  for (const [past, id] of [
    [own, 7],
    [other, 8],
  ] as const) {
    past.note({ run: "a", input: "", records: 1, fresh: false, at: "2026-01-20T14:00:00.000Z" });
    past.note({ run: "a", key, status: "active", state: "stored", ids: [id] });
  }
  const { hasId } = joinPasts(own, [other]);
  expect([7, 8, 9].map(hasId)).toEqual([true, true, false]);
});
