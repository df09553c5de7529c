import type { ArtifactStorage, ArtifactStorageMethod } from "../index.d.ts";

/** What must hold of one parameter: JSON Schema's keywords, and in words what no keyword can say. */
export interface Rule {
  type: "string" | "boolean";
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  /** How long is what the pattern matches; V8 counts with `{64}` in several times the time that `+` takes. */
  length?: number;
  format?: "uri";
  enum?: readonly unknown[];
  /** The pattern in words, after "must be". */
  words?: string;
  /**
   * Names that people give instead, which GitHub would ignore without a word. After each, what else may be meant by it:
   * where the parameter or one of those is given, it does no harm.
   */
  misnomers?: readonly (readonly [wrong: string, others: readonly string[]])[];
  /** What people are known to give instead, and what they should do. */
  fixes?: readonly (readonly [given: RegExp, fix: string])[];
}

/**
 * What a refusal means: the likely causes, the most likely first, and what to do about each. The first that fits is the
 * one, held against a line of the status, the requests that the rate limit leaves, the base URL, the names of the
 * parameters given and GitHub's message: `404 4999 https://api.github.com org,name,digest,registry_url Not Found`
 */
export type Refusal = readonly [answer: RegExp, ...causes: string[]];

export interface Row<Rules = Record<string, Rule>> {
  route: string;
  documentation: string;
  parameters: Rules;
  refusals: readonly Refusal[];
  /** What is known, and what to do, when the answer is not the endpoint's. */
  unexpected: string;
}

/** Holds the map to `index.d.ts`: every scope, method and parameter there has its place here, and nothing else has. */
type Rows = {
  [Scope in keyof ArtifactStorage["rest"]]: {
    [Method in keyof ArtifactStorage["rest"][Scope]]: () => Row<RulesOf<ArtifactStorage["rest"][Scope][Method]>>;
  };
};
type RulesOf<Method> =
  Method extends ArtifactStorageMethod<infer Parameters, infer _>
    ? { [Name in keyof Parameters]-?: Rule & Optionality<Parameters, Name> & Values<Parameters[Name]> }
    : never;
type Optionality<Parameters, Name extends keyof Parameters> =
  Record<never, never> extends Pick<Parameters, Name> ? { required?: never } : { required: true };
type Values<Value> = [Value] extends [boolean | undefined]
  ? { type: "boolean" }
  : string extends Value
    ? { type: "string"; enum?: never }
    : { type: "string"; enum: readonly Exclude<Value, undefined>[] };

/**
 * The route map: scope → method → row. Each row is made when it is first used, and the map with the first instance, so
 * that importing the plugin costs none of it.
 */
