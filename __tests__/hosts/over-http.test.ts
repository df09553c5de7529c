import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startLocalGitHub } from "../../local-github/start-local-github.js";
import { artifactStorage } from "./built-plugin.ts";
import { calls } from "./calls.ts";
import { CREATE, LIST } from "./cases/case.ts";
import { hosts } from "./hosts.ts";
import { call, log } from "./instance.ts";

let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeEach(async () => {
  github = await startLocalGitHub();
});
afterEach(() => github.close());

// REST plugins send through their core, and the agent of @actions/github 5 takes only HTTPS.
const senders = hosts.filter(({ name }) => !/^@octokit\/plugin-|^@actions\/github 5/.test(name));

// With whatever each brings along to send requests: node-fetch, undici, or the runtime's own.
test.each(senders)("$name creates, lists and is refused over HTTP", async (host) => {
  const octokit = host.create({ auth: "local-token", log, baseUrl: github.url, retry: { retryAfterBaseValue: 0 } }, [
    artifactStorage,
  ]);
  const github_repository = "libfoo";
  const created = await call(octokit, CREATE, { github_repository });
  const records = { total_count: 1, storage_records: [expect.objectContaining(calls[CREATE]?.body ?? {})] };
  expect(created).toMatchObject({ status: 200, data: records });
  expect(await call(octokit, LIST)).toMatchObject({ status: 200, data: records });
  await expect(call(octokit, CREATE, { github_repository: "elsewhere" })).rejects.toMatchObject({
    name: "HttpError",
    status: 404,
    hint: expect.stringContaining('"elsewhere"'),
  });
  expect(github.requests).toHaveLength(3);
  for (const { headers } of github.requests) expect(headers.authorization).toBe("token local-token");
});
