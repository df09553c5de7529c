import type { ArtifactStorage, ArtifactStorageMethod } from "../index.d.ts";

/** What must hold of one parameter: JSON Schema's keywords, and in words what no keyword can say. */
export interface Rule {
  type: "string" | "boolean";
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  format?: "uri";
  enum?: readonly unknown[];
  /** The pattern in words, after "must be". */
  words?: string;
  /** What people are known to give instead, and what they should do. */
  fixes?: readonly (readonly [given: RegExp, fix: string])[];
}

/**
 * What an answer of GitHub's means. The first that fits is the one, held against a line of the status, the requests that
 * the rate limit leaves, the base URL and GitHub's message: `404 4999 https://api.github.com Not Found`
 */
export type Refusal = readonly [answer: RegExp, ...causes: Cause[]];

/**
 * A likely cause and what to do; the most likely stands first. A pair holds only while its parameter is given or, with
 * "!" before the name, is not.
 */
type Cause = string | readonly [parameter: string, cause: string];

export interface Row<Rules = Record<string, Rule>> {
  route: string;
  documentation: string;
  parameters: Rules;
  /** Names that GitHub would ignore without a word, and the parameters that may be meant by them. */
  misnomers: Record<string, readonly string[]>;
  refusals: readonly Refusal[];
  /** What is known, and what to do, when the answer is not the endpoint's. */
  unexpected: string;
}

/** Holds the map to `index.d.ts`: every scope, method and parameter there has its place here, and nothing else has. */
type Rows = {
  [Scope in keyof ArtifactStorage["rest"]]: {
    [Method in keyof ArtifactStorage["rest"][Scope]]: Row<RulesOf<ArtifactStorage["rest"][Scope][Method]>>;
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

const PAGE = "https://docs.github.com/rest/orgs/artifact-metadata#";

const ORG = { type: "string", required: true } as const;

// The prose says "algorithm:hex-encoded-digest"; the pattern takes sha256 alone, in lower case.
const DIGEST = {
  type: "string",
  required: true,
  pattern: /^sha256:[a-f0-9]{64}$/,
  words: '"sha256:" and 64 lower-case hexadecimal digits',
  fixes: [
    [/^sha256:[a-f0-9]{64}$/i, "Write it in lower case (Get-FileHash prints upper case)."],
    [/^[a-f0-9]{64}$/i, 'Put "sha256:" in front of it, all in lower case.'],
    [/^\s*(sha256:)?[a-f0-9]{64}\s/i, "Keep the digest alone, without spaces or a file name."],
    [/^(?!sha256)(\w+[:-]|[a-f0-9]{32,128}$)/i, "GitHub takes SHA-256 alone, which sha256sum prints."],
  ],
} as const;

const HTTPS = {
  type: "string",
  pattern: /^https:\/\//,
  format: "uri",
  words: 'a URL that starts with "https://"',
  fixes: [
    [/^http:/i, 'Use "https://".'],
    [/^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/, 'Put "https://" in front of it.'],
    [/^https:\/\/./, "Percent-encode spaces and special characters."],
  ],
} as const;

const USER_ACCOUNT = "{org} is a user account; only organizations have records.";

const refusals = (level: string, ...notFound: Cause[]): Refusal[] => {
  const permission = `The token lacks the permission "Artifact metadata: ${level}"; in a workflow, "permissions: artifact-metadata: ${level}".`;
  return [
    [/^401/, "The token (`auth`) is missing, wrong, expired or revoked."],
    [/^4(03|29).*secondary rate/i, "A secondary rate limit, no missing permission. Retry {retry}, fewer at once."],
    [/^403.*SAML/, "The token is not authorized for the single sign-on of {org}: do that in its settings."],
    [/^403.*not accessible by/, permission],
    [/^4(03|29) 0 /, "The token's rate limit is used up; no permission is missing. Retry {retry}."],
    [/^404.*no artifacts found/i, permission, ...notFound],
    [/^404.*\/api\/v3\/? Not Found$/, "GitHub Enterprise Server has no storage records; github.com and GHE.com have."],
    [/^404.* Not Found$/, "The token sees no organization {org}: check the name and the token's access.", USER_ACCOUNT],
    [/^422/, "GitHub refuses what this version of the plugin takes for right: correct it, or update the plugin."],
  ];
};

const UNEXPECTED = "not the endpoint's answer, but one that was cut off, redirected, or a proxy's.";

export const routes = {
  orgs: {
    createArtifactStorageRecord: {
      route: "POST /orgs/{org}/artifacts/metadata/storage-record",
      documentation: `${PAGE}create-artifact-metadata-storage-record`,
      parameters: {
        org: ORG,
        name: { type: "string", required: true, minLength: 1, maxLength: 256 },
        digest: DIGEST,
        version: { type: "string", minLength: 1, maxLength: 100 },
        artifact_url: { ...HTTPS, maxLength: 152 },
        // Described as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is none.
        path: { type: "string", maxLength: 512 },
        registry_url: { ...HTTPS, required: true, minLength: 1, maxLength: 256 },
        repository: { type: "string", maxLength: 128 },
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
        },
        return_records: { type: "boolean" },
      },
      misnomers: { owner: ["org"], registry: ["registry_url"], repo: ["repository", "github_repository"] },
      refusals: refusals(
        "write",
        [
          "!github_repository",
          "No attestation is known for this digest: pass `github_repository`, the repository of {org} that it was built from.",
        ],
        USER_ACCOUNT,
        ["github_repository", "{github_repository} is no repository of {org}, or hidden from the token."],
        ["!github_repository", "The attested repository is none of {org}, or hidden from the token."],
      ),
      unexpected: `${UNEXPECTED} Whether the record was stored is unknown: look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.`,
    },
    listArtifactStorageRecords: {
      route: "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
      documentation: `${PAGE}list-artifact-storage-records`,
      parameters: { org: ORG, subject_digest: DIGEST },
      misnomers: { owner: ["org"], digest: ["subject_digest"] },
      refusals: refusals(
        "read",
        "No record is stored for this digest, or its repository is hidden from the token.",
        USER_ACCOUNT,
      ),
      unexpected: `${UNEXPECTED} What is stored is unknown: call listArtifactStorageRecords again.`,
    },
  },
} as const satisfies Rows;
