// The prose of index.d.ts, which editors show, and the compiler does not read.
import { describe, expect, test } from "@jest/globals";
import { routes } from "../src/routes.ts";
import type { Row, Rule } from "../src/row.ts";
import { readText } from "./support/read-blocks.ts";

const DECLARATIONS = readText("index.d.ts");

/** The comments on the members of a type, each in one line. */
function commentsOn(type: string): Record<string, string> {
  const [, body = ""] = new RegExp(`^export type ${type} = \\{\\n(.*?)^\\};`, "ms").exec(DECLARATIONS) ?? [];
  return Object.fromEntries(
    Array.from(body.matchAll(/\/\*\*(.*?)\*\/\s+(\w+)\??:/gs), ([, comment = "", name = ""]) => [
      name,
      comment.replaceAll(/\s+\*?\s*/g, " ").trim(),
    ]),
  );
}

/** By the type of its parameters: `createArtifactStorageRecord` → `CreateArtifactStorageRecordParameters` */
const rows = Object.values(routes).flatMap((methods) =>
  Object.entries(methods).map(([name, row]): [type: string, row: Row] => [
    `${name.replace(/^./, (letter) => letter.toUpperCase())}Parameters`,
    row,
  ]),
);

describe.each(rows)("the comments on %s", (type, { parameters }) => {
  const comments = commentsOn(type);

  test("are there for every parameter", () => {
    expect(Object.keys(comments).sort()).toEqual(Object.keys(parameters).sort());
  });

  test.each(Object.entries<Rule>(parameters))("give the limits of %s, and no others", (name, rule) => {
    const comment = comments[name] ?? "";
    const { minLength, maxLength, format, enum: values = [] } = rule;
    const [, least, most] = /(?:(\d+) to|at most) (\d+) (?:characters|letters)/.exec(comment) ?? [];
    const isLimited = maxLength < Number.POSITIVE_INFINITY;
    expect([Number(least ?? 0), Number(most ?? "Infinity")]).toEqual([isLimited ? minLength : 0, maxLength]);
    expect(comment.includes("`https://`")).toBe(format === "uri");
    expect(comment.includes("64 lowercase hexadecimal digits")).toBe(rule.isHash);
    for (const value of values) expect(comment).toContain(`\`${value}\``);
  });
});

test("what a method carries are properties, so that a lint for unbound methods lets them be passed on alone", () => {
  const [, members = ""] = /^export interface ArtifactStorageMethod<.*?\{\n(.*?)^\}/ms.exec(DECLARATIONS) ?? [];
  expect(Array.from(members.matchAll(/^ {2}(\w+): /gm), ([, name]) => name)).toEqual(["check", "defaults", "endpoint"]);
  expect(members).not.toMatch(/^ {2}\w+\??(<.*>)?\(/m);
});

test("what GitHub takes for granted is told as in README's table", () => {
  const defaultsIn = (text: string, form: RegExp) => Array.from(text.matchAll(form), ([, value = ""]) => value);
  const told = rows.flatMap(([type]) =>
    Object.values(commentsOn(type)).flatMap((comment) => defaultsIn(comment, /Default: `(\w+)`/g)),
  );
  expect(told).toEqual(["active", "true"]);
  expect(defaultsIn(readText("README.md"), /^\| `\w+` \|.*`(\w+)` \(default\)/gm)).toEqual(told);
});

test("what editors show is said on purpose: the tests of its facts are named after what they assert", () => {
  const comments = Array.from(
    DECLARATIONS.matchAll(/\/\*\*(.*?)\*\/\s*([^\n]*)/gs),
    ([, comment = "", declared]) => `${comment.replaceAll(/\s+\*?\s*/g, " ").trim()}\n    ${declared}`,
  );
  // A sentence that changes here changes in the tests that hold its facts, too, or they did not hold them.
  expect(comments.join("\n\n")).toMatchSnapshot();
});
