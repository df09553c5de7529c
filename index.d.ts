/**
 * An Octokit plugin: GitHub's artifact storage records on any Octokit, checked before they are sent and explained when
 * they are refused.
 *
 * A storage record says in which registry an artifact is kept. GitHub shows it on the organization's *linked artifacts*
 * page, `https://github.com/orgs/ORG/artifacts`.
 *
 * @see {@link https://docs.github.com/rest/orgs/artifact-metadata GitHub's documentation of the endpoints}
 */

import type { EndpointInterface, OctokitResponse, RequestParameters } from "@octokit/types";

/**
 * The plugin. Pass it to `Octokit.plugin()`; it needs no settings.
 *
 * It adds its methods to `octokit.rest.orgs` and leaves everything else there as it is, whichever plugin loads first.
 * If your Octokit already has one of them, it is replaced.
 *
 * You can also call it with an existing instance, such as `github` in `actions/github-script` or `context.octokit` in
 * Probot: `artifactStorage(octokit).rest.orgs`. In TypeScript, do this if your Octokit already has types for the
 * methods (`@octokit/rest`, `octokit`, `@actions/github`, Probot): those types accept unknown parameters and calls
 * without any.
 *
 * @param octokit Your Octokit, of any version from `@octokit/core` 3.6 on.
 * @param options The options of its constructor. Only `auth` is read, and only to mask it in messages.
 * @returns The methods, under the same names as on your Octokit.
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
   * Nothing can be deleted from the *linked artifacts* page. To say that an artifact is no longer in use, record it
   * again with the `status` `eol` or `deleted`.
   *
   * The token needs the permission *Artifact metadata: write*; in a workflow, `artifact-metadata: write` under
   * `permissions`.
   *
   * Rejects with {@link ParameterError} if a parameter cannot be right: nothing was sent. Rejects with Octokit's own
   * `RequestError` if GitHub refuses the record; if the reason is known, it is an {@link ExplainedRequestError}.
   * Rejects with {@link UnexpectedResponseError} if the response does not say that the record was stored.
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
   * All records come in one response. Records of repositories that the token cannot read are left out.
   *
   * The token needs the permission *Artifact metadata: read*; in a workflow, `artifact-metadata: read` under
   * `permissions`.
   *
   * Rejects with {@link ParameterError} if a parameter cannot be right: nothing was sent. Rejects with Octokit's own
   * `RequestError` if GitHub refuses the request, including with a 404 if the artifact has no record yet; if the reason
   * is known, it is an {@link ExplainedRequestError}. Rejects with {@link UnexpectedResponseError} if the response is
   * not one that GitHub sends.
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
 * Values are checked as they are: nothing is trimmed, lowercased or filled in. `undefined` counts as not given; `null`
 * is rejected.
 *
 * Unknown parameters are sent as they are, but names that people often use for another parameter (`owner`, `repo`,
 * `tag`, `state`, `registryUrl`) are rejected if that parameter is missing. To pass one that GitHub added later, cast
 * the object: `{ … } as CreateArtifactStorageRecordParameters`. To send anything without checks, use
 * `octokit.request("POST /orgs/{org}/artifacts/metadata/storage-record", { … })`.
 */
export type CreateArtifactStorageRecordParameters = {
  /** The organization's login, in any case, such as `octo-org`. A user account has no storage records. */
  org: string;
  /** The artifact's name: 1 to 256 characters. For an image, its name without the tag: `ghcr.io/octo-org/libfoo`. */
  name: string;
  /** The artifact's digest: `sha256:` followed by 64 lowercase hexadecimal digits. GitHub takes no other algorithm. */
  digest: string;
  /**
   * The registry's base URL: `https://`, 1 to 256 characters, percent-encoded where necessary. A username or password
   * in it is rejected, because everyone in the organization could read it.
   */
  registry_url: string;
  /** The artifact's version: 1 to 100 characters. */
  version?: string | undefined;
  /**
   * The URL of the artifact itself: `https://`, at most 152 characters, percent-encoded where necessary. A username or
   * password in it is rejected, because everyone in the organization could read it.
   */
  artifact_url?: string | undefined;
  /** The artifact's path within the registry: at most 512 characters. It does not have to be a URL. */
  path?: string | undefined;
  /** The repository's name within the registry, which may differ from GitHub's: at most 128 characters. */
  repository?: string | undefined;
  /**
   * Whether the artifact is in use (`active`), at the end of its life (`eol`), or `deleted` from the registry. GitHub's
   * documentation also lists `inactive`, but GitHub refuses it. Default: `active`.
   */
  status?: "active" | "eol" | "deleted" | undefined;
  /**
   * The GitHub repository that the artifact was built from: its name without the owner, 1 to 100 letters, digits, `.`,
   * `-` or `_`. It must belong to `org`. Required for an artifact without an attestation; if there is an attestation,
   * GitHub takes the repository from it.
   */
  github_repository?: string | undefined;
  /** Whether the response includes the stored records or only their count. Default: `true`. */
  return_records?: boolean | undefined;
};

