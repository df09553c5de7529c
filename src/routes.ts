import type { ArtifactStorage, ArtifactStorageMethod } from "../index.d.ts";
import type { Refusal, Row, Rule } from "./row.ts";

const STRING = {
  type: "string",
  required: false,
  minLength: 0,
  maxLength: Number.POSITIVE_INFINITY,
  tooLong: "",
  pattern: undefined,
  patternInWords: "",
  format: undefined,
  enum: undefined,
  isHash: false,
  fixes: [],
} as const satisfies Rule;

const BOOLEAN = { ...STRING, type: "boolean" } as const;

const ORG = {
  ...STRING,
  required: true,
  // A URL template escapes neither "." nor "..", so the request would leave its route; a lone surrogate has no escape.
  // The other characters are in no login: they come of a URL or of a repository's full name.
  pattern: /^(?!\.\.?$)[^\s/\\@:?#%\ud800-\udfff]+$/u,
  patternInWords: "an organization's login",
  fixes: [
    [/^https?:|^github\.com\//i, "Give the login alone, which follows the host in the organization's URL."],
    [/^@/, 'Leave the "@" out.'],
    [/^[^/]+\/[^/]+$/, "Give the login alone, which stands before the slash."],
    [/^$/, "It is empty: is the variable set that it comes from?"],
    [/^\s|\s$/, "Leave out the spaces and line breaks around it."],
  ],
} as const;

// GitHub's prose says "algorithm:hex-encoded-digest"; its pattern takes sha256 alone, in lower case.
const DIGEST = {
  ...STRING,
  required: true,
  pattern: /^sha256:[a-f0-9]{64}$/,
  patternInWords: '"sha256:" and 64 lower-case hexadecimal digits',
  isHash: true,
  fixes: [
    [/^(sha256:)?\s*$/i, "It has no digits: did the command fail that computes it?"],
    [/^sha256:[a-f0-9]{64}$/i, "Write it in lower case (Get-FileHash prints upper case)."],
    [/^[a-f0-9]{64}$/i, 'Put "sha256:" in front of it, and write it in lower case.'],
    [/^sha256:[a-f0-9]{64}[\r\n]+$/, "Leave out the line break at its end."],
    [/^["'`].*["'`]\s*$/, "Leave out the quotes."],
    [/@sha256:[a-f0-9]{64}$/i, 'Keep what follows the "@".'],
    [
      /^SHA(2-)?256 ?\(.*\) ?= ?[a-f0-9]{64}\s*$/i,
      'Keep the 64 digits alone, which follow the "=", and put "sha256:" in front of them.',
    ],
    [/^sha256-[A-Za-z0-9+/]{43}=$/, "This is Base64, as in an integrity field: GitHub takes hexadecimal digits."],
    [/^[a-f0-9]{40}$/i, "This is a SHA-1, such as a commit's: GitHub takes SHA-256 alone."],
    [
      /^\s*(sha256:)?[a-f0-9]{64}(\s|$)/i,
      'Keep the digest alone, without spaces or a file name, and "sha256:" in front of it.',
    ],
    [
      /^(?!sha-?256)(md|sha|blake)-?\d|^[a-f0-9]{32}$|^[a-f0-9]{56}$|^[a-f0-9]{96}$|^[a-f0-9]{128}$/i,
      "GitHub takes SHA-256 alone, which sha256sum prints.",
    ],
    [/^(sha256:)?[a-f0-9]+$/i, "A SHA-256 has 64 digits: was it cut off?"],
  ],
} as const;

const HTTPS_URL = {
  ...STRING,
  pattern: /^https:\/\//,
  patternInWords: 'a URL that starts with "https://"',
  format: "uri",
  fixes: [
    [/^\[object URL\]$/, "Pass the URL's `href`."],
    [/^http:/i, 'Use "https://".'],
    [/^(?!https)[Hh][Tt][Tt][Pp][Ss]:\/\//, 'Write "https://" in lower case.'],
    [/^(oci|docker):\/\//i, 'Put "https://" in the place of what stands before the host.'],
    [/^https:\/[^/]/i, 'Two slashes follow "https:".'],
    [/^([\w-]+(\.[\w-]+)+(:\d+)?|[\w-]+:\d+)(\/|$)/, 'Put "https://" in front of it.'],
    [/^https:\/\/[^/?#]*[^\0-\x7f]/i, 'Write its host in Punycode, which starts with "xn--".'],
    [/^https:\/\/./i, "Check its host and port, and percent-encode spaces and special characters."],
  ],
} as const;

const WRITE_PERMISSION =
  "The token lacks the permission \"Artifact metadata: write\". Add it; in a workflow, write `permissions: artifact-metadata: write`, and mind that a job's own `permissions:` replace the workflow's.";
const READ_PERMISSION =
  "The token lacks the permission \"Artifact metadata: read\". Add it; in a workflow, write `permissions: artifact-metadata: read`, and mind that a job's own `permissions:` replace the workflow's.";
const FORK =
  "The workflow runs for a pull request from a fork. Such a run never gets write access: record the artifact after the merge.";
const USER_ACCOUNT = "{org} is a user account. Name an organization: only those have records.";
const HIDDEN_ORG =
  "{org} is no organization, or it is hidden from the token. Check its name and the token's access to it.";
const HIDDEN_REPOSITORY =
  "{github_repository} is no repository of {org}, or it is hidden from the token. Check its name and the token's access to it.";
// Where there is an attestation, GitHub takes the repository from that, whether `github_repository` is given or not.
const ATTESTED_REPOSITORY =
  "The repository that the artifact's attestation names is not one of {org}, or it is hidden from the token. Check who owns it and the token's access to it.";

const TOKEN: Refusal = {
  status: [401],
  causes: ["The token (`auth`) is missing, wrong, expired or revoked. Pass a valid one."],
};
const SECONDARY_LIMIT: Refusal = {
  status: [403, 429],
  message: /secondary rate/i,
  causes: ["This is a secondary rate limit, not a missing permission. Try again {retry}, and send fewer at once."],
};
const PRIMARY_LIMIT: Refusal = {
  status: [403, 429],
  remaining: "0",
  causes: ["The token's rate limit is used up; no permission is missing. Try again {retry}."],
};
const TOO_MANY: Refusal = {
  status: [429],
  causes: ["GitHub got too many requests. Try again {retry}, and send fewer at once."],
};
const SINGLE_SIGN_ON: Refusal = {
  status: [403],
  message: /SAML/,
  causes: ["The token is not authorized for the single sign-on of {org}. Authorize it in the token's settings."],
};
const ENTERPRISE_SERVER: Refusal = {
  status: [404],
  message: /^Not Found$/,
  baseUrl: /\/api\/v3\/?$/,
  causes: ["GitHub Enterprise Server has no storage records. Use github.com or GHE.com."],
};
const NO_ORGANIZATION: Refusal = { status: [404], message: /^Not Found$/, causes: [HIDDEN_ORG, USER_ACCOUNT] };
const NAMED_PARAMETER: Refusal = {
  status: [422],
  message: /Invalid \/(?<parameter>[a-z_]+):/,
  causes: [
    "GitHub does not take `{parameter}`, which this version of the plugin does. Correct it, or update the plugin.",
  ],
};
const INVALID: Refusal = {
  status: [422],
  causes: [
    "GitHub does not take one of the parameters, which this version of the plugin does. Correct it, or update the plugin.",
  ],
};

/** The route map: scope → method → row. */
export const routes = {
  orgs: {
    createArtifactStorageRecord: {
      route: "POST /orgs/{org}/artifacts/metadata/storage-record",
      documentation: "https://docs.github.com/rest/orgs/artifact-metadata#create-artifact-metadata-storage-record",
      parameters: {
        org: ORG,
        name: { ...STRING, required: true, minLength: 1, maxLength: 256 },
        digest: DIGEST,
        version: {
          ...STRING,
          minLength: 1,
          maxLength: 100,
          fixes: [[/^\[object Number\]$/, "Pass it as text: a number loses the zeros at its end."]],
        },
        artifact_url: { ...HTTPS_URL, maxLength: 152, tooLong: "Leave it out, or give a shorter URL." },
        // GitHub describes it as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is none.
        path: { ...STRING, maxLength: 512 },
        registry_url: {
          ...HTTPS_URL,
          required: true,
          minLength: 1,
          maxLength: 256,
          tooLong: "Give the address of the registry, not of the artifact.",
        },
        repository: { ...STRING, maxLength: 128 },
        status: {
          ...STRING,
          // GitHub's prose says "active, inactive".
          enum: ["active", "eol", "deleted"],
          fixes: [
            [/^inactive$/i, 'GitHub\'s page says "inactive", and GitHub refuses it: use "eol" or "deleted".'],
            [/^(active|eol|deleted)$/i, "Write it in lower case."],
          ],
        },
        github_repository: {
          ...STRING,
          minLength: 1,
          maxLength: 100,
          pattern: /^[A-Za-z0-9.\-_]+$/,
          patternInWords: 'letters, digits, ".", "-" and "_"',
          fixes: [[/\//, "Give the repository's name alone, which stands after the last slash."]],
        },
        return_records: {
          ...BOOLEAN,
          fixes: [[/^(true|false)$/i, "Pass it without quotes."]],
        },
      },
      misnomers: [
        { given: ["owner", "organization"], meant: ["org"], advice: "The organization's login is given as `org`." },
        {
          given: ["registry", "url"],
          meant: ["registry_url"],
          advice: "The registry's address is given as `registry_url`.",
        },
        {
          given: ["repo"],
          meant: ["repository", "github_repository"],
          advice:
            "Give `github_repository` for the repository on GitHub, or `repository` for the one within the registry.",
        },
        {
          given: ["body"],
          meant: ["name", "digest", "registry_url"],
          advice: "What `body` holds is given beside `org`, as parameters of their own.",
        },
      ],
      refusals: [
        TOKEN,
        SECONDARY_LIMIT,
        SINGLE_SIGN_ON,
        { status: [403], message: /not accessible by/, causes: [WRITE_PERMISSION, FORK] },
        PRIMARY_LIMIT,
        TOO_MANY,
        {
          status: [404],
          message: /no artifacts found/i,
          given: "github_repository",
          causes: [WRITE_PERMISSION, USER_ACCOUNT, HIDDEN_REPOSITORY, ATTESTED_REPOSITORY],
        },
        {
          status: [404],
          message: /no artifacts found/i,
          causes: [
            "GitHub knows no attestation for this digest. Give `github_repository`, the repository of {org} that the artifact was built from.",
            USER_ACCOUNT,
            WRITE_PERMISSION,
            ATTESTED_REPOSITORY,
          ],
        },
        ENTERPRISE_SERVER,
        NO_ORGANIZATION,
        NAMED_PARAMETER,
        INVALID,
      ],
      answer: {
        anyOf: { total_count: "number" },
        none: "nothing was stored, for GitHub answered with `total_count: 0`. It found no artifact of the organization with this digest: give `github_repository`, the repository that the artifact was built from.",
        otherwise:
          "Whether the record was stored is unknown: look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.",
      },
    },
    listArtifactStorageRecords: {
      route: "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
      documentation: "https://docs.github.com/rest/orgs/artifact-metadata#list-artifact-storage-records",
      parameters: { org: ORG, subject_digest: DIGEST },
      misnomers: [
        { given: ["owner", "organization"], meant: ["org"], advice: "The organization's login is given as `org`." },
        { given: ["digest"], meant: ["subject_digest"], advice: "The digest is given as `subject_digest` here." },
      ],
      refusals: [
        TOKEN,
        SECONDARY_LIMIT,
        SINGLE_SIGN_ON,
        { status: [403], message: /not accessible by/, causes: [READ_PERMISSION] },
        PRIMARY_LIMIT,
        TOO_MANY,
        {
          status: [404],
          message: /no artifacts found/i,
          causes: [
            "No record is stored for this digest yet, or its repository is hidden from the token. Check the digest and the token's access.",
            READ_PERMISSION,
            USER_ACCOUNT,
          ],
        },
        ENTERPRISE_SERVER,
        NO_ORGANIZATION,
        NAMED_PARAMETER,
        INVALID,
      ],
      answer: {
        anyOf: { total_count: "number", storage_records: "array" },
        none: "",
        otherwise: "What is stored is unknown: call octokit.rest.orgs.listArtifactStorageRecords again.",
      },
    },
  },
} as const satisfies Rows;

/** Holds the map to `index.d.ts`: every scope, method and parameter there has its place here, and nothing else has. */
type Rows = {
  [Scope in keyof ArtifactStorage["rest"]]: {
    [Method in keyof ArtifactStorage["rest"][Scope]]: Row & {
      parameters: RulesOf<ArtifactStorage["rest"][Scope][Method]>;
    };
  };
};
type RulesOf<Method> =
  Method extends ArtifactStorageMethod<infer Parameters, infer _>
    ? { [Name in keyof Parameters]-?: Rule & Optionality<Parameters, Name> & Values<Parameters[Name]> }
    : never;
type Optionality<Parameters, Name extends keyof Parameters> =
  Record<never, never> extends Pick<Parameters, Name> ? { required: false } : { required: true };
type Values<Value> = [Value] extends [boolean | undefined]
  ? { type: "boolean" }
  : string extends Value
    ? { type: "string"; enum: undefined }
    : { type: "string"; enum: readonly Exclude<Value, undefined>[] };
