// Nothing here runs: `npm run typecheck` compiles it. It holds index.d.ts to Octokit's own types and to src/, and pins
// what must not compile.
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import type { Endpoints, OctokitResponse, RequestParameters } from "@octokit/types";
import type * as Declared from "../index.d.ts";
import * as source from "../src/index.ts";

/** Both ways assignable; `Is<…>` compiles only for `true`. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Is<_ extends true> = never;

/** One and the same; an optional member, `readonly` or a wider type make a difference. */
type Exactly<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Without the index signature, which lets unknown parameters through. */
type Named<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
/** Without Octokit's own options as well. */
type Own<T> = Omit<Named<T>, keyof Named<RequestParameters>>;

type Create = Endpoints["POST /orgs/{org}/artifacts/metadata/storage-record"];
type List = Endpoints["GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records"];

export type Parameters = [
  Is<Same<Declared.CreateArtifactStorageRecordParameters, Own<Create["parameters"]>>>,
  Is<Same<Required<Declared.CreateArtifactStorageRecordParameters>, Required<Own<Create["parameters"]>>>>,
  Is<Same<keyof Declared.CreateArtifactStorageRecordParameters, keyof Own<Create["parameters"]>>>,
  Is<Same<Declared.ListArtifactStorageRecordsParameters, Own<List["parameters"]>>>,
  Is<Same<keyof Declared.ListArtifactStorageRecordsParameters, keyof Own<List["parameters"]>>>,
];

type CreatedRecord = NonNullable<Create["response"]["data"]["storage_records"]>[number];
type ListedRecord = NonNullable<List["response"]["data"]["storage_records"]>[number];

export type Responses = [
  Is<Same<Declared.CreateArtifactStorageRecordResponse, Create["response"]>>,
  Is<Same<keyof Declared.ArtifactStorageRecord, keyof CreatedRecord>>,
  // The list's description knows no null, and GitHub stores records that hold it.
  Is<Same<Declared.ListArtifactStorageRecordsResponse["status"], List["response"]["status"]>>,
  Is<Same<keyof Declared.ListedArtifactStorageRecords, keyof List["response"]["data"]>>,
  Is<Same<keyof Declared.ArtifactStorageRecord, keyof ListedRecord>>,
  Is<
    Same<
      ListedRecord,
      { [K in keyof Declared.ArtifactStorageRecord]: Exclude<Declared.ArtifactStorageRecord[K], null> }
    >
  >,
];

type Members<T> = { [K in keyof T]: T[K] };

// What is caught, and what of it may be read.
export type Errors = [
  Is<
    Exactly<
      Declared.ParameterProblem["rule"],
      "required" | "type" | "minLength" | "maxLength" | "pattern" | "format" | "enum" | "route" | "name"
    >
  >,
  Is<
    Exactly<
      Members<Declared.ParameterProblem>,
      { parameter: string; rule: Declared.ParameterProblem["rule"]; message: string }
    >
  >,
  Is<
    Exactly<
      Members<Omit<Declared.ParameterError, keyof TypeError>>,
      { readonly method: string; readonly problems: Declared.ParameterProblem[]; readonly documentation_url: string }
    >
  >,
  Is<Exactly<Declared.ParameterError["name"], "ParameterError">>,
  Is<
    Exactly<
      Members<Omit<Declared.UnexpectedResponseError, keyof Error>>,
      { readonly method: string; readonly response: OctokitResponse<unknown> }
    >
  >,
  Is<Exactly<Declared.UnexpectedResponseError["name"], "UnexpectedResponseError">>,
  Is<Exactly<Members<Omit<Declared.ExplainedRequestError, keyof Error>>, { status: number; hint: string }>>,
  Is<Exactly<keyof Declared.ExplainedRequestError, keyof Error | "status" | "hint">>,
];

