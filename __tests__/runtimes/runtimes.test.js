import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startLocalGitHub } from "../../local-github/start-local-github.js";
import { runtimes } from "./runtimes.js";

/** @type {Awaited<ReturnType<typeof startLocalGitHub>>} */
let github;
beforeEach(async () => {
  github = await startLocalGitHub();
});
afterEach(() => github.close());

describe.each(runtimes)("$name", ({ program, userAgent, run }) => {
  // What cannot be had on a developer's machine is skipped; CI has them all.
  const testIfHad = process.env.CI || existsSync(program) ? test : test.skip;

  testIfHad("creates and lists a record, sends no bad one, and explains a refusal", async () => {
    const outcome = await run(program, github.url);

    expect(github.requests.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`)).toEqual([
      "POST /orgs/octo-org/artifacts/metadata/storage-record",
      "GET /orgs/octo-org/artifacts/sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72/metadata/storage-records",
      "POST /orgs/octo-org/artifacts/metadata/storage-record",
    ]);
    for (const { headers } of github.requests) expect(headers["user-agent"]).toMatch(userAgent);
    const records = { total_count: 1, storage_records: github.stored.map(({ record }) => record) };
    const problems = [{ parameter: "digest", rule: "pattern", message: expect.any(String) }];
    expect(outcome).toEqual({
      created: records,
      listed: records,
      checked: problems,
      unsent: problems,
      refused: { status: 404, hint: expect.stringContaining('"elsewhere" is not a repository of "octo-org"') },
    });
  });
});
