import { spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { signJsonWebToken } from "../__tests__/support/json-web-token.ts";
import { DIGEST, PluginOctokit, RECORD, rejection } from "../__tests__/support/octokit.ts";
import { routes } from "../src/routes.ts";
import { FAULTS, startLocalGitHub, WORLD } from "./start-local-github.js";

const [ATTESTED = ""] = Object.keys(WORLD.attestations);
const NAMED = { ...RECORD, github_repository: "libfoo" };
const CREATE = "POST /orgs/{org}/artifacts/metadata/storage-record";
const LIST = "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records";

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeAll(async () => {
  github = await startLocalGitHub({ apps: { "7": { publicKey: keys.publicKey, installations: ["42"] } } });
});
beforeEach(() => {
  github.stored.length = 0;
  github.requests.length = 0;
});
afterAll(() => github.close());

const octokitOf = (auth?: string, baseUrl = github.url) => new PluginOctokit({ ...(auth && { auth }), baseUrl });
const create = (given: object = {}, auth: string | undefined = "local-token", baseUrl = github.url) =>
  octokitOf(auth, baseUrl).request(CREATE, { org: "octo-org", ...RECORD, ...given });
const list = (given: object = {}, auth = "local-token") =>
  octokitOf(auth).request(LIST, { org: "octo-org", subject_digest: DIGEST, ...given });

test("what is created is listed, in the form that the description gives it", async () => {
  const { rest } = octokitOf("local-token");

  const created = await rest.orgs.createArtifactStorageRecord({ org: "Octo-Org", ...NAMED, repository: "bar" });
  await rest.orgs.createArtifactStorageRecord({ org: "octo-org", ...NAMED, digest: ATTESTED });
  const listed = await rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: DIGEST });

  expect(created.data).toEqual(listed.data);
  expect(listed.data).toEqual({
    total_count: 1,
    storage_records: [
      {
        ...RECORD,
        id: 1,
        repository: "bar",
        artifact_url: null,
        status: "active",
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    ],
  });
  expect(listed.headers).toMatchObject({
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4997",
    "x-ratelimit-used": "3",
    "x-ratelimit-reset": expect.stringMatching(/^\d{10}$/),
  });
});

test("artifact_url, repository and status are stored as they are given", async () => {
  const given = { artifact_url: "https://reg.example.com/libfoo-1.2.3", repository: "bar", status: "eol" };
  await create({ ...NAMED, ...given });
  expect((await list()).data).toMatchObject({ total_count: 1, storage_records: [given] });
});

test("a record that is sent twice is stored twice", async () => {
  await create(NAMED);
  await create(NAMED);
  expect((await list()).data).toMatchObject({ total_count: 2, storage_records: [{ id: 1 }, { id: 2 }] });
});

test("the records of another organization are not listed", async () => {
  await create({ ...NAMED, name: "theirs", org: "other-org", github_repository: "secret" });
  expect(await rejection(list())).toMatchObject({ status: 404 });

  await create({ ...NAMED, name: "ours" });
  expect((await list()).data).toMatchObject({ total_count: 1, storage_records: [{ name: "ours" }] });
  expect((await list({ org: "other-org" })).data).toMatchObject({
    total_count: 1,
    storage_records: [{ name: "theirs" }],
  });
});

test("return_records: false answers with the count alone", async () => {
  expect((await create({ github_repository: "libfoo", return_records: false })).data).toEqual({ total_count: 1 });
});

test("an attested digest needs no github_repository, and its attestation counts", async () => {
  expect((await create({ digest: ATTESTED })).data).toMatchObject({ total_count: 1 });
  expect((await create({ digest: ATTESTED, github_repository: "none" })).data).toMatchObject({ total_count: 1 });
});

