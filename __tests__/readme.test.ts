import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { transform } from "esbuild";
import nock from "nock";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { artifactStorage, UnexpectedResponseError } from "../src/index.ts";
import { routes } from "../src/routes.ts";
import type { Row, Rule } from "../src/row.ts";
import { DIGEST, PluginOctokit, RECORD, rejection, stubFetch, TOKEN } from "./support/octokit.ts";
import { blocks, findBlock, GUIDES, README, readText } from "./support/read-blocks.ts";
import { runModule } from "./support/run-module.ts";

const API = "https://api.github.com";
const CREATE = "/orgs/octo-org/artifacts/metadata/storage-record";
const LIST = `/orgs/octo-org/artifacts/${encodeURIComponent(DIGEST)}/metadata/storage-records`;
const STORED = { total_count: 1, storage_records: [{ id: 1, name: "libfoo" }] };
const CALL = { org: "octo-org", ...RECORD, github_repository: "libfoo" };
const { org, ...SENT } = CALL;

describe("with GitHub's API intercepted", () => {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    expect(unused).toEqual([]);
  });

  const USAGE = findBlock("js", 'from "octokit-plugin-artifact-storage"');
  const [imports = "", ...rest] = USAGE.split(/(?<=from .*\n)\n/);
  const call = rest.join("\n");

  test.each([
    ["Node", imports],
    ["browsers", findBlock("html", "esm.sh").replaceAll(/<\/?script.*>/g, "")],
  ])("the usage on %s stores a record, and prints it", async (_where, imported) => {
    nock(API).post(CREATE, SENT).reply(200, STORED);
    const log = jest.fn();
    await runModule(imported + call, { console: { log }, process: { env: { GITHUB_TOKEN: TOKEN } } });
    expect(log.mock.calls).toEqual([[STORED.storage_records]]);
  });

  test("the usage as a plugin of a class puts the methods on octokit.rest", async () => {
    nock(API).post(CREATE, SENT).reply(200, STORED);
    const usage = imports + findBlock("js", "const MyOctokit = Octokit.plugin(artifactStorage);");
    const { octokit } = await runModule(usage, { process: { env: { GITHUB_TOKEN: TOKEN } } }, "octokit");
    expect(await Object(octokit).rest.orgs.createArtifactStorageRecord(CALL)).toHaveProperty("data", STORED);
  });

  test("the example of an error prints its message, and lets the program fail", async () => {
    nock(API).post(CREATE, SENT).reply(404, { message: "Not Found" });
    const error = jest.fn();
    const process = { exitCode: 0 };
    const names = { octokit: new PluginOctokit(), record: CALL, console: { error }, process };
    await runModule(findBlock("js", "console.error(error.message)"), names);
    expect(error.mock.calls).toEqual([[expect.stringContaining("Likely causes, most likely first:")]]);
    expect(process.exitCode).toBe(1);
  });

  test("the example of a record's end sends the record again, as deleted", async () => {
    nock(API)
      .post(CREATE, { ...SENT, status: "deleted" })
      .reply(200, STORED);
    await runModule(findBlock("js", '"deleted"'), { orgs: new PluginOctokit().rest.orgs, record: CALL });
  });

  test("the example by hand lists records on an instance that is there, and leaves the methods on it", async () => {
    nock(API).get(LIST).reply(200, STORED);
    const octokit = new Octokit();
    const { data } = await runModule(
      findBlock("js", "listArtifactStorageRecords({"),
      { octokit, artifactStorage },
      "data",
    );
    expect(data).toEqual(STORED);
    expect(octokit).toHaveProperty("rest.orgs.listArtifactStorageRecords");
  });

  test("the example of TypeScript stores a record", async () => {
    nock(API).post(CREATE, SENT).reply(200, STORED);
    const { code } = await transform(findBlock("ts", "const record:"), { loader: "ts" });
    await runModule(code, { process: { env: {} } });
  });

  test("the example of nock answers what is taken for GitHub's", async () => {
    await runModule(findBlock("js", "nock("), { nock });
    const { data } = await new PluginOctokit().rest.orgs.createArtifactStorageRecord(CALL);
    expect(data).toEqual({ total_count: 1, storage_records: [] });
  });

  test("what nock answers is checked, as the section on testing says", async () => {
    nock(API).post(CREATE).reply(200, {}).get(LIST).times(2).reply(200, { total_count: 0 });
    const { orgs } = new PluginOctokit().rest;
    expect(await rejection(orgs.createArtifactStorageRecord(CALL))).toBeInstanceOf(UnexpectedResponseError);
    expect(await orgs.listArtifactStorageRecords({ org, subject_digest: DIGEST })).toHaveProperty(
      "data.total_count",
      0,
    );
    expect(await orgs.listArtifactStorageRecords({ org, subject_digest: DIGEST })).toHaveProperty("status", 200);
  });

  describe("the examples of index.d.ts", () => {
    const examples = Array.from(readText("index.d.ts").matchAll(/@example\n(.*?)\*\//gs), ([, text = ""]) =>
      text.replaceAll(/^ *\* ?/gm, ""),
    );
    const [setup = "", ...others] = examples;
    const error = jest.fn();
    const run = (text: string, ...result: string[]) => {
      const [example = ""] = others.filter((code) => code.includes(text));
      return runModule(setup + example, { process: { env: {} }, console: { error } }, ...result);
    };
    beforeEach(() => {
      error.mockClear();
    });

    test("are as many as are run here", () => {
      expect(others).toHaveLength(5);
    });

    test("store a record, and list records", async () => {
      nock(API).post(CREATE, SENT).reply(200, STORED).get(LIST).reply(200, STORED);
      expect(await run("await octokit.rest.orgs.createArtifactStorageRecord({", "data")).toEqual({ data: STORED });
      expect(await run("const { data } = await octokit.rest.orgs.list", "data")).toEqual({ data: STORED });
    });

    test("check a record", async () => {
      await run(".check(");
      expect(error.mock.calls).toEqual([["digest is required."], ["registry_url is required."]]);
    });

    test("give the organization in advance", async () => {
      nock(API).post(CREATE, RECORD).reply(200, STORED);
      const { recordInMyOrg } = await run(".defaults(", "recordInMyOrg");
      expect(await Object.assign(Object(recordInMyOrg))(RECORD)).toHaveProperty("data", STORED);
    });

    test("tell what is wrong with a digest", async () => {
      await run("catch (error)");
      expect(error.mock.calls).toEqual([[expect.stringMatching(/^subject_digest must be "sha256:"/)]]);
    });
  });
});

