import { expect, test } from "@jest/globals";
import { readDefaults } from "../src/input/read-defaults.ts";
import { createChecker } from "../src/plan/checker.ts";

const checker = createChecker("https://api.github.com");
const read = (set: string[], org?: string, env = {}) => readDefaults(checker, org, set, env);

test("--org wins over the workflow's owner, and the workflow's repository is not taken for that of every line", () => {
  const env = { GITHUB_REPOSITORY: "octo-org/libfoo" };
  expect(read([], undefined, env)).toEqual({ org: "octo-org" });
  expect(read([], "other", env)).toEqual({ org: "other" });
  expect(read([], undefined, {})).toEqual({});
});

test("a value of --set may hold an equals sign, and a boolean is one", () => {
  expect(read(["version=a=b", "return_records=FALSE"])).toEqual({ version: "a=b", return_records: false });
});

test.each([
  ["status", "--set status: write it as KEY=VALUE, such as status=deleted."],
  ["Version=1", '--set Version=1: "Version" is unknown. Write it as `version`.'],
  ["owner=octo-org", '--set owner=octo-org: "owner" is unknown. Give the organization\'s login as `org`.'],
  ["_since=x", '--set _since=x: "_since" is unknown.'],
  ["status=gone", '--set status must be one of ["active","eol","deleted"]; given: "gone".'],
  ["version= 1", "--set version must not begin or end with a space or a line break. Remove it."],
  ["version=1\n", "--set version must not begin or end with a space or a line break. Remove it."],
])("--set %j is wrong usage", (set, message) => {
  expect(() => read([set])).toThrow(
    expect.objectContaining({ end: "usage", message: expect.stringContaining(message) }),
  );
});

test("a wrong --org, or owner of the workflow, is named as it was given", () => {
  expect(() => read([], "octo/org")).toThrow(/^--org must be/);
  expect(() => read([], undefined, { GITHUB_REPOSITORY: "../a" })).toThrow(/^the owner in GITHUB_REPOSITORY must be/);
});
