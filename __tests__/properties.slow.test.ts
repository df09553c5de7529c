import { inspect } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { CALL, DIGEST, PluginOctokit, TOKEN } from "./support/octokit.ts";
import { schemaOfCall } from "./support/openapi.ts";

/** In CI enough to be sure of, elsewhere enough to notice. The seed makes a failure the same failure everywhere. */
const RUNS = { numRuns: process.env.CI ? 10_000 : 1_000, seed: 20_261_123 };
/** A busy machine lets the test wait for its turn. */
const TIMEOUT = 600_000;

const NAME = "orgs.createArtifactStorageRecord";
const schema = schemaOfCall(NAME);
// Agreed: the description's own example is no URI.
delete schema.properties.path?.format;
const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile<Record<string, unknown>>(schema);

/** What ajv finds wrong, by parameter. */
function offending(call: object): Set<string> {
  if (validate(call)) return new Set();
  const names = (validate.errors ?? []).map(
    ({ instancePath, params }) => instancePath.slice(1) || params.missingProperty,
  );
  return new Set(names);
}

/** Agreed: what the description lets through and no request can be made of. */
const unsendable = ({ org, artifact_url, registry_url }: Record<string, unknown>) =>
  ["", ".", ".."].includes(String(org)) ||
  /[\ud800-\udfff]/u.test(String(org)) ||
  [artifact_url, registry_url].some((url) => typeof url === "string" && !URL.canParse(url));

/** Agreed: what is in no login, and a URL with a user or a password, which everyone could read. */
const unwanted = ({ org, artifact_url, registry_url }: Record<string, unknown>) =>
  /[\s/\\@:?#%$]/.test(String(org)) ||
  [artifact_url, registry_url].some((url) => typeof url === "string" && /^https:\/\/[^/?#]*@/.test(url));

/** Agreed: Octokit's own options, which GitHub's description does not know, and names that GitHub would ignore. */
const RESERVED = /^(url|method|data|baseUrl|headers|request|mediaType|__proto__)$/;
const MISNOMERS = ["owner", "organization", "registry", "repo", "body"];
const isMisnomer = (key: string) =>
  MISNOMERS.includes(key) || Object.keys(known).some((name) => lettersOf(name) === lettersOf(key));
const lettersOf = (name: string) => name.replace(/[_-]/g, "").toLowerCase();

/** Octokit's serialiser breaks strings such as `a":"5n` where Node has no JSON.rawJSON; the fault is the host's. */
const SERIALISED = /":"|\dn"/;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({ unit: fc.constantFrom("a", "😀", "\ud800", "é"), minLength: 90, maxLength: 530 }),
);
const junk = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double(), fc.array(text), fc.object());
const url = fc.oneof(
  fc.webUrl({ validSchemes: ["https", "http"], withQueryParameters: true, withFragments: true }),
  fc
    .string({ unit: fc.constantFrom(..."/?#[]@!$&'()*+,;=:%.~ |\\{}^`\"<>aF0é"), maxLength: 12 })
    .map((rest) => `https://${rest}`),
  fc
    .tuple(
      fc.constantFrom("", "a@", "a:b@", "a"),
      fc.string({ unit: fc.constantFrom(..."0123456789abcdefF:.@ \n%é/?#[]"), maxLength: 8 }),
      fc.constantFrom("", ":5000", ":x", "/v2/", "@a", "x"),
    )
    .map(([before, inside, after]) => `https://${before}[${inside}]${after}`),
  fc.ipV6().map((address) => `https://[${address}]/`),
  fc
    .string({ unit: fc.constantFrom("a", "/", "%20", "@"), minLength: 130, maxLength: 260 })
    .map((rest) => `https://a${rest}`),
);
const digest = fc.oneof(
  fc.constant(DIGEST),
  fc
    .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 63, maxLength: 65 })
    .map((hex) => `sha256:${hex}`),
  fc.constantFrom(DIGEST.toUpperCase(), DIGEST.slice(7), `${DIGEST}\n`),
);