test("the example of a stub lets anything pass, for its answer has no URL", async () => {
  const { octokit } = await runModule(findBlock("js", 'new Response("{}")'), { MyOctokit: PluginOctokit }, "octokit");
  const { data } = await Object(octokit).rest.orgs.createArtifactStorageRecord(CALL);
  expect(data).toBe("{}");
});

test("the example of a test double calls it", async () => {
  const { orgs } = await runModule(findBlock("js", "const send"), { Octokit, artifactStorage }, "orgs");
  expect(await Object(orgs).createArtifactStorageRecord(CALL)).toEqual({ data: { total_count: 1 } });
});

test("the digest for tests is in the right form", async () => {
  const [, expression] = /use a well-formed digest such as `` (.*?) ``/.exec(GUIDES) ?? [];
  const { digest } = await runModule(`const digest = ${expression};`, {}, "digest");
  expect(new PluginOctokit().rest.orgs.createArtifactStorageRecord.check({ ...CALL, digest })).toEqual([]);
});

test("the example of check prints what is missing, and sends nothing", async () => {
  const log = jest.fn();
  const fetch = stubFetch();
  const octokit = new PluginOctokit({ request: { fetch } });
  await runModule(findBlock("js", "const problems"), { octokit, console: { log } });
  expect(log.mock.calls).toEqual([["digest is required."], ["registry_url is required."]]);
  expect(fetch).not.toHaveBeenCalled();
});

