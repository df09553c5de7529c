import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { CALL, DIGEST, PluginOctokit, TOKEN } from "./support/octokit.ts";

/** In CI enough to be sure of, elsewhere enough to notice. The seed makes a failure the same failure everywhere. */
const RUNS = { numRuns: process.env.CI ? 10_000 : 1_000, seed: 20_261_125 };
/** A busy machine lets the test wait for its turn. */
const TIMEOUT = 600_000;

/** A text that somebody pasted, the `auth` of the instance, and what must not be seen of the text. */
interface Leak {
  text: string;
  auth?: unknown;
  secrets: string[];
  /** Those that `auth` gives as they are, so that they are recognized even if the text around them has changed. */
  told?: string[];
}

/** It opens nothing, but looks like one, and is the same in every run. */
const LINES_OF_KEY = Array.from({ length: 25 }, (_, line) => createHash("sha384").update(`${line}`).digest("base64"));
const BARE_KEY = `MIIEpAIBAAKCAQEA${LINES_OF_KEY.join("\n")}\n`;
const PRIVATE_KEY = `-----BEGIN RSA PRIVATE KEY-----\n${BARE_KEY}-----END RSA PRIVATE KEY-----\n`;

const letters = fc.string({
  unit: fc.constantFrom(..."abcdefghijkmnopqrstuvwxyz23456789"),
  minLength: 12,
  maxLength: 40,
});
const anySecret = fc
  .oneof(
    letters,
    fc.string({ minLength: 12, maxLength: 60 }),
    fc.string({ minLength: 2500, maxLength: 9000, unit: fc.constantFrom("a", "B", "7") }),
  )
  .filter((secret) => secret.trim().length >= 12);

/** Short, of the length at which texts are cut, or long but for what is masked in it. */
const around = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "x".repeat(70), `ghp_${"a".repeat(2980)} `, `${"x".repeat(2990)} `),
);

/** The `auth` of the instance, once or twice, amid anything. */
const known: fc.Arbitrary<Leak> = fc
  .record({
    secret: anySecret,
    scheme: fc.constantFrom("", "token ", "bearer "),
    before: around,
    amid: around,
    after: around,
  })
  .map(({ secret, scheme, before, amid, after }) => ({
    text: before + secret + amid + secret + after,
    auth: scheme + secret,
    secrets: [secret],
    told: [secret],
  }));

/** Options of a strategy, one of which holds another. */
const nested: fc.Arbitrary<Leak> = fc
  .record({
    inner: letters,
    before: letters,
    after: letters,
    isShort: fc.boolean(),
    put: fc.constantFrom<((auth: object) => unknown)[]>(
      (auth) => auth,
      (auth) => ({ app: { auth } }),
      (auth) => new Map(Object.entries(auth)),
      (auth) => [Buffer.from(JSON.stringify(auth).replaceAll('"', "\n"))],
    ),
  })
  .map(({ inner, before, after, isShort, put }) => ({
    text: isShort ? `${inner} ${before}${inner}${after}` : `${before}${inner}${after}`,
    auth: put({ clientId: 1, token: inner, clientSecret: before + inner + after }),
    secrets: [inner, before, after],
    told: [inner],
  }));

/** A private key that was cut off at its beginning or at its end, whether it is the instance's or not. */
const key: fc.Arbitrary<Leak> = fc
  .record({
    begin: fc.nat(PRIVATE_KEY.length - 100),
    end: fc.integer({ min: 100, max: PRIVATE_KEY.length }),
    form: fc.constantFrom("begin", "end", "bare"),
    isEscaped: fc.boolean(),
    isKnown: fc.boolean(),
  })
  .map(({ begin, end, form, isEscaped, isKnown }) => {
    const part = { begin: PRIVATE_KEY.slice(begin), end: PRIVATE_KEY.slice(0, end), bare: BARE_KEY.slice(0, end) }[
      form
    ];
    return {
      text: isEscaped ? part.replaceAll("\n", "\\n") : part,
      ...(isKnown && { auth: { appId: 1, privateKey: PRIVATE_KEY } }),
      secrets: [PRIVATE_KEY],
    };
  });

