import { parse as parseQuery } from "node:querystring";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { listSecrets } from "../src/list-secrets.ts";
import { showBody, showValue } from "../src/show-value.ts";
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
    // Put together, so that no scanner takes them for real ones.
    [`npm_${"a1B2".repeat(9)}`],
    [`glpat-${"aB-3_".repeat(4)}`],
    [`dckr_pat_${"aB-3_".repeat(5)}`],
    [`dckr_oat_${"aB-3_".repeat(5)}`],
    [`pypi-AgEIcHlwaS5vcmc${"aB-3_".repeat(20)}`],
    [`AKCp8${"aB3".repeat(22)}`],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n"],
  ])("%s", (credential) => {
    expect(showValue(credential, undefined)).toBe('"***"');
  });

  test.each([
    ["MIIEpAIBAAKCAQEAabcdef0123+/=", "***"],
    ["key: MIIEpAIBAAKCAQEAabcdef0123\nabc\\nabc\r\nabc", "key: ***"],
    ["MIIEpAIBAAKCAQEAabcdef\nhunter2x\nabc", "***"],
    ["MIIEpAIBAAKCAQEA", "MIIEpAIBAAKCAQEA"],
    ["xMIIEpAIBAAKCAQEAabcdef0123+/=", "xMIIEpAIBAAKCAQEAabcdef0123+/="],
    ["abc\n-----END RSA PRIVATE KEY-----\n", "***"],
    ["-----BEGIN", "***"],
    ["----BEGIN", "----BEGIN"],
    ["eC1hY2Nlc3MtdG9rZW46aHVudGVyMg==", "***"],
    ["x eC1hY2Nlc3MtdG9rZW", "x ***"],
    ["basic aHVudGVyMg==", "***"],
    ["Bearer  hunter2.x-y_z~", "***"],
    ["BASIC aHVudGVyMg==", "***"],
    ["BEARER hunter2.x", "***"],
    ["a bearer of news", "a *** news"],
    ["npm_config_registry", "npm_config_registry"],
    ["pypi-mirror-of-the-company", "pypi-mirror-of-the-company"],
    ["glpat-0123456789abcde", "glpat-0123456789abcde"],
    ["glpat-0123456789abcdef", "***"],
    ["xglpat-0123456789abcdef", "xglpat-0123456789abcdef"],
    ["forbearer hunter2", "forbearer hunter2"],
    ["ghs_utils", "ghs_utils"],
    ["ghp_0123456789a", "ghp_0123456789a"],
    ["ghp_0123456789ab", "***"],
    ["ghp_0123456789ab-x.y_z!", "***!"],
    ["ghs_utils_for_linux-1.2.3.tgz", "ghs_utils_for_linux-1.2.3.tgz"],
    ["ghs_12345_eyJhbGciOiJSU.x-y", "***"],
    ["github_pat_1", "***"],
    [`v1.${"0123456789abcdef".repeat(3).slice(0, 40)}`, "***"],
    ["eyJhbGciO", "***"],
    ["eyJhbGci", "eyJhbGci"],
    ["keyJhbGciOi", "keyJhbGciOi"],
  ])("%j is shown as %j", (value, shown) => {
    expect(showValue(value, { privateKey: "hunter2x" })).toBe(JSON.stringify(shown));
  });

  test("in a long text, to where it was cut", () => {
    const cut = (text: string, shown: string) => expect(showValue(text, undefined)).toBe(JSON.stringify(`${shown}…`));
    cut(`${TOKEN}${"x".repeat(5_000)}`, "***");
    cut(`ghp_${"x".repeat(2_960)} and ghp_${"x".repeat(99)}`, "*** and ***");
    cut(`ghp_${"x".repeat(2_980)} and ghp_${"x".repeat(99)}`, "***");
    cut(`ghp_${"x".repeat(2_975)} and 0123456789abcdef0123456789abcdef01234567`, "***");
    cut(`ghp_${"x".repeat(2_996)}`.padEnd(3_001, " "), "***");
    expect(showValue(`ghp_${"x".repeat(2_991)} word`, undefined)).toBe('"*** word"');
    expect(showValue(`https://user:${"x".repeat(5_000)}@reg.example.com`, undefined)).toBe(
      '"https://***@reg.example.com"',
    );
  });

  test("within a text, before it is cut", () => {
    expect(showValue(`${"x".repeat(70)} ${TOKEN} y`, undefined)).toBe(`"${"x".repeat(70)} *** y"`);
    expect(showValue(`two: ${TOKEN}, ${TOKEN}x`, undefined)).toBe('"two: ***, ***"');
  });

  test.each([
    ["https://user:pass%40reg.example.com/scope", "https://***%40reg.example.com/scope"],
    ["https://token%40reg.example.com/a%40b", "https://***%40reg.example.com/a%40b"],
    ["user:pass%40ghcr.io/o/i%40sha256:12", "***%40ghcr.io/o/i%40sha256:12"],
    ["http://user:pass@reg.example.com/scope", "http://***@reg.example.com/scope"],
    ["https://user:p@s s@reg.example.com", "https://***@reg.example.com"],
    ["https://token@reg.example.com/a@b", "https://***@reg.example.com/a@b"],
    ["https://user:p/a?s#s@reg.example.com", "https://***@reg.example.com"],
    ["https://user:12/x@reg.example.com", "https://***@reg.example.com"],
    ["https://user:pass/@reg.example.com", "https://***@reg.example.com"],
    ["https://user:1a/@reg.example.com", "https://***@reg.example.com"],
    ["https://:pass@reg.example.com", "https://***@reg.example.com"],
    ["https:/user:pass@reg.example.com", "https:/***@reg.example.com"],
    ["HTTPS:///user:pass@reg.example.com", "HTTPS:///***@reg.example.com"],
    ["http:/user:pass@reg.example.com", "http:/***@reg.example.com"],
    ["git+ssh:///user:pass@reg.example.com", "git+ssh:///***@reg.example.com"],
    ["https://:pa/ss@reg.example.com", "https://***@reg.example.com"],
    ["https:user:pass@reg.example.com", "***@reg.example.com"],
    ["git+ssh://token@reg.example.com", "git+ssh://***@reg.example.com"],
    ["//user:pass@reg.example.com", "//***@reg.example.com"],
    ["//token@reg.example.com", "//***@reg.example.com"],
    ["user:pass@reg.example.com", "***@reg.example.com"],
    ["user:/pa/ss@reg.example.com", "***@reg.example.com"],
    ["see https://user:pass@reg.example.com", "***@reg.example.com"],
    ["user:pass@ghcr.io/o/i@sha256:12", "***@ghcr.io/o/i@sha256:12"],
    ["https://user:pass@ghcr.io:5000/@o/i@SHA512:12", "https://***@ghcr.io:5000/@o/i@SHA512:12"],
    ["user:pass@@sha256:12", "***@@sha256:12"],
    ["https://user:pass@", "https://***@"],
    ["https://a.example.com/ https://user:pass@b.example.com", "https://a.example.com/ https://***@b.example.com"],
    [
      "https://a.example.com/@scope,https://user:pass@b.example.com",
      "https://a.example.com/@scope,https://***@b.example.com",
    ],
    ["https://a.example.com/?to=https://token@b.example.com/", "https://a.example.com/?to=https://***@b.example.com/"],
    ["https://a.example.com/@s|git+ssh://token@b.example.com", "https://a.example.com/@s|git+ssh://***@b.example.com"],
    ["https://a.example.com/@s https:/user:p@b.example.com", "https://a.example.com/@s https:/***@b.example.com"],
    ["https://a.example.com/@s http:/user:p@b.example.com", "https://a.example.com/@s http:/***@b.example.com"],
    ["https://a.example.com/@s|amqp10://token@b.example.com", "https://a.example.com/@s|amqp10://***@b.example.com"],
    ["https://a.example.com/@s/https://c/@s https://t@b.c", "https://a.example.com/@s/https://c/@s https://***@b.c"],
    ["https://a.example.com?u=https%3A%2F%2Fuser%3Apass%40b.c", "https://a.example.com?u=https%3A%2F%2F***%40b.c"],
    ["u=https%3a%2f%2ftoken%40b.c%2f%40scope", "u=https%3a%2f%2f***%40b.c%2f%40scope"],
    ["u=https%3A%2F%2Fuser%3Ap%40ss%40b.c", "u=https%3A%2F%2F***%40b.c"],
    [
      "pkg:generic/libfoo@1.0.0?download_url=https://user:pass@b.example.com/x",
      "pkg:generic/libfoo@1.0.0?download_url=https://***@b.example.com/x",
    ],
    ["http://reg.example.com:8443/npm/libfoo@hunter2", "http://***@hunter2"],
    ["http://john.doe:8443/npm/libfoo@10.0.0.5", "http://***@10.0.0.5"],
    ["http://user:8443/npm/libfoo@1.0.0", "http://***@1.0.0"],
    ["http://reg.example.com:8443/user@pass@1.0.0", "http://***@1.0.0"],
    ["reg.example.com:8443/user@pass@1.0.0", "***@1.0.0"],
    ["http://user:reg.example.com:8443/npm/libfoo@1.0.0", "http://***@1.0.0"],
    ["http://john.doe:8443pass/npm/libfoo@1.0.0", "http://***@1.0.0"],
    ["https://user:pass@reg.example.com/pkg:npm/libfoo", "https://***@reg.example.com/pkg:npm/libfoo"],
  ])("the user of a URL: %s", (value, shown) => {
    expect(showValue(value, undefined)).toBe(JSON.stringify(shown));
  });

  test.each([
    ["https://reg.example.com/@scope/package"],
    ["https://reg.example.com:8080/@scope/package"],
    ["https://reg.example.com:8080/a/@scope/package"],
    ["https://reg.example.com/%40scope%2fpackage"],
    ["https://reg.example.com:8080/%40scope%2fpackage"],
    ["http://reg.example.com:8443/npm/libfoo@1.0.0"],
    ["http://reg.example.com:8443/npm/libfoo@10.20.30"],
    ["http://reg.example.com:8443/npm/libfoo@v1.0.0-rc.1+build?x=y"],
    ["http://localhost:4873/libfoo@1.0"],
    ["reg.example.com:8443/npm/libfoo%401.0.0/libfoo.tgz"],
    ["pkg:npm/libfoo@1.0.0"],
    ["pkg:npm/%40octo-org/libfoo@1.0.0"],
    ["PKG:docker/octo-org/libfoo@latest?repository_url=ghcr.io#a/b"],
    ["pkg:golang/example.com/libfoo@v1.0.0"],
    ["https://a?u=https%3A%2F%2Freg.example.com%2F%40scope%2Fpackage"],
    ["https://reg.example.com/a:b@c"],
    ["reg.example.com/a:b@c"],
    ["https://@reg.example.com"],
    ["@octo-org:x"],
    ["somebody@example.com"],
    ["somebody@example.com:25"],
    ["ghcr.io/o/i:v1@sha256:12"],
    ["localhost:5000/o/i@sha256:12"],
    ["https://reg.example.com/"],
  ])("but no user is seen in %s", (value) => {
    expect(showValue(value, undefined)).toBe(JSON.stringify(value));
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

const SELF: Record<string, unknown> = { token: "hunter2" };
SELF.self = SELF;

describe("the instance's own auth is masked", () => {
  test.each<[what: string, auth: unknown]>([
    ["a token", "hunter2"],
    ["a token with its scheme, as getOctokit gives it", "token hunter2"],
    ["a JSON Web Token with its scheme", "Bearer  hunter2"],
    ["options with a token", { token: "hunter2", tokenType: "is" }],
    ["options of an app", { appId: 1, privateKey: "hunter2", clientId: "1", keyVersion: 1, secret: { of: "is" } }],
    ["options within options", { app: { privateKey: "hunter2" } }],
    ["a list of options", [{ token: "hunter2" }]],
    [
      "a Map",
      new Map<unknown, unknown>([
        ["token", { of: "hunter2" }],
        ["type", "is"],
      ]),
    ],
    ["a Set", new Set(["hunter2"])],
    ["a Buffer", Buffer.from("hunter2")],
    ["options with bytes", { privateKey: new TextEncoder().encode("hunter2") }],
    ["options that hold themselves", SELF],
    ["options without a prototype, as a query is parsed", parseQuery("token=hunter2")],
    ["options of another realm", runInNewContext("({ token: 'hunter2' })")],
    ["options with a password", { username: "x", password: "hunter2" }],
    ["options of an OAuth app", { clientType: "oauth-app", clientSecret: "hunter2" }],
  ])("%s", (_what, auth) => {
    expect(showValue("is hunter2 a token of 1?", auth)).toBe('"is *** a token of 1?"');
  });

  test("as often as it occurs, and where it is longer than what is searched, or as it stands in JSON", () => {
    expect(showValue("hunter2 and hunter2", "hunter2")).toBe('"*** and ***"');
    const long = "hunter2".repeat(1_000);
    expect(showValue(`is ${long} it?`, long)).toBe('"is *** it?"');
    expect(showValue('{"it":"is \\"hunter\\" 2"}', 'is "hunter" 2')).toBe(JSON.stringify('{"it":"***"}'));
  });

  test("the longer of two first, for one may hold the other", () => {
    expect(showValue("my hunter234", { password: "hunter2", clientSecret: "hunter234" })).toBe('"my ***"');
    expect(showValue("my hunter234", { password: "hunter234", clientSecret: "hunter2" })).toBe('"my ***"');
  });

  test("each line of a private key, in whatever form it was given", () => {
    for (const privateKey of ["first line\nsecond line", "first line\r\nsecond line", "first line\\nsecond line"]) {
      expect(showValue("is second line", { privateKey })).toBe('"is ***"');
      expect(showValue("is first line", { privateKey })).toBe('"is ***"');
    }
  });

  test("where it is escaped as in a URL", () => {
    expect(showValue("https://a.example.com/?key=hunter%2F2%3D", "hunter/2=")).toBe('"https://a.example.com/?key=***"');
    expect(showValue("https://a.example.com/?key=hunter%2f2%3d", "hunter/2=")).toBe('"https://a.example.com/?key=***"');
    expect(showValue("is \ud800abc it?", "\ud800abc")).toBe('"is *** it?"');
    expect(listSecrets("\ud800abc")).toEqual([String.raw`\ud800abc`, "\ud800abc"]);
  });

  test("but not what is no secret, wherever it stands among the options", () => {
    const names = ["type", "tokenType", "appId", "clientId", "clientType", "installationId"];
    const told = ["permissions", "repositoryNames", "repositorySelection", "scopes"];
    for (const name of [...names, ...told]) {
      expect(showValue("is hunter2", { [name]: "hunter2" })).toBe('"is hunter2"');
      expect(showValue("is hunter2", { deep: { [name]: "hunter2" } })).toBe('"is hunter2"');
      expect(showValue("is hunter2", new Map([[name, "hunter2"]]))).toBe('"is hunter2"');
    }
    expect(showValue("write", { permissions: { artifact_metadata: "write" } })).toBe('"write"');
  });

  test("a scheme is one at the start alone", () => {
    expect(showValue("hunter2", "my token hunter2")).toBe('"hunter2"');
    expect(showValue("is my token hunter2", "my token hunter2")).toBe('"is ***"');
  });

  test("from four characters on: what is shorter is part of much else", () => {
    expect(showValue("abcd", "abcd")).toBe('"***"');
    expect(showValue("abc", "abc")).toBe('"abc"');
  });

  test.each([[undefined], [null], [""], [{}], [{ token: undefined }], [{ token: "" }], [5]])(
    "%p masks nothing",
    (auth) => {
      expect(showValue("hunter2", auth)).toBe('"hunter2"');
      expect(listSecrets(auth)).toEqual([]);
    },
  );

  test("what it holds beside data is not looked at: an App's holds an Octokit", () => {
    class Held {
      secret = "held by an instance";
    }
    const octokit = new Proxy(new Held(), {
      ownKeys() {
        throw new Error("looked at");
      },
    });
    const auth = { privateKey: "hunter2", type: "installation", octokit };
    expect(showValue("is hunter2", auth)).toBe('"is ***"');
    expect(listSecrets(auth)).toEqual(["hunter2"]);
  });

  test("nothing but texts is a secret", () => {
    expect(listSecrets({ token: "hunter2", appId: 12345, request: { fetch }, log: null })).toEqual(["hunter2"]);
  });
});

describe("the beginning of a page", () => {
  test.each([
    ["<p>Mail: admin@example.com</p>", "<p>Mail: admin@example.com</p>"],
    ['{"url":"https://user:pass@reg.example.com/"}', '{"url":"https://***@reg.example.com/"}'],
    ["<a href='//user:pass@reg.example.com'>", "<a href='//***@reg.example.com'>"],
    ["to user:pass@reg.example.com\nand on", "to ***@reg.example.com\nand on"],
    ["<p>hunter2</p>", "<p>***</p>"],
    [`<p>${TOKEN}</p>`, "<p>***</p>"],
    ["0123456789abcdef0123456789abcdef01234567", "***"],
    [`a: b ${"x".repeat(100)}@`, `a: b ${"x".repeat(75)}…`],
  ])("%j is shown as %j", (page, shown) => {
    expect(showBody(page, "hunter2")).toBe(JSON.stringify(shown));
  });
});