test("the example of errors in TypeScript tells them apart", async () => {
  const { code } = await transform(findBlock("ts", "function describe"), { loader: "ts" });
  const { describe: tell } = await runModule(code, {}, "describe");
  const failure = async (parameters: object, data?: unknown, init?: ResponseInit) => {
    const { createArtifactStorageRecord } = new PluginOctokit({ request: { fetch: stubFetch(data, init) } }).rest.orgs;
    return Object(tell)(await rejection(Reflect.apply(createArtifactStorageRecord, undefined, [parameters])));
  };
  expect(await failure(RECORD)).toBe("org is required.");
  expect(await failure(CALL, {})).toBe("unknown: 200");
  expect(await failure(CALL, { message: "Bad credentials" }, { status: 401 })).toMatch(/^refused: Likely cause:\n/);
  await expect(failure(CALL, { message: "?" }, { status: 500 })).rejects.toHaveProperty("status", 500);
});

test("the messages are those that are printed", async () => {
  const github = await startLocalGitHub();
  const messageOf = async (parameters: object, fetch?: unknown) => {
    const octokit = new PluginOctokit({ auth: "local-token", baseUrl: github.url, request: fetch ? { fetch } : {} });
    const { createArtifactStorageRecord } = octokit.rest.orgs;
    return Object(await rejection(Reflect.apply(createArtifactStorageRecord, undefined, [parameters]))).message;
  };
  const page = stubFetch("<title>Sign in</title>", { headers: { "content-type": "text/html; charset=utf-8" } });

  const printed = [
    ["parameters", await messageOf({ ...RECORD, digest: `sha256:${DIGEST.slice(7).toUpperCase()}` })],
    ["refusal", await messageOf({ org, ...RECORD })],
    ["answer", await messageOf(CALL, page)],
  ];
  await github.close();

  const quoted = blocks.filter(({ quotes }) => quotes?.startsWith("message: "));
  expect(quoted.map(({ quotes, code }) => [quotes?.slice(9), code.trimEnd()])).toEqual(printed);
});

const rows = Object.values(routes).flatMap((methods) => Object.entries<Row>(methods));

describe("the tables of parameters", () => {
  const tableOf = (title: string) => {
    const [, rows = ""] =
      new RegExp(`\\| \\[\`${title}\`\\]\\S* .*?\\n\\|---.*?\\n(.*?)\\n\\n`, "s").exec(README) ?? [];
    return Array.from(
      rows.matchAll(/^\| `(\w+)` \| (required)? ?\| (.*) \|$/gm),
      ([, name = "", required, text = ""]) => ({
        name,
        required: required === "required",
        text,
      }),
    );
  };

  test.each(rows)("%s: name every parameter, and which are required", (title, { parameters }) => {
    const namesOf = (rules: [name: string, { required: boolean }][]) =>
      rules.map(([name, { required }]) => `${name}${required ? "" : "?"}`).sort();
    expect(namesOf(tableOf(title).map((row) => [row.name, row]))).toEqual(namesOf(Object.entries(parameters)));
  });

  const limits = rows.flatMap(([title, { parameters }]) =>
    Object.entries(parameters).map(([name, rule]): [title: string, name: string, rule: Rule] => [title, name, rule]),
  );

  test.each(limits)("%s: give the limits of %s, and no others", (title, name, rule) => {
    const { text = "" } = tableOf(title).find((row) => row.name === name) ?? {};
    // What is told in a table above is the rule there.
    const [, above] = /^as (?:`(\w+)` )?above$/.exec(text) ?? [];
    if (text.startsWith("as ")) {
      expect(limits.filter(([, other]) => other === (above ?? name)).map(([, , same]) => same)).toContain(rule);
      return;
    }
    const { minLength, maxLength, format, enum: values = [] } = rule;
    const isLimited = maxLength < Number.POSITIVE_INFINITY;

    const [, least, most] = /(?:(\d+) to|at most) (\d+) (?:characters|letters)/.exec(text) ?? [];
    expect([Number(least ?? 0), Number(most ?? "Infinity")]).toEqual([isLimited ? minLength : 0, maxLength]);
    expect(text.startsWith("`https://…`")).toBe(format === "uri");
    for (const value of values) expect(text).toContain(`\`${value}\``);
    const numbers = text.replace(/sha256/, "").match(/\d+/g) ?? [];
    const pattern = rule.pattern?.source.match(/(?<=\{)\d+(?=\})/g) ?? [];
    expect(numbers.map(Number).sort()).toEqual(
      [...(isLimited ? [minLength, maxLength].filter(Boolean) : []), ...pattern.map(Number)].sort(),
    );
  });
});

