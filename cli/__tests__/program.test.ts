import { expect, test } from "@jest/globals";
import { defineCreate } from "../src/create/flags.ts";
import { defineImport } from "../src/import/flags.ts";
import { defineList } from "../src/list/flags.ts";
import { defineRetire } from "../src/retire/flags.ts";
import { defineVerify } from "../src/verify/flags.ts";
import { runHere } from "./support/run-here.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

test("--version", async () => {
  expect(await runHere(["--version"])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: "",
  });
});

test.each([
  [
    "an unknown flag",
    ["create", "--regstry-url", "x"],
    "unknown option '--regstry-url'\n(Did you mean --registry-url?)",
  ],
  ["an unknown command", ["crate"], "unknown command 'crate'\n(Did you mean create?)"],
  ["an argument that is too much", ["create", "x"], "too many arguments for 'create'"],
  ["a flag that is given twice", ["create", "--org", "a", "--org", "b"], "--org is given twice. Give it once."],
  ["a switch that is given twice", ["create", "--dry-run", "--dry-run"], "--dry-run is given twice. Give it once."],
  ["one of list's", ["list", DIGEST, "--org=a", "--org=a"], "--org is given twice. Give it once."],
  ["one of import's", ["import", "x", "--shard=1/2", "--shard=2/2"], "--shard is given twice. Give it once."],
  [
    "the command's version, where the artifact's is meant",
    ["create", `--digest=${DIGEST}`, "--version", "1.2.3"],
    "--version is the version of this command. Give the artifact's as --artifact-version.",
  ],
  ["a wrong duration", ["list", DIGEST, "--max-wait=soon"], "argument 'soon' is invalid."],
  ["a duration without a unit", ["list", DIGEST, "--max-wait=15"], "argument '15' is invalid. Write 15m or 15s."],
  ["an unknown format", ["import", "x", "--format=xml"], "Allowed choices are ndjson, json, csv, checksums, images."],
  ["too many a minute", ["import", "x", "--per-minute=181"], "Give a whole number from 0 to 180."],
  ["no failure at all", ["import", "x", "--max-failures=0"], "Give a whole number from 1."],
  ["none of retire's", ["retire", "x", "--present=y", "--max-failures=0"], "Give a whole number from 1."],
  ["too many of verify's", ["verify", "x", "--per-minute=901"], "Give a whole number from 0 to 900."],
  ["a shard that is none", ["import", "x", "--shard=5/4"], "Write it as I/N, with I from 1 to N, such as 2/4."],
])("exit 2 for %s, as JSON, too", async (_case, args, message) => {
  const { code, stdout, stderr } = await runHere(args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^error: /);
  expect(stderr).toContain(message);
  const json = await runHere([...args, "--json"]);
  expect(JSON.parse(json.stdout)).toEqual({ result: "rejected", message: expect.stringContaining(message) });
});

test("what the help names as defaults are those that count", () => {
  const maxWait = 15 * 60_000;
  const sending = { perMinute: 60, maxWait, maxFailures: 10 };
  expect(defineCreate().opts()).toEqual({ maxWait });
  expect(defineList().opts()).toEqual({ maxWait });
  expect(defineImport().opts()).toEqual({ ...sending, set: [] });
  expect(defineRetire().opts()).toEqual({ ...sending, set: [], status: "deleted" });
  expect(defineVerify().opts()).toEqual({ perMinute: 80, maxWait, set: [] });
});

test("--set may be given several times", async () => {
  const { code, stderr } = await runHere(["import", "missing", "--set=name=a", "--set=status=eol", "--dry-run"]);
  expect([code, stderr]).toEqual([2, "missing cannot be read: there is no such file.\n"]);
});

test("a flag's value cannot give a command to the terminal or to a runner", async () => {
  const { stderr } = await runHere(["list", DIGEST, "--max-wait", "\u001b[2J\n::add-mask::x\n##[error]x"]);
  expect(stderr).toContain("\ufffd[2J\n: :add-mask::x\n## [error]x");
});

test.each([
  "redis://:pa55word@reg.example.com:6379",
  "redis://user:pa55word@reg.example.com:6379",
  "redis://:pa55#word@reg.example.com:6379",
  "rediss://reg.example.com:6379?password=pa55word",
])("a password in --redis is refused without showing it: %s", async (url) => {
  for (const command of [
    ["import", "x"],
    ["retire", "x", "--present", "y"],
  ]) {
    const { code, stdout, stderr } = await runHere([...command, "--redis", url, "--json"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: --redis holds a password, which others can see there\. Set REDIS_URL to this URL instead\.\n/,
    );
    expect(stdout + stderr).not.toContain("pa55");
  }
});
