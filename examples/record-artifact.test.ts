import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startLocalGitHub } from "../local-github/start-local-github.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const EXAMPLE = fileURLToPath(new URL("./record-artifact.js", import.meta.url));
const DIGEST = digestOf(readFileSync(new URL("./libfoo-1.2.3.txt", import.meta.url)));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "example-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function digestOf(content: string | Buffer) {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** Runs the example in `folder`, as npm does it from there, with an environment that would lead elsewhere. */
function runExample(args: string[] = [], env: Record<string, string> = {}) {
  const elsewhere = { GH_TOKEN: "a-real-token", GITHUB_API_URL: "http://127.0.0.1:9", GITHUB_REPOSITORY: "acme/app" };
  return spawnSync(process.execPath, [EXAMPLE, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ...elsewhere, INIT_CWD: folder, ...env },
  });
}

test("it stores a record with the command and one with the plugin, shows their ids and digest in one screen, and they can be pasted", async () => {
  const { status, stdout, stderr } = runExample();
  expect([status, `${stdout.match(/ id +1\n/)} ${stdout.match(/ id: 2,\n/)}`]).toEqual([
    0,
    " id            1\n  id: 2,\n",
  ]);
  expect(stdout.split(DIGEST)).toHaveLength(3);
  expect(`${stderr}${stdout}`.split("\n").length).toBeLessThanOrEqual(45);
  expect(stderr).toContain("  const { data } = await octokit.rest.orgs.createArtifactStorageRecord({\n");

  const [start, ...lines] = Array.from(
    stderr.slice(stderr.indexOf("To paste")).matchAll(/^ {2}\$ (.*)/gm),
    ([, line]) => line,
  );
  expect(start).toBe("node local-github/main.js --port 3000 &");
  expect(lines).toHaveLength(4);
  const github = await startLocalGitHub();
  try {
    const pasted = lines.join("\n").replaceAll("http://127.0.0.1:3000", github.url);
    // Whoever has read the README has exported a token already, which must not get here.
    const env = { ...process.env, GH_TOKEN: "a-real-token", GITHUB_TOKEN: "a-real-token" };
    const said = await new Promise<string>((resolve, reject) => {
      execFile("sh", ["-ec", pasted], { cwd: ROOT, env }, (error, _stdout, stderr) =>
        error ? reject(error) : resolve(stderr),
      );
    });
    const sent = new Set(github.requests.map(({ headers }) => headers.authorization));
    expect([...sent]).toEqual(["token local-token"]);
    expect(said).toContain("https://github.com/orgs/octo-org/artifacts");
    expect(github.stored.map(({ record }) => record.digest)).toEqual([DIGEST, DIGEST]);
  } finally {
    await github.close();
  }
});

test("it records a file of the reader's own, in the folder that the reader is in, and nothing else", () => {
  writeFileSync(join(folder, "mine.txt"), "mine");
  const { status, stdout } = runExample(["create", "--file", "mine.txt", "--registry-url", "https://reg.example.com/"]);
  expect(status).toBe(0);
  expect(Array.from(stdout.matchAll(/^ {2}digest +(.*)/gm), ([, digest]) => digest)).toEqual([digestOf("mine")]);
});

test("it imports a list of the reader's own, of whatever organization, again and again, and leaves no journal beside it", () => {
  const record = `${digestOf("x")},x,https://reg.example.com/,acme,app`;
  writeFileSync(join(folder, "mine.csv"), `digest,name,registry_url,org,github_repository\n${record}\n`);
  for (const _time of ["first", "second"]) {
    const { status, stderr } = runExample(["import", "mine.csv"]);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^ +1 {2}stored$/m)]);
  }
  expect(readdirSync(folder).filter((file) => file.startsWith("mine.csv"))).toEqual(["mine.csv"]);
});

test("it lists what it has recorded itself", () => {
  const { status, stderr } = runExample(["list", DIGEST]);
  expect([status, stderr]).toEqual([0, expect.stringContaining("1 record.")]);
});

test.each([
  ["create", []],
  ["call-plugin.js", []],
  ["list", ["list", DIGEST]],
])("it ends with the exit code of %s", (failing, args) => {
  const end = `data:text/javascript,if(process.argv[2]==='${failing}'&&!process.argv[1].endsWith('record-artifact.js')||process.argv[1].endsWith('${failing}'))process.exit(3)`;
  expect(runExample(args, { NODE_OPTIONS: `--import=${end}` }).status).toBe(3);
});