test("the links to GitHub's pages of the endpoints are those of the route map", () => {
  const linked = Array.from(
    README.matchAll(/\]\((https:\/\/docs\.github\.com\/rest\/[^)\s]+)\)/g),
    ([, target]) => target,
  );
  expect(linked).toEqual(rows.map(([, { documentation }]) => documentation));
});

describe("what the prose says", () => {
  const octokit = new PluginOctokit();

  test("what a message repeats is cut where the reference and index.d.ts say", () => {
    const [shown = ""] = octokit.rest.orgs.createArtifactStorageRecord
      .check({ name: "x".repeat(1000) })
      .flatMap(({ message }) => /"(x+)…"/.exec(message)?.[1] ?? []);
    for (const file of ["docs/reference.md", "index.d.ts"]) {
      const lengths = Array.from(
        readText(file).matchAll(/(?:is cut at|show at most) (\d+) characters/g),
        ([, length]) => Number(length),
      );
      expect([file, lengths]).toEqual([file, [shown.length]]);
    }
  });

  test("the limit of an artifact's URL is the map's on every page", () => {
    const { maxLength } = routes.orgs.createArtifactStorageRecord.parameters.artifact_url;
    const told = Array.from(
      GUIDES.matchAll(/\b(\d+) characters that GitHub takes|length <= (\d+)/g),
      ([, most, least]) => Number(most ?? least),
    );
    expect(new Set(told)).toEqual(new Set([maxLength]));
  });

  test("the names and registries that are proposed are accepted", () => {
    const { check } = octokit.rest.orgs.createArtifactStorageRecord;
    const [, table = ""] = /\| artifact \| [^\n]*? \| `registry_url` \|\n\|[-|]+\n(.*?)\n\n/is.exec(README) ?? [];
    const rows = table.split("\n").map((row) => row.split(" | "));
    const proposed = rows.flatMap(([, , name, url]) => [
      ...Array.from(`${name}`.matchAll(/`(.+?)`/g), ([, value]) => ["name", value]),
      ...Array.from(`${url}`.matchAll(/`(.+?)`/g), ([, value]) => ["registry_url", value]),
    ]);
    expect(proposed).toHaveLength(9);
    for (const [name = "", value] of proposed)
      expect(check({ [name]: value }).filter(({ parameter }) => parameter === name)).toEqual([]);
  });

  test("a workflow's permission is to write, as the token's is", () => {
    const permissions = [...README.matchAll(/artifact-metadata: (\w+)/g)].map(([, permission]) => permission);
    expect([...new Set(permissions)]).toEqual(["write"]);
    expect(README).toContain('the permission "Artifact metadata: write" (to list, `read`)');
    const inComments = [...readText("index.d.ts").matchAll(/artifact[ -]metadata: (\w+)/gi)].map(([, name]) => name);
    expect(inComments).toEqual(["write", "write", "read", "read"]);
  });

  test("the address of GHE.com is the same wherever it is told", () => {
    const text = GUIDES + readText("index.d.ts");
    const addresses = [...text.matchAll(/`(https:\/\/\S*SUBDOMAIN\S*?)`/g)].map(([, address]) => address);
    expect(addresses).toEqual(Array(3).fill("https://api.SUBDOMAIN.ghe.com"));
  });

  test("the names that are said to be rejected are, with what they stand for, and others are sent", () => {
    const { check } = octokit.rest.orgs.createArtifactStorageRecord;
    const [, told = "", others = ""] =
      /Names that people often use for a known parameter, such as (.*?), are rejected.*? Other misspellings, such as (`\w+`)/.exec(
        GUIDES,
      ) ?? [];
    const pairs = Array.from(told.matchAll(/`(\w+)` for `(\w+)`/g), ([, wrong = "", meant = ""]) => [wrong, meant]);
    expect(pairs).toHaveLength(4);
    for (const [wrong = "", meant = ""] of pairs) {
      const { [meant]: _, ...given }: Record<string, string> = CALL;
      expect(check({ ...given, [wrong]: "x" })).toEqual([
        expect.objectContaining({ message: expect.stringContaining(`\`${meant}\``) }),
      ]);
      expect(
        check({ ...CALL, [meant]: meant === "status" ? "eol" : { ...CALL, version: "1" }[meant], [wrong]: "x" }),
      ).toEqual([]);
    }
    expect(check({ ...CALL, [others.replaceAll("`", "")]: "x" })).toEqual([]);
  });

  test("parameters are checked before hooks run, and .defaults() gives what a hook cannot", async () => {
    const fetch = stubFetch();
    const own = new PluginOctokit({ request: { fetch } });
    own.hook.before("request", (options) => void Object.assign(options, { org }));
    const { createArtifactStorageRecord } = own.rest.orgs;
    expect(await rejection(Reflect.apply(createArtifactStorageRecord, undefined, [RECORD]))).toMatchObject({
      problems: [{ parameter: "org", rule: "required" }],
    });
    expect(await createArtifactStorageRecord.defaults({ org })(RECORD)).toMatchObject({ status: 200 });
  });

  test("an answer that stored nothing is an error, as the life of a record says", async () => {
    expect(README).toContain("If it is `0`, nothing was stored, and the plugin throws an error.");
    nock(API).post(CREATE, SENT).reply(200, { total_count: 0 });
    const error = await rejection(octokit.rest.orgs.createArtifactStorageRecord(CALL));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
  });

  test("the oldest browsers are those that the suite of runtimes holds the built file to", () => {
    const [, chrome, firefox, safari] = /newer than Chrome (\d+), Firefox (\d+) and Safari (\d+)\./.exec(GUIDES) ?? [];
    expect(readText("__tests__/runtimes/oldest-browsers.test.js")).toContain(
      `{ safari: "${safari}", chrome: "${chrome}", firefox: "${firefox}" }`,
    );
  });

  test("each way to add the plugin gives an Octokit with the methods", async () => {
    const [, table = ""] = /\| your Octokit \| JavaScript \| TypeScript \|\n\|[-|]+\n(.*?)\n\n/is.exec(README) ?? [];
    const ways = table
      .split("\n")
      .flatMap((row) => /\| `((?:new|Octokit|getOctokit|artifactStorage)\b.*?)`/.exec(row)?.[1] ?? []);
    expect(ways).toHaveLength(6);
    /** As App and Probot do: they make instances of the class that their option `Octokit` names. */
    class App {
      rest: unknown;
      constructor({ Octokit: Given }: { Octokit: typeof Octokit }) {
        Object.assign(this, { rest: Reflect.get(new Given(), "rest") });
      }
    }
    const getOctokit = (auth: string, options: object, ...plugins: (typeof artifactStorage)[]) =>
      new (Octokit.plugin(...plugins))({ auth, ...options });
    const names = { App, Probot: App, getOctokit, Octokit, ProbotOctokit: Octokit, artifactStorage };
    const values = { appId: 1, privateKey: "key", token: TOKEN, octokit: new Octokit() };
    for (const way of ways) {
      const { added } = await runModule(
        `const made = ${way}; const added = "prototype" in made && made.prototype ? new made() : made;`,
        { ...names, ...values },
        "added",
      );
      expect(added).toMatchObject({ rest: { orgs: { createArtifactStorageRecord: expect.any(Function) } } });
    }
    const typed = table.split("\n").flatMap((row) => /\| `(artifactStorage\([^|]*?)` \|$/.exec(row)?.[1] ?? []);
    expect(typed).toHaveLength(5);
    const instance = { octokit: new Octokit(), id: 1 };
    const given = { app: { getInstallationOctokit: async () => instance.octokit }, context: instance };
    for (const way of typed) {
      const { orgs } = await runModule(`const orgs = ${way};`, { ...names, ...values, ...given, id: 1 }, "orgs");
      expect(orgs).toMatchObject({ createArtifactStorageRecord: expect.any(Function) });
    }
  });
});
