import { describe, expect, test } from "@jest/globals";
import { showValue } from "../src/show-value.ts";
import { TOKEN } from "./support/octokit.ts";

test.each<[value: unknown, shown: string]>([
  ["text", '"text"'],
  ['"\\', '"\\"\\\\"'],
  ["", '""'],
  ["a\0b\u001b[31m\n\t", '"a\\u0000b\\u001b[31m\\n\\t"'],
  ["\u007f\u009b", '"\\u{7f}\\u{9b}"'],
  ["\u202egnp.exe\u200b\u2028\u2029\ufeff", '"\\u{202e}gnp.exe\\u{200b}\\u{2028}\\u{2029}\\u{feff}"'],
  ["\u00ad\u061c\u180e\u{e0041}", '"\\u{ad}\\u{61c}\\u{180e}\\u{e0041}"'],
  ["\ud800", '"\\ud800"'],
  ["é😀", '"é😀"'],
  [null, "null"],
  [true, "true"],
  [-0.5, "-0.5"],
  [5n, "5"],
  [[1], "an array"],
  [{ secret: 1 }, "a value of type object"],
  [() => 1, "a value of type function"],
  [Symbol("s"), "a value of type symbol"],
])("%p is shown as %s", (value, shown) => {
  expect(showValue(value, undefined)).toBe(shown);
});

test.each([
  ["x".repeat(80), "x".repeat(80)],
  ["x".repeat(81), `${"x".repeat(80)}…`],
  ["😀".repeat(80), "😀".repeat(80)],
  ["😀".repeat(81), `${"😀".repeat(80)}…`],
  ["x".repeat(1e6), `${"x".repeat(80)}…`],
])("text is cut at 80 characters", (value, shown) => {
  expect(showValue(value, undefined)).toBe(JSON.stringify(shown));
});

describe("what looks like a credential is masked", () => {
  test.each([
    [TOKEN],
    ["gho_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["ghu_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["ghs_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["ghr_1B4a2e77838347a253e56d7b5253e7d11667e"],
    ["ghs_1234_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl-_"],
    ["github_pat_11ABCDEFG0abcdefghijkl_0123456789abcdefghijklmnopqrstuvwxyz"],
    ["0123456789abcdef0123456789abcdef01234567"],
    ["eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl-_"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n"],
  ])("%s", (credential) => {
    expect(showValue(credential, undefined)).toBe('"***"');
  });

  test("within a text, before it is cut", () => {
    expect(showValue(`${"x".repeat(70)} ${TOKEN} y`, undefined)).toBe(`"${"x".repeat(70)} *** y"`);
    expect(showValue(`two: ${TOKEN}, ${TOKEN}x`, undefined)).toBe('"two: ***, ***"');
  });

  test("the password of a URL", () => {
    expect(showValue("http://user:pass@reg.example.com/scope", undefined)).toBe('"http://***@reg.example.com/scope"');
    expect(showValue("https://user:p@s s@reg.example.com", undefined)).toBe('"https://***@reg.example.com"');
  });

  test.each([
    ["a digest", `sha512:${"0123456789abcdef".repeat(2)}`],
    ["a name", "graph_of_things"],
    ["a path", "https://reg.example.com/@scope/package"],
    ["a prefix alone", "ghp"],
  ])("but not %s", (_what, value) => {
    expect(showValue(value, undefined)).toBe(JSON.stringify(value));
  });
});

describe("the instance's own auth is masked", () => {
  test.each<[what: string, auth: unknown]>([
    ["a token", "hunter2"],
    ["a token with its scheme, as getOctokit gives it", "token hunter2"],
    ["a JSON Web Token with its scheme", "Bearer  hunter2"],
    ["options with a token", { token: "hunter2", tokenType: "is" }],
    ["options of an app", { appId: 1, privateKey: "hunter2", clientId: "1", keyVersion: 1, secret: { of: "is" } }],
    ["options with a password", { username: "x", password: "hunter2" }],
    ["options of an OAuth app", { clientType: "oauth-app", clientSecret: "hunter2" }],
  ])("%s", (_what, auth) => {
    expect(showValue("is hunter2 a token of 1?", auth)).toBe('"is *** a token of 1?"');
  });

  test("a scheme is one at the start alone", () => {
    expect(showValue("hunter2", "my token hunter2")).toBe('"hunter2"');
  });

  test("from four characters on: what is shorter is part of much else", () => {
    expect(showValue("abcd", "abcd")).toBe('"***"');
    expect(showValue("abc", "abc")).toBe('"abc"');
  });

  test.each([[undefined], [null], [""], [{}], [{ token: undefined }], [{ token: "" }], [5]])(
    "%p masks nothing",
    (auth) => {
      expect(showValue("hunter2", auth)).toBe('"hunter2"');
    },
  );
});