/** What {@link ArtifactStorageMethods.listArtifactStorageRecords} takes. */
export type ListArtifactStorageRecordsParameters = {
  /** The organization's login, in any case, such as `octo-org`. A user account has no storage records. */
  org: string;
  /** The artifact's digest: `sha256:` followed by 64 lowercase hexadecimal digits. GitHub takes no other algorithm. */
  subject_digest: string;
};

/** Octokit's own options, which you can pass along with the parameters of any call. */
export interface OctokitCallOptions {
  /**
   * The address that the request, and your token with it, is sent to: `https://api.github.com`, or
   * `https://api.SUBDOMAIN.ghe.com`. Do not take it from a file that you do not trust.
   */
  baseUrl?: string | undefined;
  /** Headers to send with the request, their names in lowercase. */
  headers?: RequestParameters["headers"] | undefined;
  /** GitHub's media types. These endpoints support only JSON. */
  mediaType?: RequestParameters["mediaType"] | undefined;
  /**
   * How to send the request: `signal`, `fetch`, and what your plugins read, such as `retries`.
   *
   * With `parseSuccessResponseBody: false`, `data` is the unparsed body, and you have to check it yourself: the plugin
   * does not notice a response that was cut off, was redirected or has `total_count: 0`. An empty response (204) still
   * rejects.
   */
  request?: RequestParameters["request"] | undefined;
}

/** What {@link ArtifactStorageMethods.createArtifactStorageRecord} resolves with: Octokit's response. */
export type CreateArtifactStorageRecordResponse = OctokitResponse<CreatedArtifactStorageRecords, 200>;

/** What {@link ArtifactStorageMethods.listArtifactStorageRecords} resolves with: Octokit's response. */
export type ListArtifactStorageRecordsResponse = OctokitResponse<ListedArtifactStorageRecords, 200>;

/** GitHub's response when it has stored records. */
export interface CreatedArtifactStorageRecords {
  /**
   * How many records were stored: one for each artifact that matches the digest. If it is 0, nothing was stored, and
   * the call rejects with {@link UnexpectedResponseError}.
   */
  total_count: number;
  /** The stored records. Absent with `return_records: false`. */
  storage_records?: ArtifactStorageRecord[];
}

/**
 * GitHub's response when it lists records. GitHub guarantees neither member; a response with neither rejects with
 * {@link UnexpectedResponseError}.
 */
export interface ListedArtifactStorageRecords {
  /** How many records there are. */
  total_count?: number;
  /** The records. */
  storage_records?: ArtifactStorageRecord[];
}

/** A storage record in a response of GitHub's. GitHub guarantees none of the members. */
export interface ArtifactStorageRecord {
  /** GitHub's number for the record. */
  id?: number;
  /** The artifact's name. */
  name?: string;
  /** The artifact's digest: `sha256:` followed by 64 lowercase hexadecimal digits. */
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
 * A method like those of `@octokit/plugin-rest-endpoint-methods`, with an additional `check`. It works with
 * `octokit.paginate`, too.
 *
 * The parameters are read once and checked; then your Octokit sends the request, with its hooks, retries and
 * authentication. A hook cannot fill in a missing parameter; `defaults` can. You cannot replace `url` and `method`, or
 * replace the parameters with `data` or `toJSON`.
 *
 * The response is checked after your hooks have run. A response without a URL did not come from a server, but from a
 * hook or a stub of `fetch`: it is your own and is not checked.
 *
 * `Given` are the parameters given with `defaults`; `Parameters` are those of `All` that a call still takes.
 */
export interface ArtifactStorageMethod<Parameters, Response, Given extends object = object, All = Parameters> {
  // Without a comment of its own, so that an editor shows the method's where it is called.
  (parameters: Parameters & OctokitCallOptions): Promise<Response>;

