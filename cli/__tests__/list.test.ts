import { beforeEach, describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../local-github/start-local-github.js";
import { prepareHere } from "./support/prepare-here.ts";
import { digestOf } from "./support/run-command.ts";

const command = prepareHere();
const DIGEST = digestOf("app");
const OTHER = digestOf("other");

beforeEach(async () => {
  const record = { id: 1, name: "ghcr.io/octo-org/app", digest: DIGEST, registry_url: "https://ghcr.io" };
  const times = { created_at: "2026-11-27T06:00:00Z", updated_at: "2026-11-27T06:00:00Z" };
  command.github.stored.push({
    org: "octo-org",
    record: { ...record, artifact_url: null, repository: null, status: "active", ...times },
  });
});

const SHOWN = `  id            1
  name          ghcr.io/octo-org/app
  digest        ${DIGEST}
  registry_url  https://ghcr.io
  artifact_url  -
  repository    -
  status        active
  created_at    2026-11-27T06:00:00Z
  updated_at    2026-11-27T06:00:00Z

`;

describe("one artifact", () => {
  test("its records, for people", async () => {
    expect(await command.run(["list", DIGEST])).toEqual({
      code: 0,
      stdout: SHOWN,
      stderr: `1 record. See ${command.github.url}/orgs/octo-org/artifacts\n`,
    });
  });

  test("its records, as JSON", async () => {
    const { code, stdout, stderr } = await command.run(["list", DIGEST, "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({
      result: "found",
      digest: DIGEST,
      total_count: 1,
      storage_records: command.github.stored.map(({ record }) => record),
    });
  });

  test("none yet: one line without causes, and exit 1", async () => {
    expect(await command.run(["list", OTHER])).toEqual({ code: 1, stdout: "", stderr: "No record yet.\n" });
    const { code, stdout, stderr } = await command.run(["list", OTHER, "--json"]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toEqual({ result: "missing", digest: OTHER, total_count: 0, storage_records: [] });
  });

  test("refused: the causes, and exit 1, which is another result than none yet", async () => {
    const env = { GITHUB_TOKEN: "powerless-token" };
    const { code, stdout, stderr } = await command.run(["list", DIGEST, "--json"], env);
    expect(code).toBe(1);
    const { message } = JSON.parse(stdout);
    expect(JSON.parse(stdout)).toEqual({ result: "refused", digest: DIGEST, message });
    expect(message).toMatch(/^Resource not accessible.*\nLikely cause/);
    expect(stderr).toBe(`GitHub refused: ${message}\n`);
  });

  test("a 404 that is not about artifacts is a refusal, in the words of flags", async () => {
    const { code, stdout } = await command.run(["list", DIGEST, "--org=nobody", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      result: "refused",
      digest: DIGEST,
      message: expect.stringMatching(/^Not Found/),
    });
  });

  test("an answer that is not GitHub's: exit 75", async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) command.github.faults.push(({ send }) => send(200, {}));
    const { code, stdout, stderr } = await command.run(["list", DIGEST, "--json"]);
    expect(code).toBe(75);
    expect(JSON.parse(stdout)).toEqual({ result: "interrupted", digest: DIGEST, message: expect.any(String) });
    expect(stderr).toMatch(/^No usable response: /);
    expect(stderr).not.toContain("octokit");
  });

  test("a limit that is longer than --max-wait: exit 75, and nothing else is said", async () => {
    command.github.faults.push(({ send }) =>
      send(403, { message: "API rate limit exceeded" }, { "x-ratelimit-remaining": "0" }),
    );
    const { code, stdout, stderr } = await command.run(["list", DIGEST, "--max-wait=1s", "--json"]);
    expect(code).toBe(75);
    expect(stderr).toContain("longer than --max-wait");
    const [why] = stderr.split("\n");
    expect(JSON.parse(stdout)).toEqual({ result: "interrupted", message: why });
  });

  test("a record of another's cannot give a command to the terminal or to a workflow", async () => {
    const name = "app\u001b[2J\n::error::x\n##[error]x";
    for (const { record } of command.github.stored) record.name = name;
    const { stdout } = await command.run(["list", DIGEST]);
    expect(stdout).toContain("app\ufffd[2J\n: :error::x\n## [error]x");
    const { stdout: json } = await command.run(["list", DIGEST, "--json"]);
    expect(json).not.toContain("##[");
    expect(JSON.parse(json).storage_records[0].name).toBe(name);
  });
});

describe("several artifacts", () => {
  test("one found and one not: exit 1, and each is said", async () => {
    expect(await command.run(["list", DIGEST, OTHER, DIGEST])).toEqual({
      code: 1,
      stdout: SHOWN,
      stderr: `${DIGEST}: 1 record. See ${command.github.url}/orgs/octo-org/artifacts\n${OTHER}: No record yet.\n`,
    });
  });

  test("as JSON: the worst result, and each", async () => {
    const { code, stdout } = await command.run(["list", OTHER, DIGEST, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      result: "missing",
      records: [
        { result: "missing", digest: OTHER, total_count: 0, storage_records: [] },
        { result: "found", digest: DIGEST, total_count: 1, storage_records: [expect.objectContaining({ id: 1 })] },
      ],
    });
  });
});

test("of several results, an interruption is worse than a refusal, and that than none yet", async () => {
  const refuse: (typeof command.github.faults)[number] = ({ send }) => send(403, { message: "No" });
  const garble: (typeof command.github.faults)[number] = ({ send }) => send(200, {});
  command.github.faults.push(FAULTS.none(), refuse);
  const refused = await command.run(["list", OTHER, DIGEST, "--json"]);
  expect([refused.code, JSON.parse(refused.stdout).result]).toEqual([1, "refused"]);
  command.github.faults.push(garble, refuse);
  const interrupted = await command.run(["list", OTHER, DIGEST, "--json"]);
  expect([interrupted.code, JSON.parse(interrupted.stdout).result]).toEqual([75, "interrupted"]);
});

describe("exit 2, and nothing is asked", () => {
  test("for digests that are none, all of them at once, and for no organization", async () => {
    const { code, stdout, stderr } = await command.run(["list", "abc", DIGEST, "def", "--json"], {
      GITHUB_REPOSITORY: "",
    });
    expect(code).toBe(2);
    expect(stderr.split("\n")).toEqual([
      "--org is required. Give --org, or set GITHUB_REPOSITORY to OWNER/NAME.",
      expect.stringMatching(/^DIGEST must be "sha256:".*given: "abc"/),
      expect.stringMatching(/^DIGEST must be "sha256:".*given: "def"/),
      "",
    ]);
    expect(JSON.parse(stdout)).toEqual({ result: "rejected", message: stderr.trimEnd() });
    expect(command.github.requests).toEqual([]);
  });

  test("for no digest", async () => {
    expect(await command.run(["list"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: missing required argument/),
    });
  });
});
