import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { findProblems } from "../src/find-problems.ts";
import { routes } from "../src/routes.ts";
import type { Row } from "../src/row.ts";
import { answerOf, operations, others, type Schema, schemaOfCall } from "./support/openapi.ts";

/** Where the route map says otherwise than GitHub's description, and why. */
const EXCEPTIONS: Record<string, (described: Schema) => Schema> = {
  // The description's own example, `com/github/bar/libfoo-1.2.3`, is no URI.
  "path.format": ({ format: _, ...described }) => described,
  // Its pattern leaves no other length.
  "digest.length": ({ minLength: _, maxLength: __, ...described }) => described,
  "subject_digest.length": ({ minLength: _, maxLength: __, ...described }) => described,
  // The description takes any text; the pattern leaves out what leads out of the route, or is in no login.
  "org.pattern": (described) => ({ ...described, pattern: "^(?!\\.\\.?$)[^\\s/\\\\@:?#%$\\ud800-\\udfff]+$" }),
};

/** What a rule says where the description says nothing. */
const UNLIMITED = { minLength: 0, maxLength: Number.POSITIVE_INFINITY };

const rows: [name: string, row: Row][] = Object.entries(routes).flatMap(([scope, methods]) =>
  Object.entries(methods).map(([method, row]): [string, Row] => [`${scope}.${method}`, row]),
);

test("each row is an operation of the description; the others of its kind are known, and have no row", () => {
  const names = rows.map(([name]) => name);
  expect(names.toSorted()).toEqual(Object.keys(operations).toSorted());
  expect(Object.keys(others).filter((name) => names.includes(name))).toEqual([]);
});

describe.each(rows)("%s", (name, row) => {
  const described = schemaOfCall(name);
  const answer = answerOf(name);

  test("route", () => {
    expect(row.route).toBe(operations[name]?.route);
  });

  test("the names of the parameters, in the description's order", () => {
    expect(Object.keys(row.parameters)).toEqual(Object.keys(described.properties));
  });

  test.each(Object.entries(described.properties))("%s", (parameter, schema) => {
    const excepted = Object.entries(EXCEPTIONS).filter(([exception]) => exception.startsWith(`${parameter}.`));
    const expected = excepted.reduce((changed, [, except]) => except(changed), schema);
    const rule = row.parameters[parameter];

    expect(rule).toMatchObject({
      type: expected.type,
      required: described.required.includes(parameter),
      minLength: expected.minLength ?? UNLIMITED.minLength,
      maxLength: expected.maxLength ?? UNLIMITED.maxLength,
    });
    expect(rule?.format).toBe(expected.format);
    expect(rule?.enum).toEqual(expected.enum);
    // Compared by what they match, for `/^https:\/\//` and "^https://" are written differently.
    expect(rule?.pattern?.source).toBe(expected.pattern && new RegExp(expected.pattern).source);
  });

  test("the description says of a parameter nothing that a rule has no word for", () => {
    const words = ["type", "minLength", "maxLength", "format", "enum", "pattern"];
    // What GitHub takes where nothing is given is no constraint.
    const said = Object.values(described.properties).flatMap(({ default: _, ...schema }) => Object.keys(schema));
    expect(words).toEqual(expect.arrayContaining(said));
  });

  test("what the check of an answer looks for: what it must have, or if nothing, one of all that it may have", () => {
    const { properties, required = Object.keys(properties) } = answer;
    const types: Record<string, string> = { integer: "number", array: "array" };
    const expected = required.map((property) => [property, types[`${properties[property]?.type}`]]);
    expect(row.answer.anyOf).toEqual(Object.fromEntries(expected));
  });

  test("a misnomer is no parameter, and what is meant by it is one", () => {
    for (const { given, meant } of row.misnomers) {
      for (const wrong of given) expect(described.properties).not.toHaveProperty([wrong]);
      expect(Object.keys(described.properties)).toEqual(expect.arrayContaining([...meant]));
    }
  });

  test("causes speak of parameters that there are", () => {
    const causes = row
      .refusals()
      .flatMap(({ causes }) => causes)
      .join();
    const placeholders = Array.from(causes.matchAll(/{(\w+)}/g), ([, placeholder]) => placeholder);
    expect(placeholders).toContain("org");
    expect(["retry", "parameter", ...Object.keys(row.parameters)]).toEqual(expect.arrayContaining(placeholders));
  });
});