  /**
   * Lists what is wrong with the parameters, and sends nothing. Parameters given with `defaults` are checked, too. It
   * needs no token.
   *
   * @param parameters The parameters of a call, or any unchecked value, such as a parsed line of a file.
   * @returns All problems that a call would reject with; an empty list if it would be sent.
   *
   * @example
   * const problems = octokit.rest.orgs.createArtifactStorageRecord.check({ org: "octo-org", name: "libfoo" });
   * for (const { message } of problems) console.error(message);
   */
  check: (parameters: unknown) => ParameterProblem[];

  /**
   * The same method with some parameters given in advance. They are checked when the method is called, together with
   * those of the call, which take precedence.
   *
   * @example
   * const recordInMyOrg = octokit.rest.orgs.createArtifactStorageRecord.defaults({ org: "octo-org" });
   */
  defaults: <More extends Partial<All> & OctokitCallOptions>(
    parameters: More,
  ) => ArtifactStorageMethod<Omit<Parameters, keyof More> & Partial<All>, Response, Given & More, All>;

  /**
   * Octokit's description of the request (`method`, `url`, `headers`, `body`). Neither it nor `.endpoint.merge` checks
   * or sends anything; to check parameters, use `check`.
   */
  endpoint: EndpointInterface<{ url: string } & Given>;
}

/**
 * An Octokit of any version: it has a `request` with an `endpoint`, whatever parameters these take. A stricter type
 * would reject an Octokit whose version of Octokit's types differs from your project's.
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
 * A parameter cannot be right, so nothing was sent. The error has no `status`, so that no Octokit plugin retries
 * the call.
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
  /** GitHub's documentation of the endpoint. */
  readonly documentation_url: string;
}

/** One thing that is wrong with one parameter. */
export interface ParameterProblem {
  /** The parameter's name; `parameters` if the argument is not an object. */
  parameter: string;
  /**
   * The rule that is broken: a JSON Schema keyword; `route` for a `url`, `method`, `data` or `toJSON` that would
   * replace the endpoint's own; `name` for a name that GitHub would ignore.
   */
  rule: "required" | "type" | "minLength" | "maxLength" | "pattern" | "format" | "enum" | "route" | "name";
  /**
   * What is wrong, what was given, and what to do if that is known. It starts with the parameter's name. The given
   * value is cut at 80 characters, and tokens and passwords in it are masked.
   */
  message: string;
}

/**
 * The response does not say that the request succeeded. It was cut off, a proxy or one of your hooks changed it, or
 * GitHub stored nothing (`total_count: 0`); or the request was redirected, and the response does not have the digest
 * that was sent. The message says which it was, and what was received.
 *
 * Unless the message says that nothing was stored, the record may or may not have been: look it up with
 * `listArtifactStorageRecords` before you send it again. The error has no `status`, so that no Octokit plugin retries
 * the call. Other libraries, such as p-retry, do unless you tell them not to.
 */
export declare class UnexpectedResponseError extends Error {
  constructor(method: string, response: UnexpectedResponse, message: string);
  readonly name: "UnexpectedResponseError";
  /** The method that was called, such as `orgs.createArtifactStorageRecord`. */
  readonly method: string;
  /** The response as your Octokit returned it. */
  readonly response: UnexpectedResponse;
}

/** The type of {@link UnexpectedResponseError.response}: an Octokit response whose `data` may be anything. */
export type UnexpectedResponse = OctokitResponse<unknown>;

/**
 * Octokit's own `RequestError` from one of these methods, or from the request for its token, if the reason is known:
 * the same object, with the likely causes appended to its `message`. `"hint" in error` tells it from other errors;
 * `hint` is not enumerable, so that a log shows the text only once.
 */
export interface ExplainedRequestError extends Error {
  /** The HTTP status. */
  status: number;
  /** What was added to the message: the likely causes, most likely first, and what to do about each. */
  hint: string;
}
