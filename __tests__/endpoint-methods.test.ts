import { describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import type { RequestInterface } from "@octokit/types";
import { artifactStorage, ParameterError } from "../src/index.ts";
import { ANSWER, CALL, DIGEST, RECORD, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

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

    expect(Object.keys(ours).sort()).toEqual(["check", ...Object.keys(native)].sort());
    expect(Object.keys(ours.endpoint).sort()).toEqual(Object.keys(native.endpoint).sort());
    expect(ours.endpoint.DEFAULTS).toMatchObject({ ...native.endpoint.DEFAULTS, request });
    expect(ours.endpoint(parameters)).toEqual({ ...native.endpoint(parameters), request });
    expect(ours.endpoint.merge(parameters)).toEqual({ ...native.endpoint.merge(parameters), request });
    expect(ours.endpoint.parse(ours.endpoint.merge(parameters))).toEqual(ours.endpoint(parameters));
  });

  test("nothing of ours is among the defaults that Octokit hands to hooks", () => {
    const octokit = stubbedOctokit();
    const { request, ...defaults } = octokit.rest.orgs.createArtifactStorageRecord.endpoint.DEFAULTS;
    const { request: bareRequest, ...bareDefaults } = octokit.request.endpoint.DEFAULTS;
    expect(request).toEqual(bareRequest);
    expect(defaults).toEqual({ ...bareDefaults, method: "POST", url: "/orgs/{org}/artifacts/metadata/storage-record" });
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

  test("an object in the place of a preset without a value is a problem, not a failure of Octokit's", async () => {
    const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;
    const preset = createArtifactStorageRecord.defaults(Object({ name: null }));
    expect(await rejection(preset(Object({ ...CALL, name: { a: { b: 1 } } })))).toMatchObject({
      problems: [{ parameter: "name", rule: "type" }],
    });
  });

  test("what Octokit's own request is given is what the call gave", async () => {
    const { request } = new Octokit({ request: { fetch: stubFetch() } });
    const given: unknown[][] = [];
    const recording = (...args: [never]) => {
      given.push(args);
      return request(...args);
    };
    const { createArtifactStorageRecord } = artifactStorage({ request: Object.assign(recording, request) }).rest.orgs;

    await createArtifactStorageRecord(CALL);

    expect(given).toEqual([["POST /orgs/{org}/artifacts/metadata/storage-record", CALL]]);
  });

  test("defaults of the class count, also for what is checked", async () => {
    const fetch = stubFetch();
    const Preset = Octokit.defaults({ baseUrl: "https://api.octocorp.ghe.com" }).plugin(artifactStorage);
    const { createArtifactStorageRecord } = new Preset({ request: { fetch } }).rest.orgs;

    await createArtifactStorageRecord(CALL);

    expect(fetch.mock.calls.map(([url]) => new URL(url).host)).toEqual(["api.octocorp.ghe.com"]);
  });

  test("parameters among the defaults of the instance's request are sent, and checked", async () => {
    const fetch = stubFetch();
    const { request } = new Octokit({ request: { fetch } });
    const { createArtifactStorageRecord } = artifactStorage({ request: request.defaults({ org: "octo-org" }) }).rest
      .orgs;
    const bad = artifactStorage({ request: request.defaults({ version: "" }) }).rest.orgs;

    await Reflect.apply(createArtifactStorageRecord, undefined, [RECORD]);
    expect(await rejection(bad.createArtifactStorageRecord(CALL))).toMatchObject({
      problems: [{ parameter: "version" }],
    });
    const replaced = artifactStorage({ request: request.defaults({ data: "unchecked" }) }).rest.orgs;
    expect(await rejection(replaced.createArtifactStorageRecord(CALL))).toMatchObject({
      problems: [{ parameter: "data" }],
    });

    expect(fetch.mock.calls.map(([url]) => new URL(url).pathname)).toEqual([
      "/orgs/octo-org/artifacts/metadata/storage-record",
    ]);
  });

  test("its description is checked by nobody, and may be sent by the instance's own request", async () => {
    const fetch = stubFetch();
    const octokit = stubbedOctokit(fetch);
    const { endpoint } = octokit.rest.orgs.createArtifactStorageRecord;

    await octokit.request(endpoint.merge({ ...CALL, name: "" }));

    expect(fetch.mock.calls.map(([, { body }]) => JSON.parse(`${body}`))).toEqual([{ ...RECORD, name: "" }]);
  });
});

