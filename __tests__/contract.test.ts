import { describe, expect, test } from "@jest/globals";
import { type Row, routes } from "../src/routes.ts";
import { operations, type Schema, schemaOfCall } from "./support/openapi.ts";

/** `{64}` told by the length of the whole. */
const counted = ({ minLength: _, maxLength: length, pattern, ...described }: Schema) => ({
  ...described,
  length,
  pattern: pattern?.replace("{64}", "+"),
});

/** Where the route map says otherwise than GitHub's description, and why. */
const EXCEPTIONS: Record<string, (described: Schema) => Schema> = {
  // The description's own example, `com/github/bar/libfoo-1.2.3`, is no URI.
  "path.format": ({ format: _, ...described }) => described,
  // Its pattern leaves no other length, and V8 counts in a pattern for long.
  "digest.length": counted,
  "subject_digest.length": counted,
  // The description takes any text; these lead out of the route, or have no escape.
  "org.pattern": (described) => ({ ...described, pattern: "^(?!\\.\\.?$)[^\\ud800-\\udfff]+$" }),
};

const rows: [name: string, row: Row][] = Object.entries(routes()).flatMap(([scope, methods]) =>
  Object.entries(methods).map(([method, row]): [string, Row] => [`${scope}.${method}`, row()]),
);

test("the map has the operations of the description, and no others", () => {
  expect(rows.map(([name]) => name).sort()).toEqual(Object.keys(operations).sort());
});

describe.each(rows)("%s", (name, row) => {
  const described = schemaOfCall(name);

  test("route", () => {
    expect(row.route).toBe(operations[name]?.route);
  });

  test("the names of the parameters, in the description's order", () => {
    expect(Object.keys(row.parameters)).toEqual(Object.keys(described.properties));
  });

  test.each(Object.entries(described.properties))("%s", (parameter, schema) => {
    const expected = Object.entries(EXCEPTIONS).reduce(
      (described, [exception, except]) => (exception.startsWith(`${parameter}.`) ? except(described) : described),
      schema,
    );
    const { words: _, fixes: __, misnomers: ___, required, pattern, ...rule } = row.parameters[parameter] ?? {};

    // Compared by what they match, for `/^https:\/\//` and "^https://" are written differently.
    expect(new RegExp(pattern ?? "").source).toBe(new RegExp(expected.pattern ?? "").source);
    const { pattern: ____, default: _____, ...keywords } = Object(expected);
    expect(rule).toEqual(keywords);
    expect(required ?? false).toBe(described.required.includes(parameter));
  });

  test("a misnomer is no parameter, and what else it may mean is one", () => {
    for (const [wrong, others] of Object.values(row.parameters).flatMap(({ misnomers = [] }) => misnomers)) {
      expect(described.properties).not.toHaveProperty([wrong]);
      expect(Object.keys(described.properties)).toEqual(expect.arrayContaining([...others]));
    }
  });

  test("causes speak of parameters that there are", () => {
    const placeholders = row.refusals.join().match(/(?<={)[a-z]\w+(?=})/g) ?? [];
    expect(placeholders).toContain("org");
    expect(["retry", ...Object.keys(row.parameters)]).toEqual(expect.arrayContaining(placeholders));
  });
});

test("every exception is one: the description says what it excepts", () => {
  const { properties } = schemaOfCall("orgs.createArtifactStorageRecord");
  expect(properties.path).toHaveProperty("format", "uri");
  expect(properties.org).not.toHaveProperty("pattern");
  expect(properties.digest).toMatchObject({ minLength: 71, maxLength: 71, pattern: "^sha256:[a-f0-9]{64}$" });
  const list = schemaOfCall("orgs.listArtifactStorageRecords");
  expect(list.properties.subject_digest).toEqual(properties.digest);
});
