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
 * The plugin. Pass it to `Octokit.plugin()`; it needs no settings.
 *
 * It adds its methods to `octokit.rest.orgs` and leaves everything else there as it is, whichever plugin loads first.
 * Where your Octokit has one of them already, this plugin's takes its place.
 *
 * It can also be called by hand with an instance that you were given, such as `github` of `actions/github-script` or
 * `context.octokit` of a Probot: `artifactStorage(octokit).rest.orgs`. In TypeScript this is the way to the methods where
 * your Octokit has types of them already (`@octokit/rest`, `octokit`, `@actions/github`, Probot): those take unknown
 * parameters, and a call with none.
 *
 * @param octokit Your Octokit, of any version from `@octokit/core` 3.6 on.
 * @param options What its constructor was given. Only `auth` is read, and only to mask it in messages.
 * @returns The methods, under the names that they have on your Octokit.
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

/** What the plugin adds to your Octokit. */
export interface ArtifactStorage {
  rest: { orgs: ArtifactStorageMethods };
}

/** What the plugin adds to `octokit.rest.orgs`. */
export interface ArtifactStorageMethods {
  /**
   * Records where an artifact is stored: `POST /orgs/{org}/artifacts/metadata/storage-record`.
   *
   * Nothing can be deleted from the *linked artifacts* page. To say that an artifact is no longer in use, record it again
   * with the `status` `eol` or `deleted`.
   *
   * The token needs the permission *Artifact metadata: write*, which a workflow writes as
   * `permissions: artifact-metadata: write`.
   *
   * Rejects with {@link ParameterError} when a parameter cannot be right: nothing was sent. Rejects with Octokit's own
   * `RequestError` when GitHub refuses the record; where the reason is known, it is an {@link ExplainedRequestError}.
   * Rejects with {@link UnexpectedResponseError} when the answer does not say that the record was stored.
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
   * All records come in one answer. Those of repositories that the token cannot read are left out.
   *
   * The token needs the permission *Artifact metadata: read*, which a workflow writes as
   * `permissions: artifact-metadata: read`.
   *
   * Rejects with {@link ParameterError} when a parameter cannot be right: nothing was sent. Rejects with Octokit's own
   * `RequestError` when GitHub refuses, also with a 404 where the artifact has no record yet; where the reason is known,
   * it is an {@link ExplainedRequestError}. Rejects with {@link UnexpectedResponseError} when the answer is not GitHub's.
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

/**
 * What {@link ArtifactStorageMethods.createArtifactStorageRecord} takes. Lengths are in characters (code points).
 *
 * Values are checked as they are: nothing is trimmed, lower-cased or filled in. `undefined` counts as not given; `null` is
 * rejected.
 *
 * Unknown parameters are sent as they are. To give one that GitHub added later, cast the object:
 * `{ … } as CreateArtifactStorageRecordParameters`. To send anything, unchecked, use
 * `octokit.request("POST /orgs/{org}/artifacts/metadata/storage-record", { … })`.
 */
export type CreateArtifactStorageRecordParameters = {
  /** The organization's login, in any case, such as `octo-org`. A user account has no storage records. */
  org: string;
  /** The artifact's name: 1 to 256 characters. For an image, this is its name without a tag: `ghcr.io/octo-org/libfoo`. */
  name: string;
  /** The artifact's digest: `sha256:` and 64 hexadecimal digits in lower case. GitHub takes no other algorithm. */
  digest: string;
  /**
   * The registry's base URL: `https://`, 1 to 256 characters, percent-encoded where a URL needs it. A user and password in
   * it are rejected, for everyone in the organization would read them.
   */
  registry_url: string;
  /** The artifact's version: 1 to 100 characters. */
  version?: string;
  /**
   * The URL of the artifact itself: `https://`, at most 152 characters, percent-encoded where a URL needs it. A user and
   * password in it are rejected, for everyone in the organization would read them.
   */
  artifact_url?: string;
  /** The artifact's path within the registry: at most 512 characters. It need not be a URL. */
  path?: string;
  /** The repository's name within the registry, which may differ from GitHub's: at most 128 characters. */
  repository?: string;
  /**
   * Whether the artifact is in use: `active`, at the end of its life (`eol`), or `deleted` from the registry. GitHub's page
   * also says `inactive`, which GitHub refuses. Default: `active`.
   */
  status?: "active" | "eol" | "deleted";
  /**
   * The GitHub repository that the artifact was built from: its name without the owner, 1 to 100 letters, digits, `.`, `-`
   * or `_`. It must belong to `org`. An artifact without an attestation needs it; where there is an attestation, GitHub
   * takes the repository from that.
   */
  github_repository?: string;
  /** Whether the answer holds the stored records, or their count alone. Default: `true`. */
  return_records?: boolean;
};

/** What {@link ArtifactStorageMethods.listArtifactStorageRecords} takes. */
export type ListArtifactStorageRecordsParameters = {
  /** The organization's login, in any case, such as `octo-org`. A user account has no storage records. */
  org: string;
  /** The artifact's digest: `sha256:` and 64 hexadecimal digits in lower case. GitHub takes no other algorithm. */
  subject_digest: string;
};

/** Octokit's own options, which go with the parameters of any call. */
export interface OctokitCallOptions {
  /**
   * The address that the request, and your token with it, is sent to: `https://api.github.com`, or
   * `https://api.SUBDOMAIN.ghe.com`. Do not take it from a file that you do not trust.
   */
  baseUrl?: string;
  /** Headers to send with the request, their names in lower case. */
  headers?: RequestParameters["headers"];
  /** GitHub's media types. The endpoints here have JSON alone. */
  mediaType?: RequestParameters["mediaType"];
  /**
   * How to send the request: `signal`, `fetch`, and what your plugins read, such as `retries`.
   *
   * With `parseSuccessResponseBody: false`, `data` is the body as it comes, and you check it yourself: an answer that was
   * cut off, or has `total_count: 0`, is not noticed then. An empty answer (204) rejects even so.
   */
  request?: RequestParameters["request"];
}

/** What {@link ArtifactStorageMethods.createArtifactStorageRecord} resolves with: Octokit's response. */
export type CreateArtifactStorageRecordResponse = OctokitResponse<CreatedArtifactStorageRecords, 200>;

/** What {@link ArtifactStorageMethods.listArtifactStorageRecords} resolves with: Octokit's response. */
export type ListArtifactStorageRecordsResponse = OctokitResponse<ListedArtifactStorageRecords, 200>;

/** What GitHub answers when it has stored records. */
export interface CreatedArtifactStorageRecords {
  /**
   * How many records were stored: one for each artifact that matches the digest. With 0 nothing was stored, and the call
   * rejects with {@link UnexpectedResponseError}.
   */
  total_count: number;
  /** The stored records. Absent with `return_records: false`. */
  storage_records?: ArtifactStorageRecord[];
}

/**
 * What GitHub answers when it lists records. It promises neither member; an answer with neither rejects with
 * {@link UnexpectedResponseError}.
 */
export interface ListedArtifactStorageRecords {
  /** How many records there are. */
  total_count?: number;
  /** The records. */
  storage_records?: ArtifactStorageRecord[];
}

/** A storage record, as GitHub answers with it. GitHub promises none of the members. */
export interface ArtifactStorageRecord {
  /** GitHub's number for the record. */
  id?: number;
  /** The artifact's name. */
  name?: string;
  /** The artifact's digest: `sha256:` and 64 hexadecimal digits in lower case. */
  digest?: string;
  /** The URL of the artifact itself; `null` when none was given. */
  artifact_url?: string | null;
  /** The registry's base URL. */
  registry_url?: string;
  /** The repository's name within the registry; `null` when none was given. */
  repository?: string | null;
  /** `active`, `eol` or `deleted`. GitHub may add others. */
  status?: string;
  /** When the record was created: ISO 8601, in UTC. */
  created_at?: string;
  /** When the record was last changed: ISO 8601, in UTC. */
  updated_at?: string;
}

/** The type of {@link ArtifactStorageMethods.createArtifactStorageRecord}. */
export type CreateArtifactStorageRecord = ArtifactStorageMethod<
  CreateArtifactStorageRecordParameters,
  CreateArtifactStorageRecordResponse
>;

/** The type of {@link ArtifactStorageMethods.listArtifactStorageRecords}. */
export type ListArtifactStorageRecords = ArtifactStorageMethod<
  ListArtifactStorageRecordsParameters,
  ListArtifactStorageRecordsResponse
>;

/**
 * A method like those of `@octokit/plugin-rest-endpoint-methods`, with `check` besides. `octokit.paginate` takes it, too.
 *
 * The parameters are read once and checked; then your Octokit sends the request, with its hooks, retries and
 * authentication. `url` and `method` cannot be replaced, nor the parameters by `data` or `toJSON`.
 *
 * The answer is checked after your hooks, as they hand it on. An answer without a URL came from no server, but from a hook
 * or a stub of `fetch`: it is your own, and is not checked.
 *
 * `Given` are the parameters given with `defaults`; `Parameters` are those that a call still takes, of `All`.
 */
export interface ArtifactStorageMethod<Parameters, Response, Given extends object = object, All = Parameters> {
  // Without a comment of its own, so that an editor shows the method's where it is called.
  (parameters: Parameters & OctokitCallOptions): Promise<Response>;

