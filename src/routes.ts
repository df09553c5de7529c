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

/** One way in which GitHub refuses a request. The first that fits is the one. */
export interface Refusal {
  status: readonly number[];
  /** What GitHub's message says. */
  says?: RegExp;
  /** A response header and its value. */
  header?: readonly [name: string, value: string];
  /** The instance's base URL. */
  baseUrl?: RegExp;
  /** Most likely first. A pair stands only while its parameter is given, or with "!" before the name, is not. */
  causes: readonly (string | readonly [parameter: string, cause: string])[];
}

export interface Row<Rules = Record<string, Rule>> {
  route: string;
  documentation: string;
  parameters: Rules;
  /** Names that GitHub would ignore without a word, and the parameters that are meant by them. */
  misnomers: Record<string, readonly string[]>;
  refusals: readonly Refusal[];
  /** What is known, and what to do, when the answer is not the endpoint's. */
  unexpected: string;
}

/** Holds the map to `index.d.ts`: every scope, method and parameter there has its place here, and nothing else. */
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

const PAGE = "https://docs.github.com/rest/orgs/artifact-metadata";

// The prose says "algorithm:hex-encoded-digest"; the pattern takes sha256 alone, in lower case.
const DIGEST = {
  type: "string",
  required: true,
  minLength: 71,
  maxLength: 71,
  pattern: /^sha256:[a-f0-9]{64}$/,
  words: '"sha256:" and 64 hexadecimal digits in lower case',
  fixes: [
    [/^sha256:[a-f0-9]{64}$/i, "Write it in lower case; PowerShell's Get-FileHash prints upper case."],
    [/^[a-f0-9]{64}$/, 'Put "sha256:" in front of it.'],
    [/^[a-f0-9]{64}$/i, 'Put "sha256:" in front of it, and write it in lower case.'],
    [/^\s*(sha256:)?[a-f0-9]{64}\s/i, "Keep the digest alone, without spaces, line breaks or a file name."],
    [
      /^(?!sha256)\w+[:-]|^([a-f0-9]{32}|[a-f0-9]{40}|[a-f0-9]{96}|[a-f0-9]{128})$/i,
      "GitHub takes no algorithm but SHA-256: compute that digest, for example with sha256sum.",
    ],
  ],
} as const;

const HTTPS = {
  type: "string",
  pattern: /^https:\/\//,
  format: "uri",
  words: 'a URL that starts with "https://"',
  fixes: [
    [/^http:/i, 'Use "https://"; GitHub takes no other.'],
    [/^https:\/\/.*[^!-~]/, "Percent-encode spaces and special characters."],
    [/^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/, 'Put "https://" in front of it.'],
  ],
} as const;

const ORG = { type: "string", required: true } as const;

const CREDENTIALS =
  "The token is missing, mistyped, expired, revoked, or for another GitHub. Pass a valid one as `auth`.";
const SECONDARY_LIMIT =
  "This is GitHub's secondary rate limit, not a missing permission. Retry {retry}, with fewer requests at once: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
const PRIMARY_LIMIT =
  "The token's rate limit is used up; no permission is missing. Retry {retry}: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
const SINGLE_SIGN_ON = "Authorize the token for the single sign-on of {org}, in the token's settings on GitHub.";
const ENTERPRISE_SERVER =
  "GitHub Enterprise Server (seen from the base URL) has no storage records. Send this to github.com or GHE.com.";
const ORGANIZATION =
  "This token sees no organization {org}. Check its spelling, that it is an organization and not a user, and that the token may access it.";
const USER_ACCOUNT = "{org} may be a user account. Records exist for organizations only.";
const VALIDATION =
  "GitHub refused a value that this plugin takes to be right; the message says which. If so, GitHub's rules have changed: update the plugin.";

const PERMISSION = (level: "read" | "write") =>
  `The token may lack the permission. A fine-grained token or GitHub App needs "Artifact metadata: ${level}"; a workflow needs "permissions: artifact-metadata: ${level}".`;

const refusals = (level: "read" | "write", notFound: Refusal["causes"]): Refusal[] => [
  { status: [401], causes: [CREDENTIALS] },
  { status: [403, 429], says: /secondary rate/i, causes: [SECONDARY_LIMIT] },
  { status: [403, 429], header: ["x-ratelimit-remaining", "0"], causes: [PRIMARY_LIMIT] },
  { status: [403], says: /SAML/, causes: [SINGLE_SIGN_ON] },
  { status: [403], says: /not accessible by/, causes: [PERMISSION(level)] },
  { status: [404], says: /no artifacts found/i, causes: [PERMISSION(level), ...notFound] },
  { status: [404], says: /^Not Found$/, baseUrl: /\/api\/v3\/?$/, causes: [ENTERPRISE_SERVER] },
  { status: [404], says: /^Not Found$/, causes: [ORGANIZATION] },
  { status: [422], causes: [VALIDATION] },
];

export const routes = {
  orgs: {
    createArtifactStorageRecord: {
      route: "POST /orgs/{org}/artifacts/metadata/storage-record",
      documentation: `${PAGE}#create-artifact-metadata-storage-record`,
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
          fixes: [[/^inactive$/i, 'GitHub\'s page names "inactive", but GitHub refuses it: use "eol" or "deleted".']],
        },
        github_repository: {
          type: "string",
          minLength: 1,
          maxLength: 100,
          pattern: /^[A-Za-z0-9.\-_]+$/,
          words: 'letters, digits, ".", "-" and "_"',
          fixes: [[/\//, "Leave out the owner: the repository is looked up in `org`."]],
        },
        return_records: { type: "boolean" },
      },
      misnomers: { owner: ["org"], registry: ["registry_url"], repo: ["repository", "github_repository"] },
      refusals: refusals("write", [
        [
          "!github_repository",
          "GitHub may know no attestation for this digest. Attest the artifact first, or pass `github_repository`, the repository of {org} that it was built from.",
        ],
        USER_ACCOUNT,
        [
          "github_repository",
          "{github_repository} may not be a repository of {org}, or the token cannot see it. If the artifact is attested, the attestation's repository counts instead.",
        ],
        ["!github_repository", "The attested repository may not be one of {org}, or the token cannot see it."],
      ]),
      unexpected:
        "The answer is not the one of this endpoint: it was cut off, redirected, or came from a proxy. Whether the record was stored is unknown. Before sending it again, look it up with octokit.rest.orgs.listArtifactStorageRecords({ org, subject_digest }).",
    },
    listArtifactStorageRecords: {
      route: "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
      documentation: `${PAGE}#list-artifact-storage-records`,
      parameters: { org: ORG, subject_digest: DIGEST },
      misnomers: { owner: ["org"], digest: ["subject_digest"] },
      refusals: refusals("read", [
        "No record may be stored for this digest, or only for repositories that the token cannot see.",
        USER_ACCOUNT,
      ]),
      unexpected:
        "The answer is not the one of this endpoint: it was cut off, redirected, or came from a proxy. Which records are stored is unknown; listing them again with listArtifactStorageRecords changes nothing.",
    },
  },
} as const satisfies Rows;
