import { expect, test } from "@jest/globals";
import { LINE_NAMES } from "../src/parameters.ts";
import { createChecker, isSendable } from "../src/plan/checker.ts";
import { findDoubt } from "../src/plan/find-doubt.ts";
import { sendable } from "./support/fake-world.ts";
import { digestOf } from "./support/run-command.ts";

const checker = createChecker("https://api.example.com");
const messagesOf = (more: object) => checker.check({ ...sendable(1), ...more }).map(({ message }) => message);

test("a record of which the plugin finds nothing wrong is sendable", () => {
  expect(checker.check(sendable(1))).toEqual([]);
  expect(isSendable(checker, sendable(1))).toBe(true);
  expect(isSendable(checker, { ...sendable(1), digest: "abc" })).toBe(false);
});

test.each([
  ["a space before", { name: " libfoo" }, "name must not begin or end with a space or a line break. Remove it."],
  ["a line feed after", { version: "1.0\n" }, "version must not begin or end with a space or a line break. Remove it."],
  ["a carriage return", { version: "1.0\r" }, "version must not begin or end with a space or a line break. Remove it."],
  ["a non-breaking space", { path: "a\u00a0" }, "path must not begin or end with a space or a line break. Remove it."],
  ["a line break within", { name: "lib\r\nfoo" }, "name must not contain a line break. Remove it."],
  ["a line separator within", { path: "a\u2028b" }, "path must not contain a line break. Remove it."],
  ["NUL", { name: "lib\0foo" }, "name must not contain a control character; it contains U+0000. Remove it."],
  [
    "an escape",
    { repository: "\u001b[31m" },
    "repository must not contain a control character; it contains U+001B. Remove it.",
  ],
  [
    "a C1 control",
    { name: "lib\u009bfoo" },
    "name must not contain a control character; it contains U+009B. Remove it.",
  ],
])("%s is rejected, for a record cannot be deleted", (_case, more, message) => {
  expect(messagesOf(more)).toEqual([message]);
});

test("an organization, for which GitHub has no limit, fits into a URL; what has a limit says that once", () => {
  const atMost = "must have at most 2,048 characters, but has 2,049.";
  expect(messagesOf({ org: "o".repeat(2049) })).toEqual([`org ${atMost}`]);
  expect(messagesOf({ org: "o".repeat(2048) })).toEqual([]);
  expect(messagesOf({ name: "n".repeat(2049) })).toEqual([expect.stringContaining("1 to 256 characters")]);
});

test("spaces within a value stay", () => {
  expect(messagesOf({ name: "lib foo", path: "a b/ü c" })).toEqual([]);
});

test("what the plugin says of a value's form is said once, and beside its length nothing is left out", () => {
  expect(messagesOf({ digest: `${digestOf("1")} ` })).toHaveLength(1);
  expect(messagesOf({ version: `${"1".repeat(200)}\n` })).toEqual([
    expect.stringContaining("version must have 1 to 100 characters"),
    "version must not begin or end with a space or a line break. Remove it.",
  ]);
});

test("no message shows a password", () => {
  const message = messagesOf({ artifact_url: "https://user:secret@reg.example.com/\n", name: "https://a:secret@b \n" });
  expect(message).toHaveLength(2);
  expect(message.join()).not.toContain("secret");
});

test.each([
  ["registryUrl", "Write it as `registry_url`."],
  ["Registry URL", "Write it as `registry_url`."],
  ["artifact-url", "Write it as `artifact_url`."],
  ["owner", "Give the organization's login as `org`."],
  [
    "repo",
    "Give the repository on GitHub as `github_repository`, or the repository within the registry as `repository`.",
  ],
  ["tag", "Give the artifact's version as `version`."],
  ["colour", /^Known names are org, name, digest, .*, return_records\.$/],
  ["baseUrl", /^Known names are /],
  ["__proto__", /^Known names are /],
  ["", /^Known names are /],
])("the name %j is unknown, with the plugin's advice", (name, advice) => {
  const [problem = "", rest = ""] = checker.checkName(name)?.split(" is unknown. ") ?? [];
  expect(problem).toBe(JSON.stringify(name));
  expect(rest).toEqual(typeof advice === "string" ? advice : expect.stringMatching(advice));
});

test("image is named among the known names where it is meant: on a line, and not as a parameter", () => {
  expect(checker.checkName("colour")).not.toContain("image");
  expect(checker.checkName("colour", LINE_NAMES)).toMatch(/^"colour" is unknown\. Known names are org, .*, image\.$/);
});

test("the names of parameters are known", () => {
  expect(["org", "registry_url", "return_records"].map((name) => checker.checkName(name))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("the request of a record goes to the API that was given", () => {
  const { org: _inPath, ...body } = sendable(1);
  expect(checker.toRequest(sendable(1))).toEqual({
    method: "POST",
    url: "https://api.example.com/orgs/octo-org/artifacts/metadata/storage-record",
    body,
  });
});

test("a request for records is checked, too", () => {
  expect(checker.checkList({ org: "octo-org", subject_digest: "abc" }).map(({ parameter }) => parameter)).toEqual([
    "subject_digest",
  ]);
});

const TAG =
  "name ends in a tag. Leave that out, and give it as `version`: GitHub takes each name for another artifact.";
const DIGEST = "name ends in a digest. Leave that out: it is given as `digest`.";

test.each([
  ["ghcr.io/octo-org/app:1.2", TAG],
  ["ghcr.io/octo-org/app:latest", TAG],
  ["localhost:5000/app:v1", TAG],
  ["alpine:3.19", TAG],
  ["libfoo:latest", TAG],
  [`ghcr.io/octo-org/app@${digestOf("1")}`, DIGEST],
  [`ghcr.io/octo-org/app:1.2@${digestOf("1")}`, DIGEST],
  [digestOf("1"), "name is a digest. Give the artifact's name."],
  [digestOf("1").slice(7), "name is a digest. Give the artifact's name."],
  ["ghcr.io/octo-org/app", undefined],
  ["localhost:5000/app", undefined],
  ["com.example:libfoo", undefined],
  ["@octo-org/libfoo", undefined],
  ["libfoo-1.2.3.tgz", undefined],
])("of the name %s it is doubted: %j", (name, doubt) => {
  expect(findDoubt(sendable(1, { name }))).toBe(doubt);
});