/** What has the form of a credential. */
const formed: fc.Arbitrary<Leak> = fc
  .record({
    secret: letters,
    form: fc.constantFrom(
      (secret: string) => `ghp_${secret}`,
      (secret: string) => `ghs_1_${secret}.${secret}.${secret}`,
      (secret: string) => `github_pat_${secret}`,
      (secret: string) => `eyJhbGci${secret}.${secret}.${secret}`,
      (secret: string) => `Bearer ${secret}`,
      (secret: string) => `basic ${secret}`,
      (secret: string) => Buffer.from(`x-access-token:${secret}`).toString("base64"),
    ),
    before: fc.constantFrom("", " ", "x: ", `${"x".repeat(60)} `, `${"x".repeat(2990)} `, `ghp_${"a".repeat(2980)} `),
  })
  .map(({ secret, form, before }) => ({
    text: before + form(secret),
    secrets: [secret, Buffer.from(`x-access-token:${secret}`).toString("base64").slice(21)],
  }));

/** A URL with a password, whatever that holds, well-formed or not. */
const url: fc.Arbitrary<Leak> = fc
  .record({
    // It begins with a letter, for `host:8080/@scope` is no password.
    password: fc
      .tuple(letters, fc.string({ unit: fc.constantFrom(..."/?#@:%&[ab1"), maxLength: 6 }), letters)
      .map((parts) => parts.join("")),
    length: fc.constantFrom(1, 1, 1, 3100),
    scheme: fc.constantFrom(
      "https://",
      "http://",
      "https:/",
      "https:///",
      "//",
      "",
      " https://",
      "oci://",
      "https:",
      "see https://",
      "https://a.example.com/@octo-org,https://",
      "https://a.example.com/?to=https://",
      "pkg:generic/libfoo@1.0.0?download_url=https://",
    ),
    host: fc.constantFrom(
      "reg.example.com",
      "reg.example.com:5000/v2/",
      "[::1]:5000",
      "bad host/é",
      "",
      "ghcr.io/o/i@v1",
      "10.0.0.1/@scope/p",
    ),
  })
  .map(({ password, length, scheme, host }) => {
    const repeated = password.repeat(Math.ceil(length / password.length));
    return {
      text: `${scheme}user:${repeated}@${host}`,
      secrets: [password, password.slice(0, 12), password.slice(-12)],
    };
  });

const PARAMETERS = [
  ...["org", "name", "digest", "version", "artifact_url", "path", "registry_url", "repository", "status"],
  ...["github_repository", "return_records", "subject_digest", "request", "url", "method", "data", "toJSON", "baseUrl"],
];

/** An instance that gets this answer. */
function answered(auth: unknown, answer: () => Response) {
  const fetch = async (url: string) => Object.defineProperty(answer(), "url", { value: url });
  // A strategy of our own: core's takes text alone.
  const authStrategy = () => ({ hook: (request: (options: object) => unknown, options: object) => request(options) });
  return new PluginOctokit({ auth, authStrategy, request: { fetch }, log: SILENT }).rest.orgs;
}
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

const rejectionOf = (method: (parameters: never) => Promise<unknown>, ...args: unknown[]): Promise<unknown> =>
  Reflect.apply(method, undefined, args).then(
    () => undefined,
    (error: unknown) => error,
  );

/** Whatever a program may print of an error, or keep. */
const dumpOf = (error: unknown) => {
  const { message, stack, hint, problems, cause } = Object(error);
  return [
    message,
    stack,
    hint,
    JSON.stringify({ error, problems, cause }),
    inspect(error, { depth: 9, maxStringLength: null }),
  ].join("\n");
};