  /**
   * Lists what is wrong with the parameters, and sends nothing. What was given with `defaults` is checked with them. It
   * needs no token.
   *
   * @param parameters The parameters of a call, or anything else, such as a line of a file: `check` is for what nobody has
   * looked at yet.
   * @returns All problems that a call would reject with; an empty list if it would be sent.
   *
   * @example
   * const problems = octokit.rest.orgs.createArtifactStorageRecord.check({ org: "octo-org", name: "libfoo" });
   * for (const { message } of problems) console.error(message);
   */
  check(parameters: unknown): ParameterProblem[];

  /**
   * The same method with some parameters given in advance. They are checked when it is called, with those of the call;
   * what is given twice is taken from the call.
   *
   * @example
   * const recordInMyOrg = octokit.rest.orgs.createArtifactStorageRecord.defaults({ org: "octo-org" });
   */
  defaults<More extends Partial<All> & OctokitCallOptions>(
    parameters: More,
  ): ArtifactStorageMethod<Omit<Parameters, keyof More> & Partial<All>, Response, Given & More, All>;

  /**
   * Octokit's description of the request (`method`, `url`, `headers`, `body`). It checks nothing and sends nothing, nor does
   * `.endpoint.merge`; `check` does the former.
   */
  endpoint: EndpointInterface<{ url: string } & Given>;
}

/**
 * An Octokit of any version: it has a `request` with an `endpoint`, whatever parameters these take. To say more would refuse
 * an Octokit that brings another version of Octokit's types than your project has.
 */
export interface AnyOctokit {
  request: {
    (...parameters: never[]): unknown;
    endpoint: {
      (...parameters: never[]): unknown;
      merge(...parameters: never[]): unknown;
      defaults(...parameters: never[]): unknown;
    };
  };
}

/**
 * A parameter cannot be right, so nothing was sent. It has no `status`, so that nothing retries the call.
 *
 * @example
 * import { ParameterError } from "octokit-plugin-artifact-storage";
 *
 * try {
 *   await octokit.rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: "latest" });
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
  /** Everything that is wrong with the call. */
  readonly problems: ParameterProblem[];
  /** GitHub's page of the endpoint. */
  readonly documentation_url: string;
}