/** Mostly what is right for the parameter, and anything else. */
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: junk });
const known = {
  org: mostly(fc.oneof(fc.constantFrom("octo-org", "a/b?c#d", ".", "..", "..."), text)),
  name: mostly(text),
  digest: mostly(digest),
  version: mostly(text),
  artifact_url: mostly(url),
  path: mostly(text),
  registry_url: mostly(url),
  repository: mostly(text),
  status: mostly(fc.constantFrom("active", "eol", "deleted", "inactive")),
  github_repository: mostly(fc.string({ unit: fc.constantFrom(..."aZ0.-_/"), maxLength: 102 })),
  return_records: mostly(fc.boolean()),
};
const unknown = fc.dictionary(
  fc.string({ maxLength: 8 }).filter((key) => !RESERVED.test(key) && !isMisnomer(key) && !(key in known)),
  fc.oneof(text, junk),
  { maxKeys: 2 },
);
/** A call that may be wrong anywhere, and one with everything right but a parameter or two. */
const call: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.oneof(
      fc.record(known, { requiredKeys: ["org", "name", "digest", "registry_url"] }),
      fc.record(known, { requiredKeys: [] }),
      fc
        .record(known, { requiredKeys: [] })
        .map((given) => ({ ...CALL, ...Object.fromEntries(Object.entries(given).slice(0, 2)) })),
    ),
    unknown,
  )
  .map(([parameters, others]) => ({ ...others, ...parameters }));

/** Calls without a network; a synchronous throw fails the property. */
async function attempt(parameters: unknown, auth = TOKEN) {
  const sent: { url: string; body: unknown }[] = [];
  const fetch = async (url: string, { body }: { body: string }) => {
    sent.push({ url, body });
    return Response.json({ total_count: 1 });
  };
  const octokit = new PluginOctokit({ auth, request: { fetch } });
  const promise: Promise<unknown> = Reflect.apply(octokit.rest.orgs.createArtifactStorageRecord, undefined, [
    parameters,
  ]);
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error: Object(error), failed: error !== undefined, sent };
}

describe("against GitHub's own description", () => {
  test(
    "what it forbids is rejected, with nothing sent and every offending parameter named; what it allows is sent, once",
    async () => {
      const seen = { rejected: 0, sent: 0 };
      await fc.assert(
        fc.asyncProperty(call, async (parameters) => {
          const wrong = offending(parameters);
          const { error, failed, sent } = await attempt(parameters);
          if (wrong.size) {
            seen.rejected += 1;
            expect([failed, sent]).toEqual([true, []]);
            expect(error.name).toBe("ParameterError");
            const named = error.problems.map(({ parameter }: { parameter: string }) => parameter);
            expect(named).toEqual(expect.arrayContaining([...wrong]));
          } else if (unsendable(parameters) || unwanted(parameters)) {
            expect([error.name, sent]).toEqual(["ParameterError", []]);
          } else {
            seen.sent += 1;
            const { org, ...body } = parameters;
            expect([error, sent.length]).toEqual([{}, 1]);
            const route = `https://api.github.com/orgs/${encodeURIComponent(String(org)).replace(/[!'()*]/g, percentEncoded)}/artifacts/metadata/storage-record`;
            expect(sent[0]?.url).toBe(route);
            expect(new URL(`${sent[0]?.url}`).href).toBe(route);
            const json = JSON.stringify(body);
            if (!SERIALISED.test(json)) expect(JSON.parse(`${sent[0]?.body}`)).toEqual(JSON.parse(json));
          }
        }),
        RUNS,
      );
      // Both happened often.
      expect(seen.rejected).toBeGreaterThan(RUNS.numRuns / 5);
      expect(seen.sent).toBeGreaterThan(RUNS.numRuns / 20);
    },
    TIMEOUT,
  );
});

/** encodeURIComponent leaves these as they are, URI templates do not (RFC 6570). */
const percentEncoded = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

test(
  "the token occurs nowhere in the error, wherever it was pasted",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          auth: fc.oneof(fc.constant(TOKEN), fc.string({ minLength: 12, maxLength: 60 })),
          scheme: fc.constantFrom("", "token ", "bearer "),
          before: fc.string({ unit: "binary", maxLength: 100 }),
          after: fc.string({ unit: "binary", maxLength: 100 }),
          parameter: fc.constantFrom(
            "org",
            "digest",
            "registry_url",
            "status",
            "return_records",
            "url",
            "method",
            "data",
            "headers",
          ),
        }),
        async ({ auth, scheme, before, after, parameter }) => {
          const { error, sent } = await attempt(
            { ...CALL, name: "", [parameter]: before + auth + after },
            scheme + auth,
          );
          expect(sent).toEqual([]);
          const everything = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 9 })].join(
            "\n",
          );
          const secrets = [auth, JSON.stringify(auth).slice(1, -1), inspect(auth).slice(1, -1)];
          for (const secret of secrets) expect(everything.includes(secret)).toBe(false);
        },
      ),
      RUNS,
    ),
  TIMEOUT,
);

test(
  "anything at all rejects the promise, and throws nothing synchronously",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
        async (parameters) => {
          const { failed, sent } = await attempt(parameters);
          expect([failed, sent]).toEqual([true, []]);
        },
      ),
      RUNS,
    ),
  TIMEOUT,
);
