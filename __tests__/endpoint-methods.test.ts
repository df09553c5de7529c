import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import type { RequestInterface } from "@octokit/types";
import { artifactStorage, ParameterError } from "../src/index.ts";
import { ANSWER, CALL, DIGEST, RECORD, rejection, stubbedOctokit, stubFetch, TOKEN } from "./support/octokit.ts";

const NATIVE = new (Octokit.plugin(restEndpointMethods))().rest.orgs;
const OURS = stubbedOctokit().rest.orgs;
const LIST = { org: "octo-org", subject_digest: DIGEST };

describe("a full endpoint method, as plugin-rest-endpoint-methods makes them", () => {
  const methods: [name: string, ours: RequestInterface, native: RequestInterface][] = [
    ["create", OURS.createArtifactStorageRecord, NATIVE.createArtifactStorageRecord],
    ["list", OURS.listArtifactStorageRecords, NATIVE.listArtifactStorageRecords],
  ];

  test.each(methods)("%s", (_name, ours, native) => {
    const parameters = { ...CALL, ...LIST, url: `${native.endpoint.DEFAULTS.url}` };
    const request = expect.any(Object);

    expect(Object.keys(ours).sort()).toEqual(Object.keys(native).sort());
    expect(Object.keys(ours.endpoint).sort()).toEqual(Object.keys(native.endpoint).sort());
    expect(ours.endpoint.DEFAULTS).toMatchObject({ ...native.endpoint.DEFAULTS, request });
    expect(ours.endpoint(parameters)).toEqual({ ...native.endpoint(parameters), request });
    expect(ours.endpoint.merge(parameters)).toEqual({ ...native.endpoint.merge(parameters), request });
    expect(ours.endpoint.parse(ours.endpoint.merge(parameters))).toEqual(ours.endpoint(parameters));
  });

  test(".defaults() gives parameters in advance, as often as wanted", async () => {
    const fetch = stubFetch();
    const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;
    const { org, name, ...rest } = CALL;

    await createArtifactStorageRecord.defaults({ org }).defaults({ name })(rest);
    await createArtifactStorageRecord.defaults({ org: "other", name })({ ...rest, org });

    expect(fetch.mock.calls.map(([url, { body }]) => [new URL(url).pathname, JSON.parse(`${body}`)])).toEqual(
      Array(2).fill(["/orgs/octo-org/artifacts/metadata/storage-record", { name, ...rest }]),
    );
  });

  test("what .defaults() gave is checked like the rest", async () => {
    const fetch = stubFetch();
    const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;

    const error = await rejection(createArtifactStorageRecord.defaults({ org: "..", version: "" })(RECORD));

    expect(error).toMatchObject({ problems: [{ parameter: "org" }, { parameter: "version" }] });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("class defaults are merged before the check", async () => {
    const fetch = stubFetch();
    const Preset = Octokit.defaults({ baseUrl: "https://api.octocorp.ghe.com" }).plugin(artifactStorage);

    await new Preset({ request: { fetch } }).rest.orgs.createArtifactStorageRecord(CALL);

    expect(fetch.mock.calls.map(([url]) => new URL(url).host)).toEqual(["api.octocorp.ghe.com"]);
  });

  test("its description, sent by the instance's own request, is checked all the same", async () => {
    const fetch = stubFetch();
    const octokit = stubbedOctokit(fetch);
    const { endpoint } = octokit.rest.orgs.createArtifactStorageRecord;

    await octokit.request(endpoint.merge(CALL));
    const error = await rejection(octokit.request(endpoint.merge({ ...CALL, name: "" })));

    expect(error).toBeInstanceOf(ParameterError);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("the route may be given, if it is the method's own", async () => {
    const fetch = stubFetch();
    const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;

    await Reflect.apply(createArtifactStorageRecord, undefined, [
      "post /orgs/{org}/artifacts/metadata/storage-record",
      CALL,
    ]);

    expect(fetch.mock.calls.map(([, { body }]) => JSON.parse(`${body}`))).toEqual([RECORD]);
  });
});

describe("hooks", () => {
  test("before, after and wrap see a call once, as they see the host's own", async () => {
    const octokit = new (Octokit.plugin(restEndpointMethods, artifactStorage))({ request: { fetch: stubFetch() } });
    const seen: string[] = [];
    octokit.hook.before("request", ({ method, url }) => void seen.push(`before ${method} ${url}`));
    octokit.hook.after("request", (_response, { url }) => void seen.push(`after ${url}`));
    octokit.hook.wrap("request", (request, options) => {
      seen.push(`wrap ${Object.keys(RECORD).every((key) => key in options)}`);
      return request(options);
    });

    await octokit.rest.orgs.createArtifactStorageRecord(CALL);

    const route = "/orgs/{org}/artifacts/metadata/storage-record";
    expect(seen).toEqual(["wrap true", `before POST ${route}`, `after ${route}`]);
  });

  test("error hooks see the error before it is explained", async () => {
    const octokit = stubbedOctokit(stubFetch({ message: "no artifacts found" }, { status: 404 }));
    const messages: string[] = [];
    octokit.hook.error("request", (error) => {
      messages.push(error.message);
      throw error;
    });

    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));

    expect(messages).toEqual(["no artifacts found"]);
    expect(error).toMatchObject({ message: expect.stringMatching(/^no artifacts found\n/) });
  });

  test("a request.hook of the call takes the place of the instance's, within the checks", async () => {
    const fetch = stubFetch();
    const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;
    const hook = jest.fn((_request: unknown, _options: unknown) => Promise.resolve({ data: ANSWER }));

    const response = await createArtifactStorageRecord({ ...CALL, request: { hook } });
    const error = await rejection(createArtifactStorageRecord({ ...CALL, name: "", request: { hook } }));

    expect(response).toEqual({ data: ANSWER });
    expect(error).toBeInstanceOf(ParameterError);
    expect(hook.mock.calls).toMatchObject([[expect.any(Function), CALL]]);
    expect(fetch).not.toHaveBeenCalled();
  });

  test("a request.hook of .defaults() stays, where the call gives other options of the request", async () => {
    const hook = jest.fn((_request: unknown, _options: unknown) => Promise.resolve({ data: ANSWER }));
    const preset = stubbedOctokit().rest.orgs.createArtifactStorageRecord.defaults({ request: { hook } });

    await preset({ ...CALL, request: { redirect: "manual" } });

    expect(hook.mock.calls).toMatchObject([[expect.any(Function), { request: { redirect: "manual" } }]]);
  });

  test.each([[null], [undefined], ["hook"]])(
    "a request.hook of %j leaves the instance's hooks and its token",
    async (hook) => {
      const fetch = stubFetch();

      await stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord({ ...CALL, request: { hook } });

      expect(fetch.mock.calls).toMatchObject([[expect.any(String), { headers: { authorization: `token ${TOKEN}` } }]]);
    },
  );

  test("a request option that is an instance of a class keeps the checks", async () => {
    class Options {
      readonly redirect = "manual";
    }
    const fetch = stubFetch();
    const { createArtifactStorageRecord } = stubbedOctokit(fetch).rest.orgs;

    await createArtifactStorageRecord({ ...CALL, request: new Options() });
    await rejection(createArtifactStorageRecord({ ...CALL, name: "", request: new Options() }));

    expect(fetch.mock.calls.map(([, { redirect }]) => redirect)).toEqual(["manual"]);
  });

  test("other requests of the instance have none of it", async () => {
    const fetch = stubFetch({ anything: true });
    const octokit = stubbedOctokit(fetch);

    await octokit.request("POST /orgs/{org}/artifacts/metadata/storage-record", { ...CALL, name: "" });

    expect(fetch.mock.calls.map(([, { body }]) => JSON.parse(`${body}`))).toEqual([{ ...RECORD, name: "" }]);
  });
});

describe("octokit.paginate", () => {
  const Paginating = Octokit.plugin(artifactStorage, paginateRest);

  test("lists as bare request does", async () => {
    const records = [{ id: 1 }, { id: 2 }];
    const fetch = stubFetch({ total_count: 2, storage_records: records });
    const octokit = new Paginating({ request: { fetch } });
    const route = "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records";

    const ours = await octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, { ...LIST, per_page: 100 });
    const bare = await octokit.paginate(route, { ...LIST, per_page: 100 });

    expect(ours).toEqual(records);
    expect(ours).toEqual(bare);
    const [first, second] = fetch.mock.calls.map(([url]) => url);
    expect(first).toBe(second);
    expect(first).toMatch(/\/orgs\/octo-org\/artifacts\/sha256%3A\w{64}\/metadata\/storage-records\?per_page=100$/);
  });

  test("checks the parameters that it finds in the URL", async () => {
    const fetch = stubFetch();
    const octokit = new Paginating({ request: { fetch } });

    const error = await rejection(
      octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords, {
        org: "..",
        subject_digest: DIGEST.toUpperCase(),
      }),
    );

    expect(error).toMatchObject({ problems: [{ parameter: "org" }, { parameter: "subject_digest" }] });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("creates nothing, for it would call without a body", async () => {
    const fetch = stubFetch();
    const octokit = new Paginating({ request: { fetch } });
    const { createArtifactStorageRecord } = octokit.rest.orgs;

    const error = await rejection(Reflect.apply(octokit.paginate, undefined, [createArtifactStorageRecord, CALL]));

    expect(error).toMatchObject({
      problems: ["name", "digest", "registry_url"].map((parameter) => ({ parameter, rule: "required" })),
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("after .defaults({ org })", async () => {
    const fetch = stubFetch({ total_count: 0, storage_records: [] });
    const octokit = new Paginating({ request: { fetch } });
    const { org, ...rest } = LIST;

    await octokit.paginate(octokit.rest.orgs.listArtifactStorageRecords.defaults({ org }), rest);

    expect(fetch.mock.calls.map(([url]) => new URL(url).search)).toEqual([""]);
  });
});
