import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { DIGEST, PluginOctokit, RECORD, rejection } from "./support/octokit.ts";

const root = (file: string) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), "utf8");
const README = root("README.md");
const CREATE = "/orgs/octo-org/artifacts/metadata/storage-record";

/** A module's code, run as it stands; `data` is what it leaves. */
async function runModule(code: string): Promise<unknown> {
  const body = code.replaceAll(/^import (\{.*\}) from (".*");$/gm, "const $1 = await load($2);");
  const modules = {
    "@octokit/core": await import("@octokit/core"),
    "octokit-plugin-artifact-storage": await import("octokit-plugin-artifact-storage"),
  };
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  return new AsyncFunction("load", `${body}\nreturn data;`)((name: keyof typeof modules) => modules[name]);
}

describe("with GitHub's API intercepted", () => {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    expect(unused).toEqual([]);
  });

  test("README example", async () => {
    nock("https://api.github.com")
      .post(CREATE, { ...RECORD, github_repository: "libfoo" })
      .reply(200, { total_count: 1 });
    const [, code = ""] = /```js\n(.*?)```/s.exec(README) ?? [];
    expect(await runModule(code)).toEqual({ total_count: 1 });
  });

  test("the examples of index.d.ts", async () => {
    const examples = Array.from(root("index.d.ts").matchAll(/@example\n(.*?)\*\//gs), ([, text = ""]) =>
      text.replaceAll(/^ *\* ?/gm, ""),
    );
    const [setup = "", create = "", list = ""] = examples;
    nock("https://api.github.com")
      .post(CREATE, { ...RECORD, github_repository: "libfoo" })
      .reply(200, { total_count: 1 })
      .get(`/orgs/octo-org/artifacts/${encodeURIComponent(DIGEST)}/metadata/storage-records`)
      .reply(200, { total_count: 2, storage_records: [] });

    expect(await runModule(setup + create)).toEqual({ total_count: 1 });
    expect(await runModule(setup + list)).toEqual({ total_count: 2, storage_records: [] });
  });
});

test("the messages are those that are printed", async () => {
  const github = await startLocalGitHub();
  const call = async (auth: string, parameters: object) => {
    const octokit = new PluginOctokit({ auth, baseUrl: github.url });
    const error = await rejection(
      Reflect.apply(octokit.rest.orgs.createArtifactStorageRecord, undefined, [parameters]),
    );
    return Object(error).message;
  };
  const record = { org: "octo-org", ...RECORD };

  const printed = [
    ["parameters", await call("local-token", { ...RECORD, digest: `sha256:${DIGEST.slice(7).toUpperCase()}` })],
    ["permission", await call("reading-token", record)],
  ];
  await github.close();

  const quoted = README.matchAll(/<!-- message: (\w+) -->\n```\n(.*?)\n```/gs);
  expect(Array.from(quoted, ([, name, message]) => [name, message])).toEqual(printed);
});

test("the two commands are scripts, and the first screen names them", () => {
  const { scripts } = JSON.parse(root("package.json"));
  expect(scripts).toMatchObject({ example: expect.any(String), test: expect.any(String) });
  expect(README).toContain("```sh\nnpm ci && npm run example\nnpm ci && npm test\n```");
});

test("every parameter of index.d.ts is in its table", () => {
  const [, members = ""] = /type CreateArtifactStorageRecordParameters = \{(.*?)\n\}/s.exec(root("index.d.ts")) ?? [];
  const [, table = ""] = /\| `createArtifactStorageRecord` .*?\n\|---.*?\n(.*?)\n\n/s.exec(README) ?? [];
  const documented = Array.from(
    table.matchAll(/^\| `(\w+)` \| (required)? ?\|/gm),
    ([, name, required]) => `${name}${required ? "" : "?"}`,
  );
  const declared = Array.from(members.matchAll(/^ {2}(\w+\??):/gm), ([, name]) => name);
  expect(documented.sort()).toEqual(declared.sort());
});
