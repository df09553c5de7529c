/**
 * An Octokit plugin: GitHub's artifact storage records on any Octokit, checked before they are sent and explained when
 * they are refused.
 *
 * A storage record says in which registry an artifact is kept. GitHub shows it on the organization's *linked artifacts*
 * page, `https://github.com/orgs/ORG/artifacts`.
 *
 * @see {@link https://docs.github.com/rest/orgs/artifact-metadata GitHub's page of the endpoints}
 */

import type { EndpointInterface, OctokitResponse, RequestParameters } from "@octokit/types";

/**
 * The plugin. Pass it to `Octokit.plugin()`; nothing needs configuring.
 *
 * It adds its methods to `octokit.rest.orgs` and leaves everything else there as it is, whichever plugin loads first.
 * Where the host has one of them already, this plugin's takes its place.
 *
 * @param octokit The instance that is being built.
 * @param options The options given to its constructor. Of these, `auth` is read, and only to mask it in messages.
 * @returns What the plugin adds to the instance.
 *
 * @example
 * import { Octokit } from "@octokit/core";
 * import { artifactStorage } from "octokit-plugin-artifact-storage";
 *
 * const MyOctokit = Octokit.plugin(artifactStorage);
 * const octokit = new MyOctokit({ auth: process.env.GITHUB_TOKEN });
 */
export declare function artifactStorage(octokit: AnyOctokit, options?: { auth?: unknown }): ArtifactStorage;
export declare namespace artifactStorage {
  /** The version of this package, as in its `package.json`. */
  const VERSION: string;
}

/** An Octokit of any version: what the plugin uses of it. */
export interface AnyOctokit {
  request: {
    (options: { url: string; [parameter: string]: unknown }): Promise<OctokitResponse<unknown>>;
    endpoint: {
      (options: { url: string; [parameter: string]: unknown }): { headers: object };
      merge(parameters: object): object;
      defaults(parameters: object): object;
    };
  };
}

/** What the plugin adds to an instance. */
export interface ArtifactStorage {
  rest: { orgs: ArtifactStorageMethods };
}

/** What the plugin adds to `octokit.rest.orgs`. */
export interface ArtifactStorageMethods {
  /**
   * Records where an artifact is stored: `POST /orgs/{org}/artifacts/metadata/storage-record`.
   *
   * The token needs the permission *Artifact metadata: write*; in a workflow, `permissions: artifact-metadata: write`.
   *
   * Rejects with {@link ParameterError} when a parameter cannot be right (nothing was sent), with Octokit's own
   * `RequestError`, its likely causes added ({@link ExplainedRequestError}), when GitHub refuses the record, and with
   * {@link UnexpectedResponseError} when the answer does not tell whether the record was stored.
   *
   * @see {@link https://docs.github.com/rest/orgs/artifact-metadata#create-artifact-metadata-storage-record}
   *
   * @example
   * const { data } = await octokit.rest.orgs.createArtifactStorageRecord({
   *   org: "octo-org",
   *   name: "libfoo",
   *   digest: "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72",
   *   registry_url: "https://reg.example.com/artifactory/",
   *   github_repository: "libfoo",
   * });
   */
  createArtifactStorageRecord: CreateArtifactStorageRecord;

  /**
   * Lists the storage records of an artifact: `GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records`.
   *
   * The answer is not paginated. Records of repositories that the token cannot read are left out. The token needs the
   * permission *Artifact metadata: read*.
   *
   * Rejects as {@link ArtifactStorageMethods.createArtifactStorageRecord} does.
   *
   * @see {@link https://docs.github.com/rest/orgs/artifact-metadata#list-artifact-storage-records}
   *
   * @example
   * const { data } = await octokit.rest.orgs.listArtifactStorageRecords({
   *   org: "octo-org",
   *   subject_digest: "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72",
   * });
   */
  listArtifactStorageRecords: ListArtifactStorageRecords;
}