/** One thing that is wrong with one parameter. */
export interface ParameterProblem {
  /** The parameter's name; `parameters` where the argument is no object. */
  parameter: string;
  /**
   * The rule that does not hold: a keyword of JSON Schema; `route` for a `url`, `method`, `data` or `toJSON` that would
   * replace the endpoint's own; `name` for a name that GitHub would ignore.
   */
  rule: "required" | "type" | "minLength" | "maxLength" | "pattern" | "format" | "enum" | "route" | "name";
  /**
   * What is wrong, what was given, and what to do where that is known. It starts with the parameter's name. What was given
   * is cut at 80 characters, and tokens and passwords in it are masked.
   */
  message: string;
}

/**
 * The answer does not say that the request succeeded. It was cut off or redirected, a proxy or one of your hooks changed
 * it, or GitHub stored nothing (`total_count: 0`). The message says which member is missing, and what came.
 *
 * Whether a record was stored may be unknown: look it up with `listArtifactStorageRecords` before you send it again. The
 * error has no `status`, so that nothing retries the call blindly.
 */
export declare class UnexpectedResponseError extends Error {
  constructor(method: string, response: OctokitResponse<unknown>, message: string);
  readonly name: "UnexpectedResponseError";
  /** The method that was called, such as `orgs.createArtifactStorageRecord`. */
  readonly method: string;
  /** The response as your Octokit gave it. */
  readonly response: OctokitResponse<unknown>;
}

/**
 * Octokit's own `RequestError` from one of these methods, where the reason is known: the same object, with the likely
 * causes added to its `message`. `"hint" in error` tells it from others; `hint` is not enumerable, so that a log shows the
 * text once.
 */
export interface ExplainedRequestError extends Error {
  /** The HTTP status. */
  status: number;
  /** What was added to the message: the likely causes, most likely first, and what to do about each. */
  hint: string;
}
