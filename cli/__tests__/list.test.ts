import { expect, test } from "@jest/globals";
import { digestOf, prepareCommand } from "./support/run-command.ts";

const command = prepareCommand();
const DIGEST = digestOf("app");
const IMAGE = `ghcr.io/octo-org/app@${DIGEST}`;

test("the records of an artifact, for people and as JSON", async () => {
  await command.run(["create", "--image", IMAGE]);
  const shown = await command.run(["list", DIGEST]);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(/^ {2}id {12}1\n {2}name {10}ghcr\.io\/octo-org\/app\n/);
  expect(shown.stderr).toMatch(/^1 record\. See http/);
  const { stdout } = await command.run(["list", DIGEST, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ total_count: 1, storage_records: [{ digest: DIGEST }] });
});

test("a record of another's cannot give a command to the terminal or to the workflow", async () => {
  const name = "app\u001b[2J\n::error::x\n##[error]x";
  await command.run(["create", "--image", IMAGE, "--name", name]);
  const { stdout } = await command.run(["list", DIGEST]);
  expect(stdout).toContain("app\ufffd[2J\n: :error::x\n## [error]x");
  const { stdout: json } = await command.run(["list", DIGEST, "--json"]);
  expect(json).not.toContain("##[");
  expect(JSON.parse(json).storage_records[0].name).toBe(name);
});

test("exit 2 for an invalid digest", async () => {
  const { code, stderr } = await command.run(["list", "abc"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^DIGEST must be "sha256:"/);
});

test("exit 1 where GitHub refuses, 75 where it cannot be reached", async () => {
  expect(await command.run(["list", DIGEST], { GITHUB_TOKEN: "unknown" })).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^GitHub refused: Bad credentials/),
  });
  command.github.faults.push(({ send }) =>
    send(403, { message: "API rate limit exceeded" }, { "x-ratelimit-remaining": "0" }),
  );
  expect(await command.run(["list", DIGEST])).toMatchObject({
    code: 75,
    stderr: expect.stringContaining("longer than --max-wait"),
  });
});