describe("it refuses as GitHub does", () => {
  test.each<[status: number, message: string, given: object, token?: string]>([
    [401, "Bad credentials", NAMED, "another-token"],
    [403, "Resource not accessible by personal access token", NAMED, "reading-token"],
    [404, "no artifacts found", {}],
    [404, "no artifacts found", { github_repository: "secret" }],
    [404, "no artifacts found", { ...NAMED, org: "octocat" }],
    [404, "no artifacts found", { org: "other-org", digest: ATTESTED }],
    [404, "Not Found", { ...NAMED, org: "nobody" }],
    [422, "Invalid /digest: sha512:abc does not match /^sha256:[a-f0-9]{64}$/", { ...NAMED, digest: "sha512:abc" }],
    [
      422,
      "Invalid /github_repository: octo-org/libfoo does not match /^[A-Za-z0-9.\\-_]+$/",
      { github_repository: "octo-org/libfoo" },
    ],
    [400, "Problems parsing JSON", { data: "{" }],
  ])("%i %s: %j", async (status, message, given, token = "local-token") => {
    const refusal = await rejection(create(given, token));
    expect(refusal).toMatchObject({ status, response: { data: { message: expect.stringContaining(message) } } });
    expect(github.stored).toEqual([]);
  });

  test.each<[problem: string, given: object]>([
    ["required property 'name'", { name: undefined }],
    ["/name", { name: "" }],
    ["/name", { name: "a".repeat(257) }],
    ["required property 'digest'", { digest: undefined }],
    ["required property 'registry_url'", { registry_url: undefined }],
    ["/registry_url", { registry_url: "http://reg.example.com" }],
    ["/registry_url", { registry_url: "https://reg example.com/" }],
    ["/registry_url", { registry_url: `https://reg.example.com/${"a".repeat(256)}` }],
    ["/version", { version: "" }],
    ["/version", { version: "a".repeat(101) }],
    ["/artifact_url", { artifact_url: "https://reg.example.com/%zz" }],
    ["/artifact_url", { artifact_url: "http://reg.example.com/libfoo" }],
    ["/artifact_url", { artifact_url: `https://reg.example.com/${"a".repeat(152)}` }],
    ["/path", { path: "a".repeat(513) }],
    ["/repository", { repository: "a".repeat(129) }],
    ["/status", { status: "inactive" }],
    ["/github_repository", { github_repository: "" }],
    ["/github_repository", { github_repository: "a".repeat(101) }],
    ["/return_records", { return_records: "yes" }],
  ])("a body that GitHub's description rules out: %s", async (problem, given) => {
    expect(await rejection(create({ ...NAMED, ...given }))).toMatchObject({
      status: 422,
      response: { data: { message: expect.stringContaining(problem) } },
    });
    expect(github.stored).toEqual([]);
  });

  test("without a token", async () => {
    const { rest } = octokitOf();
    expect(await rejection(rest.orgs.createArtifactStorageRecord({ org: "octo-org", ...NAMED }))).toMatchObject({
      status: 401,
      response: { data: { message: "Requires authentication" } },
      hint: expect.stringContaining("auth"),
    });
  });

  test("listing takes the permission to read", async () => {
    await create(NAMED);
    expect((await list({}, "reading-token")).data).toMatchObject({ total_count: 1 });
    expect(await rejection(list({}, "powerless-token"))).toMatchObject({ status: 403 });
  });

  test("a digest without a record has no list", async () => {
    expect(await rejection(list())).toMatchObject({
      status: 404,
      response: { data: { message: "no artifacts found" } },
    });
  });

  test("other routes and methods are not found, and do nothing", async () => {
    await create(NAMED);
    const created = "/orgs/octo-org/artifacts/metadata/storage-record";
    const listed = `/orgs/octo-org/artifacts/${DIGEST}/metadata/storage-records`;
    const others = ["GET /user", "GET /", `POST ${created}s`, `GET ${listed}/1`];
    const methods = ["GET", "PUT", "PATCH", "DELETE"].map((method) => `${method} ${created}`);
    const onList = ["POST", "PUT", "PATCH", "DELETE"].map((method) => `${method} ${listed}`);
    for (const route of [...others, ...methods, ...onList]) {
      const refusal = await rejection(octokitOf("local-token").request(route, NAMED));
      expect([route, refusal]).toEqual([route, expect.objectContaining({ status: 404 })]);
    }
    expect(github.stored).toHaveLength(1);
  });

  test("a URL that cannot be read is a bad request, and ends nothing", async () => {
    const { port } = new URL(github.url);
    for (const path of [
      "//",
      "/orgs/%zz/artifacts/metadata/storage-record",
      "/orgs/o/artifacts/%E0%A4/metadata/storage-records",
    ]) {
      const asked = request({ port, path, headers: { authorization: "bearer local-token" } }).end();
      const [response] = await once(asked, "response");
      response.resume();
      expect([path, response.statusCode]).toEqual([path, 400]);
    }
    expect((await create(NAMED)).status).toBe(200);
  });

  test("of another route it says that it is not GitHub that refuses it, and which it knows", async () => {
    const error = await rejection(octokitOf("local-token").request("GET /user"));
    const { message } = Object(error).response.data;
    expect([Object(error).status, message]).toEqual([
      404,
      expect.stringMatching(/^The local GitHub does not know GET \/user\. It knows /),
    ]);
    for (const { route } of Object.values(routes.orgs)) expect(message).toContain(route);
  });
});

