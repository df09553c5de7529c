import { afterEach, describe, expect, test } from "@jest/globals";
import { DIGEST, RECORD } from "../__tests__/support/record.ts";
import { ANY_FAULT } from "./random-faults.js";
import { FAULTS, startLocalGitHub } from "./start-local-github.js";

type Options = NonNullable<Parameters<typeof startLocalGitHub>[0]>;

const CREATE = "/orgs/octo-org/artifacts/metadata/storage-record";
const LIST = `/orgs/octo-org/artifacts/${DIGEST}/metadata/storage-records`;
const NAMED = { ...RECORD, github_repository: "libfoo" };

let github: Awaited<ReturnType<typeof startLocalGitHub>>;
const start = async (options: Options = {}) => {
  github = await startLocalGitHub(options);
};
afterEach(() => github.close());

const send = (path: string, init: RequestInit = {}) =>
  fetch(`${github.url}${path}`, { redirect: "manual", headers: { authorization: "bearer local-token" }, ...init });
const create = (given: object = {}, init: RequestInit = {}) =>
  send(CREATE, { method: "POST", body: JSON.stringify({ ...NAMED, ...given }), ...init });
const list = async () => (await send(LIST)).json();
const storedIds = () => github.requests.map(({ stored }) => stored);

describe("time", () => {
  test("is GitHub's own, in whole seconds, and told by each answer", async () => {
    const now = Date.UTC(2026, 0, 20, 14, 45, 0, 999);
    await start({ now: () => now, rateLimit: { seconds: 60 } });

    const answer = await create();

    expect(answer.headers.get("date")).toBe("Tue, 20 Jan 2026 14:45:00 GMT");
    expect(answer.headers.get("x-ratelimit-reset")).toBe(String(Date.UTC(2026, 0, 20, 14, 46, 1) / 1000));
    const [time, at] = ["2026-01-20T14:45:00Z", now];
    expect(await answer.json()).toMatchObject({ storage_records: [{ created_at: time, updated_at: time }] });
    expect(github.requests).toMatchObject([{ at }]);
  });

  test("is told by an answer that is cut, too", async () => {
    await start({ now: () => Date.UTC(2026, 0, 20) });
    github.faults.push(FAULTS.cutAnswer());
    expect((await create()).headers.get("date")).toBe("Tue, 20 Jan 2026 00:00:00 GMT");
  });

  test.each([FAULTS.secondaryLimit, FAULTS.primaryLimit])("a limit holds by that clock (%p)", async (limit) => {
    let now = Date.UTC(2026, 0, 20);
    await start({ now: () => now });
    github.faults.push(limit({ seconds: 60 }));

    expect((await create()).status).toBe(403);
    now += 59_999;
    expect((await create()).status).toBe(403);
    now += 1;
    expect((await create()).status).toBe(200);
  });
});

