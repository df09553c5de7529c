import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { recordArtifact } from "../examples/record-artifact.js";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { rejection } from "./support/octokit.ts";

const EXAMPLES = fileURLToPath(new URL("../examples/", import.meta.url));
const SAMPLE = join(EXAMPLES, "libfoo-1.2.3.txt");
const digestOf = (content: string | Buffer) => `sha256:${createHash("sha256").update(content).digest("hex")}`;

/** What the example prints. */
async function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  await recordArtifact(args, env, (line) => void lines.push(line));
  return lines;
}

test("without a token: the embedded GitHub stores the sample, and reads it back", async () => {
  const [first, created, listed, page] = await run([]);
  const digest = digestOf(readFileSync(SAMPLE));

  expect(first).toMatch(/^The embedded local GitHub answers on http:\/\/127\.0\.0\.1:\d+: no token is needed/);
  expect(created).toMatch(/^\nCreated:\n {2}id {12}1\n {2}name {10}libfoo-1\.2\.3\.txt\n/);
  expect(created).toContain(`\n  digest        ${digest}\n`);
  expect(listed?.split("\n").slice(2)).toEqual(created?.split("\n").slice(2));
  expect(listed).toMatch(/^\nRead back, 1 in all for this digest:\n/);
  expect(page).toBe("\nLinked artifacts: https://github.com/orgs/octo-org/artifacts");
});

test("--help", async () => {
  const [help] = await run(["--help"]);
  const flags = "file org name registry-url version artifact-url path repository status github-repository live help";
  expect(help?.match(/(?<=^ {2}--)[\w-]+/gm)).toEqual(flags.split(" "));
});

test("an option that there is not", async () => {
  expect(await rejection(run(["--registry_url", "x"]))).toMatchObject({ code: "ERR_PARSE_ARGS_UNKNOWN_OPTION" });
});

describe("--live", () => {
  let github: Awaited<ReturnType<typeof startLocalGitHub>>;
  let folder: string;
  beforeEach(async () => {
    github = await startLocalGitHub();
    folder = mkdtempSync(join(tmpdir(), "record-artifact-"));
  });
  afterEach(async () => {
    await github.close();
    rmSync(folder, { recursive: true });
  });

  test("every flag reaches GitHub as its parameter", async () => {
    const file = join(folder, "other.bin");
    writeFileSync(file, "another artifact");
    const given = {
      name: "other",
      "registry-url": "https://reg.example.com/",
      version: "1",
      "artifact-url": "https://reg.example.com/other",
      path: "a/b",
      repository: "r",
      status: "eol",
      "github-repository": "hello-world",
    };
    const flags = Object.entries(given).map(([flag, value]) => `--${flag}=${value}`);
    const env = {
      GITHUB_TOKEN: "local-token",
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: "https://octocorp.ghe.com",
    };

    const lines = await run(["--live", "--org=octo-org", `--file=${file}`, ...flags], env);

    expect(lines.at(-1)).toBe("\nLinked artifacts: https://octocorp.ghe.com/orgs/octo-org/artifacts");
    expect(github.requests.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", "/orgs/octo-org/artifacts/metadata/storage-record", "token local-token"],
      [
        "GET",
        `/orgs/octo-org/artifacts/${encodeURIComponent(digestOf("another artifact"))}/metadata/storage-records`,
        "token local-token",
      ],
    ]);
    const renamed = Object.entries(given).map(([flag, value]) => [flag.replace("-", "_"), value]);
    expect(JSON.parse(`${github.requests[0]?.body}`)).toEqual({
      ...Object.fromEntries(renamed),
      digest: digestOf("another artifact"),
    });
  });

  test("needs a token", async () => {
    expect(await rejection(run(["--live"], { GITHUB_API_URL: github.url }))).toMatchObject({
      message: expect.stringContaining("GITHUB_TOKEN"),
    });
    expect(github.requests).toEqual([]);
  });

  test("fills nothing in: what is missing is named", async () => {
    const error = await rejection(run(["--live"], { GITHUB_TOKEN: "local-token", GITHUB_API_URL: github.url }));
    expect(error).toMatchObject({ problems: [{ parameter: "org" }, { parameter: "registry_url" }] });
    expect(github.requests).toEqual([]);
  });
});

test("an error is printed as the plugin words it, with exit code 1 and no stack", async () => {
  // Of the command itself, as it is built: `npm test` builds it before.
  const command = promisify(execFile)(process.execPath, [join(EXAMPLES, "record-artifact.js"), "--status=inactive"]);
  const { code, stderr } = Object(await rejection(command));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^orgs\.createArtifactStorageRecord: nothing was sent\.\n- status must be one of/);
  expect(stderr).not.toMatch(/^ +at /m);
});