describe("a GitHub App's installation", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const issue = (claims: object = {}, installation = "42", key = keys.privateKey) => {
    const jwt = signJsonWebToken({ iat: now() - 60, exp: now() + 300, iss: "7", ...claims }, key);
    return octokitOf().request("POST /app/installations/{installation}/access_tokens", {
      installation,
      headers: { authorization: `bearer ${jwt}` },
    });
  };

  test("gets a token, which may create records", async () => {
    const { status, data } = await issue();
    expect([status, data]).toEqual([201, expect.objectContaining({ permissions: { artifact_metadata: "write" } })]);
    expect((await create(NAMED, data.token)).data).toMatchObject({ total_count: 1 });
    expect(WORLD.tokens).not.toHaveProperty(data.token);
  });

  const another = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
  test.each<[what: string, issue: () => Promise<unknown>, status: number, message: RegExp]>([
    ["another key", () => issue({}, "42", another), 401, /could not be decoded/],
    ["an expired token", () => issue({ exp: now() - 1 }), 401, /in the future/],
    ["a token that is valid for too long", () => issue({ exp: now() + 900 }), 401, /too far in the future/],
    ["another app", () => issue({ iss: "8" }), 404, /^Integration not found/],
    ["another installation", () => issue({}, "43"), 404, /^Not Found/],
  ])("gets none with %s", async (_what, issue, status, message) => {
    expect(await rejection(issue())).toMatchObject({ status, message: expect.stringMatching(message) });
  });

  test("gets none with a personal access token", async () => {
    const url = "POST /app/installations/42/access_tokens";
    expect(await rejection(octokitOf("local-token").request(url))).toMatchObject({ status: 401 });
  });
});