/** The secrets that are seen in a text, as they are or as they are escaped there. Of a key, no 16 characters may be seen. */
const seenIn = (text: string, { secrets }: Pick<Leak, "secrets">) =>
  secrets
    .flatMap((secret) => (secret === PRIVATE_KEY ? PARTS_OF_KEY : [secret]))
    .filter((secret) =>
      [secret, JSON.stringify(secret).slice(1, -1), inspect(secret).slice(1, -1)].some((form) => text.includes(form)),
    );
const PARTS_OF_KEY = LINES_OF_KEY.flatMap((line) => line.match(/.{16}/g) ?? []);

const leak = fc.oneof(known, nested, key, formed, url);

test(
  "nothing secret is seen in a ParameterError, whatever parameter it was pasted for, nor in what .check() tells",
  () =>
    fc.assert(
      fc.asyncProperty(leak, fc.constantFrom(...PARAMETERS), fc.boolean(), async (leak, parameter, isFirst) => {
        const { createArtifactStorageRecord, listArtifactStorageRecords } = answered(leak.auth, () =>
          Response.json({}),
        );
        const given = { ...CALL, subject_digest: DIGEST, return_records: 5, [parameter]: leak.text };
        for (const method of [createArtifactStorageRecord, listArtifactStorageRecords]) {
          const args = isFirst ? [leak.text, given] : [given];
          const bad = method === listArtifactStorageRecords ? { ...given, request: 5 } : given;
          const error = await rejectionOf(method, ...(isFirst ? args : [bad]));
          expect(error).toMatchObject({ name: "ParameterError" });
          expect(seenIn(dumpOf(error), leak)).toEqual([]);
          expect(seenIn(JSON.stringify(method.check(bad)), leak)).toEqual([]);
          expect(seenIn(JSON.stringify(method.check(leak.text)), leak)).toEqual([]);
        }
      }),
      RUNS,
    ),
  TIMEOUT,
);

const REFUSALS: [status: number, message: (text: string) => string, headers?: Record<string, string>][] = [
  [401, () => "Bad credentials"],
  [403, () => "Resource protected by organization SAML enforcement."],
  [403, () => "Resource not accessible by integration"],
  [404, () => "no artifacts found"],
  [404, () => "Not Found"],
  [422, (text) => `Invalid /${text}: does not match`],
  [422, (text) => text],
  [429, (text) => text, { "retry-after": "ghp_0123456789abcdef" }],
];

test(
  "nor in what a refusal is explained with, whether the call held it or the answer",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(known, nested, formed),
        fc.constantFrom(...REFUSALS),
        async (leak, [status, messageOf, headers = {}]) => {
          const original = messageOf(leak.text);
          const { createArtifactStorageRecord } = answered(leak.auth, () =>
            Response.json({ message: original }, { status, headers }),
          );
          // What the checks let through of it.
          const org = leak.text.replace(/[\s/\\@:?#%$\ud800-\udfff]/gu, "");
          const github_repository = leak.text.replace(/[^\w.-]/g, "").slice(0, 100);
          const given = { ...CALL, ...(org && { org }), ...(github_repository && { github_repository }) };

          const error = Object(await rejectionOf(createArtifactStorageRecord, given));

          expect(error).toMatchObject({ status, hint: expect.stringMatching(/^Likely/) });
          expect(error.message).toBe(`${original}\n${error.hint}`);
          expect(Object.keys(error).sort()).toEqual(["name", "request", "response", "status"]);
          const remains = { secrets: leak.secrets.filter((secret) => leak.told?.includes(secret)) };
          expect(seenIn(error.hint, remains)).toEqual([]);
        },
      ),
      RUNS,
    ),
  TIMEOUT,
);