/** Where an artifact is stored, for {@link ArtifactStorageMethods.createArtifactStorageRecord}. */
export type CreateArtifactStorageRecordParameters = {
  /** The organization's login, in any case; not a user account. Not empty, `.` or `..`. */
  org: string;
  /** The artifact's name: 1 to 256 characters (code points). */
  name: string;
  /** The artifact's digest: `sha256:` and 64 hexadecimal digits in lower case. GitHub takes no other algorithm. */
  digest: string;
  /** The registry's base URL: `https://`, 1 to 256 characters, percent-encoded where a URL needs it. */
  registry_url: string;
  /** The artifact's version: 1 to 100 characters. */
  version?: string;
  /** The URL of the artifact itself: `https://`, at most 152 characters, percent-encoded where a URL needs it. */
  artifact_url?: string;
  /** The artifact's path within the registry: at most 512 characters. It need not be a URL. */
  path?: string;
  /** The repository's name within the registry, which may differ from GitHub's: at most 128 characters. */
  repository?: string;
  /** Whether the artifact is in use. `inactive`, which GitHub's prose names, is not taken. Default: `active`. */
  status?: "active" | "eol" | "deleted";
  /**
   * The GitHub repository that the artifact was built from: its name without the owner, 1 to 100 letters, digits, `.`,
   * `-` or `_`. Needed for an artifact without a provenance attestation; GitHub prefers the attestation's where there
   * is one. It must belong to `org`.
   */
  github_repository?: string;
  /** Whether the answer holds the stored records, or their count alone. Default: `true`. */
  return_records?: boolean;
};

/** Whose records to list, for {@link ArtifactStorageMethods.listArtifactStorageRecords}. */
export type ListArtifactStorageRecordsParameters = {
  /** The organization's login, in any case; not a user account. Not empty, `.` or `..`. */
  org: string;
  /** The artifact's digest: `sha256:` and 64 hexadecimal digits in lower case. GitHub takes no other algorithm. */
  subject_digest: string;
};

/** A storage record, as GitHub answers with it. Its description promises none of the members. */
export interface ArtifactStorageRecord {
  /** GitHub's number for the record. */
  id?: number;
  /** The artifact's name. */
  name?: string;
  /** The artifact's digest, `sha256:` and 64 hexadecimal digits. */
  digest?: string;
  /** The URL of the artifact itself; `null` when none was given. */
  artifact_url?: string | null;
  /** The registry's base URL. */
  registry_url?: string;
  /** The repository's name within the registry; `null` when none was given. */
  repository?: string | null;
  /** `active`, `eol` or `deleted`; not closed, for GitHub may add to what it answers. */
  status?: string;
  /** When the record was created: ISO 8601, UTC. */
  created_at?: string;
  /** When the record was last changed: ISO 8601, UTC. */
  updated_at?: string;
}

/** What GitHub answers when a record was stored. */
export interface CreatedArtifactStorageRecords {
  /** How many records were stored: one for each artifact that the digest matches. An answer with 0 is an error. */
  total_count: number;
  /** The stored records; absent with `return_records: false`. */
  storage_records?: ArtifactStorageRecord[];
}

/** What GitHub answers when it lists records. Of the two members, at least one is there. */
export interface ListedArtifactStorageRecords {
  /** How many records there are. GitHub's own example of the answer does not have it. */
  total_count?: number;
  /** The records. */
  storage_records?: ArtifactStorageRecord[];
}

/** What {@link ArtifactStorageMethods.createArtifactStorageRecord} resolves with. */
export type CreateArtifactStorageRecordResponse = OctokitResponse<CreatedArtifactStorageRecords, 200>;

/** What {@link ArtifactStorageMethods.listArtifactStorageRecords} resolves with. */
export type ListArtifactStorageRecordsResponse = OctokitResponse<ListedArtifactStorageRecords, 200>;

/** The method {@link ArtifactStorageMethods.createArtifactStorageRecord}. */
export type CreateArtifactStorageRecord = ArtifactStorageMethod<
  CreateArtifactStorageRecordParameters,
  CreateArtifactStorageRecordResponse
>;

/** The method {@link ArtifactStorageMethods.listArtifactStorageRecords}. */
export type ListArtifactStorageRecords = ArtifactStorageMethod<
  ListArtifactStorageRecordsParameters,
  ListArtifactStorageRecordsResponse
>;