export function routes() {
  const page = (anchor: string) => `https://docs.github.com/rest/orgs/artifact-metadata#${anchor}`;

  const org = () =>
    ({
      type: "string",
      required: true,
      // A template escapes neither "." nor "..", and the request would leave its route; a lone surrogate has no escape.
      pattern: /^(?!\.\.?$)[^\ud800-\udfff]+$/u,
      words: "an organization's login",
      misnomers: [["owner", []]],
    }) as const;

  // The prose says "algorithm:hex-encoded-digest"; the pattern takes sha256 alone, in lower case.
  const digest = () =>
    ({
      type: "string",
      required: true,
      pattern: /^sha256:[a-f0-9]+$/,
      length: 71,
      words: '"sha256:" and 64 lower-case hexadecimal digits',
      fixes: [
        [/^sha256:[a-f0-9]{64}$/i, "Write it in lower case (Get-FileHash prints upper case)."],
        [/^[a-f0-9]{64}$/i, 'Put "sha256:" in front of it, all in lower case.'],
        [/^\s*(sha256:)?[a-f0-9]{64}(\s|$)/i, "Keep the digest alone, without spaces or a file name."],
        [
          /^(?!sha-?256)(md|sha|blake)-?\d|^([a-f0-9]{8}){4,16}$/i,
          "GitHub takes SHA-256 alone, which sha256sum prints.",
        ],
      ],
    }) as const;

  const httpsUrl = () =>
    ({
      type: "string",
      pattern: /^https:\/\//,
      format: "uri",
      words: 'a URL that starts with "https://"',
      fixes: [
        [/^http:/i, 'Use "https://".'],
        [/^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/, 'Put "https://" in front of it.'],
        [/^https:\/\/./, "Check its host and port, and percent-encode spaces and special characters."],
      ],
    }) as const;

  const permission = (level: string) =>
    `The token lacks the permission "Artifact metadata: ${level}": add it; in a workflow, "permissions: artifact-metadata: ${level}".`;

  const userAccount = "{org} is a user account: name an organization, for only those have records.";

  const check = "hidden from the token: check its name and the token's access.";

  // Where there is an attestation, GitHub takes the repository from that, whether `github_repository` is given or not.
  const attested = `The attested repository is none of {org}, or ${check}`;

  const refusals = (level: string, ...notFound: Refusal[]): Refusal[] => [
    [/^401/, "The token (`auth`) is missing, wrong, expired or revoked: pass a valid one."],
    [/^4(03|29).*secondary rate/i, "A secondary rate limit, no missing permission. Retry {retry}, fewer at once."],
    [/^403.*SAML/, "The token is not authorized for the single sign-on of {org}: do that in its settings."],
    [/^403.*not accessible by/, permission(level)],
    [/^4(03|29) 0 /, "The token's rate limit is used up; no permission is missing. Retry {retry}."],
    ...notFound,
    [
      /^404.*\/api\/v3\/? \S* Not Found$/,
      "GitHub Enterprise Server has no storage records: use github.com or GHE.com.",
    ],
    [/^404.* Not Found$/, `{org} is no organization, or ${check}`, userAccount],
    [/^422/, "GitHub refuses what this version of the plugin takes for right: correct it, or update the plugin."],
  ];

  const unexpected = (fate: string) =>
    `not the endpoint's answer, but one that was cut off, redirected, or a proxy's. ${fate}`;

  return {
    orgs: {
      createArtifactStorageRecord: () => ({
        route: "POST /orgs/{org}/artifacts/metadata/storage-record",
        documentation: page("create-artifact-metadata-storage-record"),
        parameters: {
          org: org(),
          name: { type: "string", required: true, minLength: 1, maxLength: 256 },
          digest: digest(),
          version: { type: "string", minLength: 1, maxLength: 100 },
          artifact_url: { ...httpsUrl(), maxLength: 152, misnomers: [["artifactUrl", []]] },
          // Described as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is none.
          path: { type: "string", maxLength: 512 },
          registry_url: {
            ...httpsUrl(),
            required: true,
            minLength: 1,
            maxLength: 256,
            misnomers: [
              ["registryUrl", []],
              ["registry", []],
            ],
          },
          repository: { type: "string", maxLength: 128, misnomers: [["repo", ["github_repository"]]] },
          status: {
            type: "string",
            // The prose says "active, inactive".
            enum: ["active", "eol", "deleted"],
            fixes: [[/^inactive$/i, 'GitHub\'s page says "inactive", and GitHub refuses it: use "eol" or "deleted".']],
          },
          github_repository: {
            type: "string",
            minLength: 1,
            maxLength: 100,
            pattern: /^[A-Za-z0-9.\-_]+$/,
            words: 'letters, digits, ".", "-" and "_"',
            fixes: [[/\//, "Leave the owner out."]],
            misnomers: [["githubRepository", []]],
          },
          return_records: { type: "boolean", misnomers: [["returnRecords", []]] },
        },
        refusals: refusals(
          "write",
          [
            /^404 \S* \S* \S*\bgithub_repository\b.*no artifacts found/i,
            permission("write"),
            userAccount,
            `{github_repository} is no repository of {org}, or ${check}`,
            attested,
          ],
          [
            /^404.*no artifacts found/i,
            permission("write"),
            "No attestation is known for this digest: pass `github_repository`, the repository of {org} that it was built from.",
            userAccount,
            attested,
          ],
        ),
        unexpected: unexpected(
          "Whether the record was stored is unknown: look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.",
        ),
      }),
      listArtifactStorageRecords: () => ({
        route: "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
        documentation: page("list-artifact-storage-records"),
        parameters: {
          org: org(),
          subject_digest: {
            ...digest(),
            misnomers: [
              ["subjectDigest", []],
              ["digest", []],
            ],
          },
        },
        refusals: refusals("read", [
          /^404.*no artifacts found/i,
          permission("read"),
          "No record is stored for this digest, or its repository is hidden from the token: check the digest and the token's access.",
          userAccount,
        ]),
        unexpected: unexpected("What is stored is unknown: call listArtifactStorageRecords again."),
      }),
    },
  } as const satisfies Rows;
}