describe("faults", () => {
  /** Creates a record, and returns the status and how many records are stored. */
  const outcome = async (): Promise<[status: unknown, stored: number]> => {
    const status = await create(NAMED).then(
      (response) => response.status,
      (error: { status?: number }) => error.status,
    );
    return [status, github.stored.length];
  };
  // Octokit's own status for a connection that ended.
  const NO_ANSWER = 500;

  test.each<[what: string, fault: (typeof github.faults)[number], status: number, stored: number]>([
    ["a 5xx before it is stored", FAULTS.serverError({ status: 503 }), 503, 0],
    ["a 5xx after it is stored", FAULTS.serverError({ stored: true }), 502, 1],
    ["a connection that is cut before it is stored", FAULTS.cut(), NO_ANSWER, 0],
    ["a connection that is cut after it is stored", FAULTS.cut({ stored: true }), NO_ANSWER, 1],
    ["any other refusal", FAULTS.refusal({ status: 451, message: "Unavailable" }), 451, 0],
    ["none", FAULTS.none(), 200, 1],
  ])("%s", async (_what, fault, status, stored) => {
    github.faults.push(fault);
    expect(await outcome()).toEqual([status, stored]);
    expect(await outcome()).toEqual([200, stored + 1]);
  });

  /** Without Octokit, which words such failures in its own way. */
  const send = (signal?: AbortSignal) =>
    fetch(`${github.url}/orgs/octo-org/artifacts/metadata/storage-record`, {
      method: "POST",
      headers: { authorization: "bearer local-token" },
      body: JSON.stringify(NAMED),
      ...(signal && { signal }),
    });

  test("an answer that ends within its body, after the record is stored", async () => {
    github.faults.push(FAULTS.cutAnswer());
    const answer = await send();
    expect(answer.status).toBe(200);
    expect(await rejection(answer.text())).toMatchObject({ message: "terminated" });
    expect(github.stored).toHaveLength(1);
  });

  test("an answer that takes its time", async () => {
    github.faults.push(FAULTS.slow({ ms: 100 }));
    const start = performance.now();
    expect(await outcome()).toEqual([200, 1]);
    expect(performance.now() - start).toBeGreaterThanOrEqual(99);
  });

  test.each([false, true])("no answer, and stored: %s", async (stored) => {
    github.faults.push(FAULTS.silence({ stored }));
    expect(await rejection(send(AbortSignal.timeout(100)))).toMatchObject({ name: "TimeoutError" });
    expect(github.stored).toHaveLength(stored ? 1 : 0);
    expect(github.requests.at(-1)?.status).toBeUndefined();
  });

  test.each([403, 429] as const)(
    "a secondary limit, %i, holds for all requests until its time is up",
    async (status) => {
      github.faults.push(FAULTS.secondaryLimit({ status, seconds: 1 }));
      const start = Date.now();
      const limited = {
        status,
        response: {
          headers: { "retry-after": "1" },
          data: { message: expect.stringContaining("secondary rate limit") },
        },
      };
      expect(await rejection(create(NAMED))).toMatchObject(limited);
      expect(await rejection(list())).toMatchObject(limited);
      await new Promise((resolve) => setTimeout(resolve, start + 1100 - Date.now()));
      expect(await outcome()).toEqual([200, 1]);
      expect(github.requests.map((request) => request.status)).toEqual([status, status, 200]);
    },
  );

  test("a primary limit says when it is reset, and holds until then", async () => {
    github.faults.push(FAULTS.primaryLimit({ seconds: 1 }));
    const start = Date.now();
    const refusals = [await rejection(create(NAMED)), await rejection(create(NAMED))];
    const reset = Math.ceil(start / 1000 + 1);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        status: 403,
        response: {
          headers: {
            "x-ratelimit-remaining": "0",
            // Whole seconds: the request may have come in the next one.
            "x-ratelimit-reset": expect.stringMatching(`^(${reset}|${reset + 1})$`),
          },
          data: { message: expect.stringContaining("API rate limit exceeded") },
        },
      });
    }
    await new Promise((resolve) => setTimeout(resolve, start + 1100 - Date.now()));
    expect(await outcome()).toEqual([200, 1]);
  });
});

test("a request that ends within its body is none", async () => {
  const { port } = new URL(github.url);
  const socket = connect(Number(port), "127.0.0.1");
  const head =
    "POST /orgs/octo-org/artifacts/metadata/storage-record HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n";
  socket.write(`${head}{"name":`);
  const [request] = await once(github.server, "request");
  socket.destroy();
  await new Promise((resolve) => request.once("close", resolve));
  await create(NAMED);
  expect(github.requests).toHaveLength(1);
});

test("a limit of its own counts down, refuses what is beyond it, and is reset when it said", async () => {
  const limited = await startLocalGitHub({ rateLimit: { limit: 2, seconds: 1, enforced: true } });
  try {
    const first = await create(NAMED, "local-token", limited.url);
    expect(first.headers["x-ratelimit-remaining"]).toBe("1");
    expect((await create(NAMED, "local-token", limited.url)).headers["x-ratelimit-remaining"]).toBe("0");
    const { "x-ratelimit-reset": reset } = first.headers;
    expect(await rejection(create(NAMED, "local-token", limited.url))).toMatchObject({
      status: 403,
      response: { headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } },
    });
    await new Promise((resolve) => setTimeout(resolve, Number(reset) * 1000 - Date.now() + 10));
    expect((await create(NAMED, "local-token", limited.url)).headers["x-ratelimit-remaining"]).toBe("1");
    expect(limited.stored).toHaveLength(3);
  } finally {
    await limited.close();
  }
});