// All that is declared besides.
export type Others = [
  Is<Exactly<keyof Declared.ArtifactStorageMethods, "createArtifactStorageRecord" | "listArtifactStorageRecords">>,
  Is<Exactly<keyof Declared.CreateArtifactStorageRecord, "check" | "defaults" | "endpoint">>,
  Is<Exactly<keyof Declared.OctokitCallOptions, "baseUrl" | "headers" | "mediaType" | "request">>,
  Is<
    Exactly<
      Members<Required<Declared.OctokitCallOptions>>,
      { [K in keyof Declared.OctokitCallOptions]-?: Exclude<RequestParameters[K], undefined> }
    >
  >,
  Is<Exactly<keyof Declared.CreatedArtifactStorageRecords, keyof Declared.ListedArtifactStorageRecords>>,
  Is<Exactly<Declared.CreatedArtifactStorageRecords["total_count"], number>>,
  Is<Exactly<Declared.ListedArtifactStorageRecords["total_count"], number | undefined>>,
  Is<Same<Octokit, Declared.AnyOctokit & Octokit>>,
];

// The values that index.d.ts declares are those that src/ exports, no more and no less.
export type Values = [Is<Same<typeof source, typeof Declared>>, Is<Same<keyof typeof source, keyof typeof Declared>>];

const octokit = new (Octokit.plugin(source.artifactStorage, paginateRest))();
const { createArtifactStorageRecord, listArtifactStorageRecords } = octokit.rest.orgs;
const record = { name: "libfoo", digest: "sha256:…", registry_url: "https://reg.example.com" };

export async function compiles() {
  const { data, status } = await createArtifactStorageRecord({
    org: "octo-org",
    ...record,
    status: "eol",
    headers: { "x-y": "z" },
  });
  const count: number = data.total_count;
  const url: string | null | undefined = data.storage_records?.[0]?.artifact_url;
  const ok: 200 = status;
  await createArtifactStorageRecord.defaults({ org: "octo-org" })(record);
  await createArtifactStorageRecord.defaults({ org: "octo-org" }).defaults({ name: "x" })({ ...record, org: "other" });
  await octokit.paginate(listArtifactStorageRecords, { org: "octo-org", subject_digest: record.digest });
  const messages: string[] = [{}].flatMap(createArtifactStorageRecord.check).map(({ message }) => message);
  const described: string = createArtifactStorageRecord.endpoint({ org: "octo-org", ...record }).url;
  const problems: Declared.ParameterProblem[] = createArtifactStorageRecord.check(JSON.parse("{}"));
  return { count, url, ok, messages, described, problems };
}

export async function doesNotCompile() {
  // @ts-expect-error The argument is required.
  await createArtifactStorageRecord();
  // @ts-expect-error `org` is required.
  await createArtifactStorageRecord(record);
  // @ts-expect-error `digest` is required.
  await createArtifactStorageRecord({ org: "octo-org", name: "libfoo", registry_url: "https://reg.example.com" });
  // @ts-expect-error GitHub's prose names "inactive"; its enum does not.
  await createArtifactStorageRecord({ org: "octo-org", ...record, status: "inactive" });
  // @ts-expect-error There is no such parameter.
  await createArtifactStorageRecord({ org: "octo-org", ...record, versoin: "1.2.3" });
  // @ts-expect-error There is no such parameter.
  createArtifactStorageRecord.defaults({ organization: "octo-org" });
  // @ts-expect-error `null` is no string.
  await createArtifactStorageRecord({ org: "octo-org", ...record, version: null });
  // @ts-expect-error `registry_url` is given neither in advance nor now.
  await createArtifactStorageRecord.defaults({ org: "octo-org" })({ name: "libfoo", digest: "sha256:…" });
  // @ts-expect-error `subject_digest` is required.
  await listArtifactStorageRecords({ org: "octo-org", digest: "sha256:…" });
  // @ts-expect-error There is no such method.
  await octokit.rest.orgs.createArtifactStorageRecords({ org: "octo-org", ...record });
  // @ts-expect-error `check` is a property, whose parameter must fit: as a method, no lint would let it be passed on alone.
  const check: Pick<Declared.CreateArtifactStorageRecord, "check"> = { check: (_line: string) => [] };
  // @ts-expect-error There is no such scope on core alone.
  await octokit.rest.repos;
  return { check };
}
