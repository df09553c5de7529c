import { cpuUsage } from "node:process";
import { describe, expect, test } from "@jest/globals";
import { DIGEST, PluginOctokit, TOKEN } from "./support/octokit.ts";

/** In ms, for all parameters: far below what anything of quadratic time takes for a million characters, which is minutes. */
const BOUND = 15_000;
/** A busy machine lets the test wait for its turn. */
const TIMEOUT = 600_000;
const MILLION = 1_000_000;
const fill = (pattern: string) => pattern.repeat(MILLION / pattern.length);

const { createArtifactStorageRecord, listArtifactStorageRecords } = new PluginOctokit({ auth: TOKEN }).rest.orgs;
const NAMES = [
  ...["org", "name", "digest", "version", "artifact_url", "path", "registry_url", "repository", "status"],
  ...["github_repository", "return_records", "subject_digest", "request", "url", "method", "data", "toJSON"],
];

/** What checking and showing takes of the processor, in milliseconds, and the longest of the messages. */
function measure(check: () => { message: string }[]) {
  const start = cpuUsage();
  const problems = check();
  const { user, system } = cpuUsage(start);
  const time = (user + system) / 1000;
  expect(problems.length).toBeGreaterThan(0);
  return { time, longest: Math.max(...problems.map(({ message }) => message.length)) };
}

describe("a million characters are checked and shown in time, and shown in few", () => {
  test.each([
    ["", "a"],
    ["", "@"],
    ["", ":"],
    ["", "["],
    ["", " "],
    ["", "eyJ-"],
    ["", "MII "],
    ["x:", "@sha1:"],
    ["", "\u202e\ud800"],
    ["https://", "a."],
    ["https://", ":1"],
    ["https://a:1", "/@"],
    ["https://[", "::"],
    ["", "a://"],
    ["https://a:1/@", "https://b/@"],
    ["", "%3A%2F%2F"],
    ["%3A%2F%2F", "a"],
    ["sha256:", "a"],
  ])(
    "%j and many of %j, for every parameter at once",
    (begin, pattern) => {
      const text = begin + fill(pattern);
      const given = Object.fromEntries(NAMES.map((name) => [name, text]));
      const { time, longest } = measure(() => createArtifactStorageRecord.check(given));
      expect(time).toBeLessThan(BOUND);
      // 80 characters, each of which may be escaped, and the words around them.
      expect(longest).toBeLessThan(1_000);
      expect(measure(() => listArtifactStorageRecords.check(given)).time).toBeLessThan(BOUND);
    },
    TIMEOUT,
  );

  test.each<[what: string, parameters: unknown]>([
    ["the first argument", fill("a")],
    ["spaces as the first argument", fill(" ")],
    ["a route as the first argument", `POST /${fill("a")}`],
    ["an array", Array.from({ length: MILLION }, () => DIGEST)],
    ["names", Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`future_${index}`, "x".repeat(50)]))],
    [
      "one name",
      { [fill("o")]: "x", [fill("-")]: "x", [`${fill("_")}org`]: "x", [`github${fill("-")}Repository`]: "x" },
    ],
  ])(
    "of %s",
    (_what, parameters) => {
      const { time, longest } = measure(() => createArtifactStorageRecord.check(parameters));
      expect(time).toBeLessThan(BOUND);
      expect(longest).toBeLessThan(1_000);
    },
    TIMEOUT,
  );
});