/** Octokit's own options of a call. They go with the endpoint's parameters. */
export interface OctokitCallOptions {
  /** Where the request, with your token, is sent: `https://api.github.com`, or `https://api.SUBDOMAIN.ghe.com`. */
  baseUrl?: string;
  /** Headers to send with the request, their names in lower case. */
  headers?: RequestParameters["headers"];
  /** GitHub's media types; the endpoints here have only one. */
  mediaType?: RequestParameters["mediaType"];
  /** How to send the request: `signal`, `fetch`, `retries` and whatever else your plugins read. */
  request?: RequestParameters["request"];
}

/** An endpoint method, as the methods of `@octokit/plugin-rest-endpoint-methods` are, and `check` beside. */
export interface ArtifactStorageMethod<Parameters, Response, Given extends object = object, All = Parameters> {
  // Without a comment of its own, so that an editor shows the method's at a call.
  (parameters: Parameters & OctokitCallOptions): Promise<Response>;

  /**
   * Lists what is wrong with the parameters, those given with `defaults` included, and sends nothing. It needs no token.
   *
   * @param parameters Anything, such as a line of a file that was not looked at yet.
   * @returns Every problem that a call would be rejected for; none if it would be sent.
   */
  check(parameters: unknown): ParameterProblem[];

  /**
   * The same method with some parameters given in advance; they are checked with the rest when it is called.
   *
   * @example
   * const record = octokit.rest.orgs.createArtifactStorageRecord.defaults({ org: "octo-org" });
   */
  defaults<More extends Partial<All> & OctokitCallOptions>(
    parameters: More,
  ): ArtifactStorageMethod<Omit<Parameters, keyof More> & Partial<All>, Response, Given & More, All>;

  /** The request's description (`method`, `url`, `headers`, `body`), made without checking or sending anything. */
  endpoint: EndpointInterface<{ url: string } & Given>;
}

/**
 * A parameter cannot be right, so nothing was sent. It has no `status`, so that nothing retries it.
 *
 * @example
 * try {
 *   await octokit.rest.orgs.createArtifactStorageRecord(record);
 * } catch (error) {
 *   if (!(error instanceof ParameterError)) throw error;
 *   for (const { message } of error.problems) console.error(message);
 * }
 */
export declare class ParameterError extends TypeError {
  constructor(method: string, problems: ParameterProblem[], documentationUrl: string);
  readonly name: "ParameterError";
  /** The method that was called, such as `orgs.createArtifactStorageRecord`. */
  readonly method: string;
  /** Every problem of the call: of its route, then of the parameters in GitHub's order, then of Octokit's own options. */
  readonly problems: ParameterProblem[];
  /** GitHub's page of the endpoint. */
  readonly documentation_url: string;
}

/** One thing that is wrong with one parameter. */
export interface ParameterProblem {
  /** The parameter's name. */
  parameter: string;
  /**
   * The rule that does not hold: a keyword of JSON Schema; `route` for a `url`, `method`, `data` or `toJSON` that would
   * replace the endpoint's own; `name` for a name that GitHub would ignore.
   */
  rule: "required" | "type" | "minLength" | "maxLength" | "pattern" | "format" | "enum" | "route" | "name";
  /** What is wrong, what was given (cut at 80 characters, credentials masked), and how to put it right where known. */
  message: string;
}

/**
 * The answer does not hold what the endpoint always answers with: it was cut off, redirected, or came from a proxy.
 * Whether a record was stored is then unknown. It has no `status`, so that nothing retries it blindly.
 */
export declare class UnexpectedResponseError extends Error {
  constructor(method: string, response: OctokitResponse<unknown>, message: string);
  readonly name: "UnexpectedResponseError";
  /** The method that was called. */
  readonly method: string;
  /** The answer as Octokit read it. */
  readonly response: OctokitResponse<unknown>;
}

/**
 * Octokit's `RequestError` from one of the methods here, when the reason is known: the same object, with the likely
 * causes added to its `message`. Recognize it by its `hint`, which is not enumerable: `"hint" in error`.
 */
export interface ExplainedRequestError extends Error {
  /** The HTTP status. */
  status: number;
  /** The text that was added to the message: the likely causes, most likely first, and what to do about each. */
  hint: string;
}