test("a request that a plugin loaded later puts in the place of Octokit's is the one that sends", async () => {
  const fetch = stubFetch();
  const replaceRequest = (octokit: Octokit) => {
    octokit.request = octokit.request.defaults({ headers: { "x-trace": "1" } });
  };
  const octokit = new (Octokit.plugin(artifactStorage, replaceRequest))({ request: { fetch } });

  await octokit.rest.orgs.createArtifactStorageRecord(CALL);

  expect(fetch.mock.calls).toMatchObject([[expect.any(String), { headers: { "x-trace": "1" } }]]);
});

describe("hooks", () => {
  test("before, after and wrap see a call once, as they see one of plugin-rest-endpoint-methods", async () => {
    const seenBy = async (plugins: Parameters<typeof Octokit.plugin>) => {
      const octokit = Object(new (Octokit.plugin(...plugins))({ request: { fetch: stubFetch() } }));
      const seen: unknown[] = [];
      octokit.hook.before("request", (options: object) => void seen.push("before", { ...options }));
      octokit.hook.after("request", (response: object, options: object) => void seen.push("after", response, options));
      octokit.hook.wrap("request", (request: (options: object) => unknown, options: object) => {
        seen.push("wrap", { ...options });
        return request(options);
      });
      await octokit.rest.orgs.createArtifactStorageRecord(CALL);
      return seen;
    };
    /** Two instances have hooks and a fetch of their own. */
    const comparable = (seen: unknown[]) =>
      seen.map((each) => (typeof each === "object" ? { ...each, request: {} } : each));

    const ours = await seenBy([restEndpointMethods, artifactStorage]);
    const native = await seenBy([restEndpointMethods]);

    expect(ours.filter((each) => typeof each === "string")).toEqual(["wrap", "before", "after"]);
    expect(comparable(ours)).toEqual(comparable(native));
  });

  test("what an authentication strategy makes of the request that it is handed is free of the checks", async () => {
    const fetch = stubFetch();
    const hook = async (request: RequestInterface, options: { url: string }) => {
      // What is derived has this hook as well, as in @octokit/auth-app.
      if (options.url.endsWith("/access_tokens")) return request(options);
      const derived = request.defaults({ baseUrl: "https://derived.example.com" });
      await derived("POST /app/installations/{id}/access_tokens", { id: 1, name: "" });
      return request(options);
    };
    const octokit = stubbedOctokit(fetch, { authStrategy: () => ({ hook }) });

    await octokit.rest.orgs.createArtifactStorageRecord(CALL);

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      "https://derived.example.com/app/installations/1/access_tokens",
      "https://api.github.com/orgs/octo-org/artifacts/metadata/storage-record",
    ]);
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

  test.each<[what: string, request: object]>([
    ["null", { hook: null }],
    ["undefined", { hook: undefined }],
    ["text", { hook: "hook" }],
    [
      "an instance of a class",
      new (class Options {
        readonly redirect = "manual";
      })(),
    ],
    ["a function that answers without a promise", { hook: () => ({ data: ANSWER }) }],
    [
      "a function that throws",
      {
        hook: () => {
          throw new Error("not now");
        },
      },
    ],
  ])("what Octokit does with a request.hook that is odd, it does: %s", async (_what, request) => {
    const outcomeOf = (promise: Promise<unknown>) =>
      promise.then(
        (response) => ({ response }),
        (error: unknown) => ({ error }),
      );
    const [fetch, bareFetch] = [stubFetch(), stubFetch()];
    const route = "POST /orgs/{org}/artifacts/metadata/storage-record";

    const ours = await outcomeOf(stubbedOctokit(fetch).rest.orgs.createArtifactStorageRecord({ ...CALL, request }));
    const bare = await outcomeOf((async () => stubbedOctokit(bareFetch).request(route, { ...CALL, request }))());

    expect(ours).toEqual(bare);
    expect(fetch.mock.calls).toEqual(bareFetch.mock.calls);
  });

  test("a request option that is an instance of a class is sent with, and does not keep a call from being checked", async () => {
    class Options {
      constructor(readonly fetch: unknown) {}
    }
    const fetch = stubFetch();
    const request = new Options(fetch);
    const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;

    await createArtifactStorageRecord({ ...CALL, request });
    await rejection(createArtifactStorageRecord({ ...CALL, name: "", request }));

    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("other requests of the instance have none of it", async () => {
    const fetch = stubFetch({ anything: true });
    const octokit = stubbedOctokit(fetch);

    await octokit.request("POST /orgs/{org}/artifacts/metadata/storage-record", { ...CALL, name: "" });

    expect(fetch.mock.calls.map(([, { body }]) => JSON.parse(`${body}`))).toEqual([{ ...RECORD, name: "" }]);
  });
});