test(
  "nor in an UnexpectedResponseError, of whose answer only the beginning is repeated",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(known, nested, key, formed),
        fc.constantFrom("text", "json", "key", "type"),
        async (leak, place) => {
          const bodies = {
            text: leak.text,
            json: JSON.stringify({ said: leak.text }),
            key: JSON.stringify({ [leak.text]: 1 }),
            type: "<html></html>",
          };
          const type = place === "text" || place === "type" ? "text/html" : "application/json";
          const said = place === "type" ? `text/html; x=${leak.text.replace(/[^ -~]/g, "")}` : type;
          const { createArtifactStorageRecord } = answered(
            leak.auth,
            () => new Response(bodies[place], { headers: { "content-type": said } }),
          );

          const error = Object(await rejectionOf(createArtifactStorageRecord, CALL));

          expect(error.name).toBe("UnexpectedResponseError");
          const { response, ...ours } = error;
          const seen = [error.message, error.stack, error.cause, JSON.stringify(ours), inspect(ours)].join("\n");
          expect(
            seenIn(
              seen,
              place === "type"
                ? { ...leak, secrets: leak.secrets.filter((s) => leak.text.replace(/[^ -~]/g, "").includes(s)) }
                : leak,
            ),
          ).toEqual([]);
        },
      ),
      RUNS,
    ),
  TIMEOUT,
);

test.each([
  ["a scoped package's URL", "https://reg.example.com/@scope/package"],
  ["one with a port", "https://reg.example.com:8080/@scope/p"],
  ["one of an old registry", "http://reg.example.com:8080/@scope/p"],
  ["an image by its tag and digest", `ghcr.io/o/i:v1@sha256:${DIGEST.slice(7, 40)}`],
  ["one on a port", `localhost:5000/o/i@sha256:${DIGEST.slice(7, 40)}`],
  ["an address of somebody", "somebody@example.com"],
  ["a package's URL", "pkg:npm/libfoo@1.0.0"],
  ["a package of a registry with a port", "http://reg.example.com:8443/npm/libfoo@1.0.0"],
  ["a name that begins like a token", "octo-org/ghs_utils"],
])("what is no secret stays readable: %s", (_what, text) => {
  const { createArtifactStorageRecord } = answered(TOKEN, () => Response.json({}));
  const problems = createArtifactStorageRecord.check({ ...CALL, org: text, digest: text });
  expect(problems.map(({ message }) => message.includes(`given: "${text}"`))).toEqual([true, true]);
});

test("40 hexadecimal digits are a commit's in a digest, and elsewhere may be one of GitHub's old tokens", () => {
  const hex = DIGEST.slice(7, 47);
  const { createArtifactStorageRecord, listArtifactStorageRecords } = answered(TOKEN, () => Response.json({}));
  const messageOf = (problems: { message: string }[]) => problems.map(({ message }) => message).join("\n");
  expect(messageOf(createArtifactStorageRecord.check({ ...CALL, digest: hex }))).toContain(`given: "${hex}"`);
  expect(messageOf(listArtifactStorageRecords.check({ org: "o", subject_digest: hex }))).toContain(`given: "${hex}"`);
  expect(messageOf(createArtifactStorageRecord.check({ ...CALL, status: hex }))).toContain('given: "***"');
  expect(messageOf(createArtifactStorageRecord.check({ ...CALL, digest: TOKEN }))).toContain('given: "***"');
});

test("what is invisible, or moves what is seen, is escaped, all of it", () => {
  const { createArtifactStorageRecord } = answered(TOKEN, () => Response.json({}));
  const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code === 0x3000) code = 0xfd00;
    if (code === 0x10000) code = 0xe0000;
    if (code === 0xe0200) code = 0x10fff0;
    const character = String.fromCodePoint(code);
    const [problem] = createArtifactStorageRecord.check({ ...CALL, status: character });
    if (hidden.test(`${problem?.message}`)) throw new Error(`U+${code.toString(16)} is not escaped`);
    if (hidden.test(character)) expect(problem?.message).toMatch(/; given: "\\(u\{?[\da-f]+\}?|[bfnrt])"\./);
  }
});