const failures = rows.flatMap(([name, row]) =>
  Object.entries(operations[name]?.responses ?? {})
    .filter(([status]) => Number(status) >= 400)
    .map(([status, response]) => ({ name, status, row, response })),
);

test.each(failures)(
  "$name, $status is explained by its message, which GitHub's answer has",
  ({ status, row, response }) => {
    expect(row.refusals().flatMap((refusal) => refusal.status)).toContain(Number(status));
    expect(response.content["application/json"].schema.properties).toHaveProperty("message.type", "string");
  },
);

/** The lists of objects in the answers. */
const lists = Object.keys(operations).flatMap((name) =>
  Object.entries(answerOf(name).properties).flatMap(([list, { items }]) =>
    items?.properties ? [{ list, members: items.properties }] : [],
  ),
);

test.each([...new Set(lists.map(({ list }) => list))])(
  "index.d.ts has the members of `%s` that the description has, `null` where any answer may hold it",
  (name) => {
    const answers = lists.filter(({ list }) => list === name);
    const types: Record<string, string> = { integer: "number", string: "string" };
    const [first = {}, ...others] = answers.map(({ members }) => members);
    for (const other of others) expect(Object.keys(other)).toEqual(Object.keys(first));
    const described = Object.entries(first).map(([member, { type }]) => {
      const isNullable = answers.some(({ members }) => members[member]?.nullable);
      return `${member}?: ${types[type]}${isNullable ? " | null" : ""}`;
    });

    const declarations = readFileSync(new URL("../index.d.ts", import.meta.url), "utf8");
    const [, type = ""] = new RegExp(`^ {2}${name}\\??: (\\w+)\\[\\];$`, "m").exec(declarations) ?? [];
    const [, members = ""] = new RegExp(`interface ${type} \\{(.*?)\\n\\}`, "s").exec(declarations) ?? [];
    expect(Array.from(members.matchAll(/^ {2}(\w.*);$/gm), ([, member]) => member)).toEqual(described);
  },
);

const calls = Object.keys(operations).map(schemaOfCall);

test.each(Object.entries(EXCEPTIONS))("the exception %s is still needed", (exception, except) => {
  const [parameter = ""] = exception.split(".");
  const described = calls.flatMap(({ properties }) => properties[parameter] ?? []);
  expect(described.length).toBeGreaterThan(0);
  for (const schema of described) expect(except(schema)).not.toEqual(schema);
});

test("where an exception leaves a length out, the pattern leaves no other", () => {
  const digests = calls.flatMap(({ properties }) => [properties.digest ?? [], properties.subject_digest ?? []].flat());
  expect(digests).toEqual(
    digests.map(() => expect.objectContaining({ minLength: 71, maxLength: 71, pattern: "^sha256:[a-f0-9]{64}$" })),
  );
});

test("lengths are counted in characters, the shortest as well as the longest", () => {
  const row = routes.orgs.createArtifactStorageRecord;
  const rule = { ...row.parameters.version, required: false, minLength: 2, maxLength: 3 };
  const brokenBy = (text: string) =>
    findProblems({ ...row, misnomers: [], parameters: { text: rule } }, { text }).map(({ what }) => what);

  expect(["😀😀", "😀😀😀", "aaa"].flatMap(brokenBy)).toEqual([]);
  expect(["😀", "😀😀😀😀"].flatMap(brokenBy)).toEqual([
    "must have 2 to 3 characters, not 1",
    "must have 2 to 3 characters, not 4",
  ]);
});