test("a limit that is not enforced never stops anyone", async () => {
  const unlimited = await startLocalGitHub({ rateLimit: { limit: 3 } });
  try {
    const remaining = [];
    for (let sent = 0; sent < 5; sent++) {
      remaining.push((await create(NAMED, "local-token", unlimited.url)).headers["x-ratelimit-remaining"]);
    }
    expect(remaining).toEqual(["2", "1", "2", "1", "2"]);
  } finally {
    await unlimited.close();
  }
});

test("as a process it prints its URL, and is driven over HTTP", async () => {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(child.stdout, "data");
    const url = String(line).trim();
    const drive = (method: string, path: string, body?: object) =>
      fetch(`${url}/_local${path}`, { method, ...(body && { body: JSON.stringify(body) }) });

    const faults = [{ fault: "none" }, { fault: "serverError", status: 503, stored: true }];
    expect((await drive("POST", "/faults", faults)).status).toBe(204);
    expect((await create(NAMED, "local-token", url)).status).toBe(200);
    expect(await rejection(create(NAMED, "local-token", url))).toMatchObject({ status: 503 });
    expect(await (await drive("GET", "/stored")).json()).toHaveLength(2);
    expect(await (await drive("GET", "/requests")).json()).toMatchObject([{ status: 200 }, { status: 503 }]);
    await drive("POST", "/faults", [{ fault: "serverError" }]);
    expect((await drive("DELETE", "")).status).toBe(204);
    expect(await (await drive("GET", "/requests")).json()).toEqual([]);
    expect(await (await drive("GET", "/stored")).json()).toEqual([]);
    // The fault is forgotten, too.
    expect((await create(NAMED, "local-token", url)).data).toMatchObject({ storage_records: [{ id: 1 }] });

    const unknown = await drive("POST", "/faults", [{ fault: "toString" }]);
    expect([unknown.status, await unknown.text()]).toEqual([422, expect.stringContaining("secondaryLimit")]);
    expect((await drive("GET", "/nothing")).status).toBe(404);
  } finally {
    child.kill();
    await once(child, "exit");
  }
});

test("its process explains itself within 80 columns: every member of its world, every fault, and what it starts with", () => {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [main, "--help"], { encoding: "utf8" });
  expect(status).toBe(0);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  const { now: _clock, ...members } = WORLD;
  for (const name of [...Object.keys(members), ...Object.keys(FAULTS)]) expect(stdout).toContain(name);
  expect(stdout).toContain(`organizations: ${JSON.stringify(WORLD.organizations)}`);
});

test.each([
  [["--wrong"], "'--wrong'"],
  [["--port", "abc"], '--port must be a whole number from 0 to 65535; given: "abc".'],
  [["--port", "65536"], "65536"],
  [["--world", "no-such-file"], "no-such-file"],
])("its process says what is wrong with %j, and how it is used, without a stack", (args, problem) => {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(problem);
  expect(stderr).toMatch(/\n\nUsage: node local-github\/main\.js \[--port N\] \[--world FILE\]\n$/);
  expect(stderr).not.toContain("    at ");
});

test("one that knows all takes records of every organization and repository, but not without a repository", async () => {
  const open = await startLocalGitHub({ knowsAll: true });
  try {
    const elsewhere = { org: "no-such-org", github_repository: "no-such-repository" };
    expect((await create({ ...NAMED, ...elsewhere }, "local-token", open.url)).status).toBe(200);
    expect(await rejection(create({ ...NAMED, ...elsewhere }))).toMatchObject({ status: 404 });
    const nameless = { ...NAMED, github_repository: undefined };
    expect(await rejection(create(nameless, "local-token", open.url))).toMatchObject({ status: 404 });
    expect(await rejection(create({ ...NAMED, org: "octocat" }, "local-token", open.url))).toMatchObject({
      status: 404,
    });
  } finally {
    await open.close();
  }
});
