import type { ArtifactStorage, ArtifactStorageMethod } from "../index.d.ts";
import { COMMON_REFUSALS, USER_ACCOUNT } from "./refusals.ts";
import type { Fix, Row, Rule } from "./row.ts";

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
  fixes: () => [],
} as const satisfies Rule;

const BOOLEAN = { ...STRING, type: "boolean" } as const;

const EMPTY: Fix = [/^$/, "It is empty. Check that the variable it comes from is set."];
const NOT_REPLACED: Fix = [
  /\$/,
  "It has the name of a variable, not its value. A shell does not expand variables in single quotes.",
];

const ORG = {
  ...STRING,
  required: true,
  // A URL template escapes neither "." nor "..", so the request would leave its route; a lone surrogate has no escape.
  // No login has the other characters: they come from a URL or a repository's full name.
  pattern: /^(?!\.\.?$)[^\s/\\@:?#%$\ud800-\udfff]+$/u,
  patternInWords: "an organization's login",
  fixes: () => [
    NOT_REPLACED,
    [/^https?:|^orgs\/|^([\w-]+\.)+[a-z]+\//i, 'Give only the login: the part after the host or "orgs/" in the URL.'],
    [/^(ssh:\/\/)?git@/, "Give only the login, the part before the repository's name."],
    [/^@/, 'Remove the "@".'],
    [/^[^/]+\/[^/]+$/, "Give only the login, the part before the slash."],
    EMPTY,
    [/^\s|\s$/, "Remove the spaces and line breaks around it."],
  ],
} as const satisfies Rule;

// GitHub's prose says "algorithm:hex-encoded-digest"; its pattern takes only lowercase sha256.
const DIGEST = {
  ...STRING,
  required: true,
  pattern: /^sha256:[a-f0-9]{64}$/,
  patternInWords: '"sha256:" and 64 lowercase hexadecimal digits',
  isHash: true,
  fixes: () => [
    NOT_REPLACED,
    [/^(sha256:)?\s*$/i, "It has no digits. Check whether the command that computes it failed."],
    [/^sha256:[a-f0-9]{64}$/i, "Write it in lowercase (Get-FileHash prints uppercase)."],
    [/^[a-f0-9]{64}$/i, 'Put "sha256:" in front of it, and write it in lowercase.'],
    [/^sha256:[a-f0-9]{64}[\r\n]+$/, "Remove the line break at its end."],
    [/^["'`].*["'`]\s*$/, "Remove the quotes."],
    [/@sha256:[a-f0-9]{64}\s*$/i, 'Give only the part after the "@".'],
    [
      /^SHA(2-)?256 ?\(.*\) ?= ?[a-f0-9]{64}\s*$/i,
      'Keep only the 64 digits after the "=", and put "sha256:" in front of them.',
    ],
    [/^(sha256[-:])?[A-Za-z0-9+/]{43}=$/, "This is Base64, as in an integrity field. GitHub takes hexadecimal digits."],
    [/^(sha256:){2}/i, 'Write "sha256:" only once.'],
    [/^[a-f0-9]{40}$/i, "This is a SHA-1 hash, such as a commit's. GitHub takes only SHA-256."],
    [
      /^\s*(sha-?256[:=])?[a-f0-9]{64}(\s|$)/i,
      'Give only the digest, without spaces or a file name, and put "sha256:" in front of it.',
    ],
    [
      /^(?!sha-?256)(md|sha|blake)-?\d|^[a-f0-9]{32}$|^[a-f0-9]{56}$|^[a-f0-9]{96}$|^[a-f0-9]{128}$/i,
      "GitHub takes only SHA-256, which sha256sum prints.",
    ],
    [/^(sha256:)?[a-f0-9]{65,}$/i, "A SHA-256 hash has 64 digits, and this has more."],
    [/^(sha256:)?[a-f0-9]+$/i, "A SHA-256 hash has 64 digits. Check whether it was cut off."],
  ],
} as const satisfies Rule;

const HTTPS_URL = {
  ...STRING,
  pattern: /^https:\/\//,
  patternInWords: 'a URL that starts with "https://"',
  format: "uri",
  fixes: () => [
    EMPTY,
    [/^\[object URL\]$/, "Pass the URL's `href`."],
    [/^http:/i, 'Use "https://".'],
    [/^(?!https)[Hh][Tt][Tt][Pp][Ss]:\/\//, 'Write "https://" in lowercase.'],
    [/^(oci|docker):\/\//i, 'Replace what comes before the host with "https://".'],
    [/^https:\/[^/]/i, 'Write two slashes after "https:".'],
    [/^([\w-]+(\.[\w-]+)+(:\d+)?|[\w-]+:\d+)(\/|$)/, 'Put "https://" in front of it.'],
    [/^https:\/\/[^/?#]*[^\0-\x7f]/i, 'Write its host in Punycode, which starts with "xn--".'],
    [/^https:\/\/./i, "Check its host and port, and percent-encode spaces and special characters."],
  ],
} as const satisfies Rule;

const WRITE_PERMISSION =
  "The token lacks the permission \"Artifact metadata: write\". Add it. In a workflow, put `artifact-metadata: write` under `permissions:`; a job's own `permissions:` replace the workflow's.";
const READ_PERMISSION =
  "The token lacks the permission \"Artifact metadata: read\". Add it. In a workflow, put `artifact-metadata: read` under `permissions:`; a job's own `permissions:` replace the workflow's.";
const OWN_TOKEN_WRITE_PERMISSION =
  'The personal access token lacks the permission "Artifact metadata: write". Add it in the token\'s settings.';
const OWN_TOKEN_READ_PERMISSION =
  'The personal access token lacks the permission "Artifact metadata: read". Add it in the token\'s settings.';
const RESOURCE_OWNER =
  "The resource owner of the personal access token is not {org}. Create a token whose resource owner is {org}.";
const FORK =
  "The workflow runs for a pull request from a fork. Such a run never gets write access: record the artifact after the merge.";
const HIDDEN_REPOSITORY =
  "{github_repository} is not a repository of {org}, or the token cannot see it. Check its name and the token's access to it.";
// Where there is an attestation, GitHub takes the repository from that, whether `github_repository` is given or not.
const ATTESTED_REPOSITORY =
  "The repository that the artifact's attestation names does not belong to {org}, or the token cannot see it. Check its owner and the token's access to it.";

const NOTHING_STORED =
  "nothing was stored: GitHub answered with `total_count: 0`. It found no artifact of the organization with this digest.";

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
          fixes: () => [[/^\[object Number\]$/, "Pass it as a string: a number loses its trailing zeros."]],
        },
        artifact_url: { ...HTTPS_URL, maxLength: 152, tooLong: "Leave it out, or give a shorter URL." },
        // GitHub describes it as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is not.
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
          fixes: () => [
            [/^inactive$/i, 'GitHub\'s page says "inactive", but GitHub refuses it. Use "eol" or "deleted".'],
            [/^(active|eol|deleted)$/i, "Write it in lowercase."],
          ],
        },
        github_repository: {
          ...STRING,
          minLength: 1,
          maxLength: 100,
          pattern: /^[A-Za-z0-9.\-_]+$/,
          patternInWords: 'made up of letters, digits, ".", "-" and "_"',
          fixes: () => [
            NOT_REPLACED,
            [/\/[^/]+\.git$/, 'Give only the repository\'s name, the part after the last slash, without ".git".'],
            [/\/[^/]+$/, "Give only the repository's name, the part after the last slash."],
          ],
        },
        return_records: {
          ...BOOLEAN,
          fixes: () => [[/^(true|false)$/i, "Pass it without quotes."]],
        },
      },
      misnomers: [
        { given: ["owner", "organization"], meant: ["org"], advice: "Give the organization's login as `org`." },
        {
          given: ["registry", "url"],
          meant: ["registry_url"],
          advice: "Give the registry's address as `registry_url`.",
        },
        { given: ["sha256", "subject_digest"], meant: ["digest"], advice: "Give the digest as `digest`." },
        {
          given: ["tag", "artifact_version"],
          meant: ["version"],
          advice: "Give the artifact's version as `version`.",
        },
        { given: ["state"], meant: ["status"], advice: "Give the artifact's status as `status`." },
        {
          given: ["repo"],
          meant: ["repository", "github_repository"],
          advice:
            "Give the repository on GitHub as `github_repository`, or the repository within the registry as `repository`.",
        },
        {
          given: ["body"],
          meant: ["name", "digest", "registry_url"],
          advice: "Pass what `body` holds as parameters of the call, next to `org`.",
        },
      ],
      refusals: () => [
        {
          status: [403],
          message: /not accessible by personal access token/,
          causes: [OWN_TOKEN_WRITE_PERMISSION, RESOURCE_OWNER],
        },
        { status: [403], message: /not accessible by/, causes: [WRITE_PERMISSION, FORK] },
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
            "GitHub has no attestation for this digest. Give `github_repository`, the repository of {org} that the artifact was built from.",
            USER_ACCOUNT,
            WRITE_PERMISSION,
            ATTESTED_REPOSITORY,
          ],
        },
        ...COMMON_REFUSALS,
      ],
      answer: {
        anyOf: { total_count: "number" },
        repeats: "digest",
        none: [
          {
            given: "github_repository",
            text: `${NOTHING_STORED} Check the digest, and that \`github_repository\` is the repository that the artifact was built from.`,
          },
          {
            text: `${NOTHING_STORED} Give \`github_repository\`, the repository that the artifact was built from.`,
          },
        ],
        otherwise:
          "The record may or may not have been stored. Look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.",
      },
    },
    listArtifactStorageRecords: {
      route: "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records",
      documentation: "https://docs.github.com/rest/orgs/artifact-metadata#list-artifact-storage-records",
      parameters: { org: ORG, subject_digest: DIGEST },
      misnomers: [
        { given: ["owner", "organization"], meant: ["org"], advice: "Give the organization's login as `org`." },
        { given: ["digest"], meant: ["subject_digest"], advice: "Give the digest as `subject_digest` here." },
      ],
      refusals: () => [
        {
          status: [403],
          message: /not accessible by personal access token/,
          causes: [OWN_TOKEN_READ_PERMISSION, RESOURCE_OWNER],
        },
        { status: [403], message: /not accessible by/, causes: [READ_PERMISSION] },
        {
          status: [404],
          message: /no artifacts found/i,
          causes: [
            "No record is stored for this digest yet, or the token cannot see its repository. Check the digest and the token's access.",
            READ_PERMISSION,
            USER_ACCOUNT,
          ],
        },
        ...COMMON_REFUSALS,
      ],
      answer: {
        anyOf: { total_count: "number", storage_records: "array" },
        otherwise: "It says nothing about what is stored. Call octokit.rest.orgs.listArtifactStorageRecords again.",
      },
    },
  },
} as const satisfies Rows;

/** Holds the map to `index.d.ts`: every scope, method and parameter there has its place here, and nothing else has. */
type Rows = {
  [Scope in keyof ArtifactStorage["rest"]]: {
    [Method in keyof ArtifactStorage["rest"][Scope]]: RowOf<ArtifactStorage["rest"][Scope][Method]>;
  };
};
type RowOf<Method> =
  Method extends ArtifactStorageMethod<infer Parameters, infer _>
    ? Row<keyof Parameters & string> & {
        parameters: { [Name in keyof Parameters]-?: Rule & Optionality<Parameters, Name> & Values<Parameters[Name]> };
      }
    : never;
type Optionality<Parameters, Name extends keyof Parameters> =
  Record<never, never> extends Pick<Parameters, Name> ? { required: false } : { required: true };
type Values<Value> = [Value] extends [boolean | undefined]
  ? { type: "boolean" }
  : string extends Value
    ? { type: "string"; enum: undefined }
    : { type: "string"; enum: readonly Exclude<Value, undefined>[] };