describe("GET /rate_limit", () => {
  test("costs nothing", async () => {
    await start({ rateLimit: { limit: 2, seconds: 60, enforced: true } });
    await create();
    await create();

    for (const _again of [1, 2]) {
      const answer = await send("/rate_limit");
      expect([answer.status, answer.headers.get("x-ratelimit-remaining")]).toEqual([200, "0"]);
      const rate = { limit: 2, used: 2, remaining: 0, reset: expect.any(Number) };
      expect(await answer.json()).toEqual({ resources: { core: rate }, rate });
    }
    expect((await create()).status).toBe(403);
  });

  test("needs a token, and no permission", async () => {
    await start();
    const statuses = ["powerless-token", "unknown-token"].map(
      async (token) => (await send("/rate_limit", { headers: { authorization: `bearer ${token}` } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 401]);
  });

  test("is answered while a limit holds, and leaves faults to the requests that count", async () => {
    await start();
    github.faults.push(FAULTS.secondaryLimit({ seconds: 60 }));
    expect((await send("/rate_limit")).status).toBe(200);
    expect((await create()).status).toBe(403);
    expect((await send("/rate_limit")).status).toBe(200);
  });
});

describe("faults", () => {
  test.each([301, 302, 303, 307, 308])(
    "%i to the same path, or to another, before or after storing",
    async (status) => {
      await start();
      github.faults.push(FAULTS.redirect({ status }), FAULTS.redirect({ status, to: LIST, stored: true }));
      const answers = [await create(), await create()];
      expect(answers.map((answer) => [answer.status, answer.headers.get("location")])).toEqual([
        [status, CREATE],
        [status, LIST],
      ]);
      expect(storedIds()).toEqual([undefined, 1]);
    },
  );

  test.each([false, true])("a page with 200; stored: %s", async (stored) => {
    await start();
    github.faults.push(FAULTS.html({ stored }));
    const answer = await create();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await answer.text()).toMatch(/^<!doctype html>/);
    expect(github.stored).toHaveLength(stored ? 1 : 0);
  });

  test.each([false, true])("200 without a body; stored: %s", async (stored) => {
    await start();
    github.faults.push(FAULTS.empty({ stored }));
    const answer = await create();
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(github.stored).toHaveLength(stored ? 1 : 0);
  });

  test("a total_count of 0 stores nothing", async () => {
    await start();
    github.faults.push(FAULTS.zero());
    expect(await (await create()).json()).toEqual({ total_count: 0, storage_records: [] });
    expect(github.stored).toEqual([]);
  });

  test("a URL that is stored otherwise, in the answer, too, or with none", async () => {
    await start();
    const to = "https://elsewhere.example.com/";
    github.faults.push(FAULTS.rewrite({ to }), FAULTS.rewrite({ member: "artifact_url", to, answered: false }));
    expect(await (await create()).json()).toMatchObject({ total_count: 1, storage_records: [{ registry_url: to }] });
    expect((await create()).status).toBe(502);
    expect(await list()).toMatchObject({
      total_count: 2,
      storage_records: [
        { registry_url: to, artifact_url: null },
        { registry_url: RECORD.registry_url, artifact_url: to },
      ],
    });
  });
});

describe("faults at random", () => {
  const SEVERAL = { faults: ANY_FAULT.filter(([fault]) => /serverError|html|empty|zero|redirect/.test(fault)) };
  /** What befalls each of these records, however they are ordered. */
  const befall = async (seed: number, share: number, names: string[]) => {
    await start({ random: { seed, share, ...SEVERAL } });
    for (const name of names) await create({ name });
    await github.close();
    return new Map(github.requests.map(({ body, fault }) => [JSON.parse(body).name, fault]));
  };
  const NAMES = Array.from({ length: 40 }, (_, index) => `libfoo-${index}`);

  test("come by the seed and the request, in whatever order these come", async () => {
    const faults = await befall(1, 0.5, NAMES);
    expect(await befall(1, 0.5, NAMES.toReversed())).toEqual(faults);
    expect(await befall(2, 0.5, NAMES)).not.toEqual(faults);
    const failed = [...faults.values()].filter((fault) => fault !== undefined);
    expect(failed.length).toBeGreaterThan(10);
    expect(failed.length).toBeLessThan(30);
    // Of every kind.
    expect(new Set(failed.map((fault) => `${fault}`.split(",")[0]))).toEqual(
      new Set(SEVERAL.faults.map(([fault]) => fault)),
    );
  });

  test("never come with a share of 0, and always with 1", async () => {
    expect([...(await befall(1, 0, NAMES)).values()]).toEqual(NAMES.map(() => undefined));
    expect([...(await befall(1, 1, NAMES)).values()]).not.toContain(undefined);
  });

  test("befall the same request anew each time, until they are called off", async () => {
    await start({ random: { seed: 1, share: 0.5, ...SEVERAL } });
    for (const _each of NAMES) await create();
    expect(new Set(github.requests.map(({ fault }) => fault)).size).toBeGreaterThan(5);
    github.failAtRandom();
    github.requests.length = 0;
    for (const _each of NAMES) await create();
    expect(github.requests).toEqual(NAMES.map(() => expect.not.objectContaining({ fault: expect.anything() })));
  });

  test("befall the requests of one method alone, where it is told so", async () => {
    await start({ random: { seed: 1, share: 1, faults: [["html", {}, "POST"]] } });
    await create();
    await list();
    expect(github.requests.map(({ fault }) => fault)).toEqual(["html", undefined]);
  });

  test("are set by another process, too", async () => {
    await start();
    const set = (random: object) => send("/_local/random", { method: "POST", body: JSON.stringify(random) });
    expect((await set({ seed: 1, share: 1, faults: [["html"]] })).status).toBe(204);
    expect((await create()).headers.get("content-type")).toMatch("text/html");
    await set({});
    expect((await create()).headers.get("content-type")).toMatch("application/json");
  });
});

describe("records that GitHub takes for the same", () => {
  test("change the stored one, where it is told so", async () => {
    let now = Date.UTC(2026, 0, 20);
    await start({ updates: true, now: () => now });
    await create();
    await create({ name: "another" });
    await create({ registry_url: "https://another.example.com/" });
    now += 60_000;
    await create({ status: "eol", version: "2.0.0", artifact_url: "https://reg.example.com/2" });

    expect(storedIds()).toEqual([1, 2, 3, 1]);
    expect(await list()).toMatchObject({
      total_count: 3,
      storage_records: [
        {
          id: 1,
          status: "eol",
          artifact_url: null,
          created_at: "2026-01-20T00:00:00Z",
          updated_at: "2026-01-20T00:01:00Z",
        },
        { id: 2, status: "active" },
        { id: 3, status: "active" },
      ],
    });
  });

  test("are stored again, as a rule", async () => {
    await start();
    await create();
    await create({ status: "eol" });
    expect(storedIds()).toEqual([1, 2]);
  });
});
