import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { startLocalGitHub } from "../../../local-github/start-local-github.js";
import { chooseFetch } from "../../src/github/choose-fetch.ts";
import { connect } from "../../src/github/connect.ts";
import { createPace } from "../../src/github/create-pace.ts";
import { type Credentials, readCredentials } from "../../src/github/read-credentials.ts";
import { wrongUsage } from "../../src/stop.ts";
import { createRuntime } from "../support/fake-server.ts";
import { sendable } from "../support/fake-world.ts";

let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.close());

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

async function listen(server: Server): Promise<string> {
  open.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

/** A proxy that tunnels where it is told the password, if it has one, and notes where to. */
async function startProxy(password?: string) {
  const targets: (string | undefined)[] = [];
  const expected = password && `Basic ${Buffer.from(`user:${password}`).toString("base64")}`;
  const server = createServer();
  server.on("connect", ({ url, headers }, socket) => {
    socket.on("error", () => {});
    if (expected !== undefined && headers["proxy-authorization"] !== expected) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    targets.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connectSocket(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
  return { targets, host: await listen(server) };
}

/** Stores a record, and says how it went. */
async function store(env: Record<string, string>, apiUrl = github.url, given?: Credentials) {
  // Pauses take no time, and nobody waits for an answer in vain.
  const sleep = async (ms: number) => {
    if (ms > 50_000) await new Promise(() => {});
  };
  const runtime = { ...createRuntime(undefined, env), clock: { now: Date.now, sleep } };
  const pace = await createPace(0, undefined, runtime);
  const credentials = given ?? { source: "GH_TOKEN", token: "local-token" };
  try {
    await using connected = await connect({ apiUrl, credentials, pace, maxWaitMs: 0, runtime });
    return await connected.create(sendable(1));
  } catch (error) {
    return error;
  }
}

const STORED = [expect.objectContaining({ name: "libfoo-1" })];
const host = () => new URL(github.url).host;

test.each(["HTTP_PROXY", "http_proxy"])("requests use the proxy of %s, with or without a scheme", async (name) => {
  const proxy = await startProxy();
  expect(await store({ [name]: `http://${proxy.host}` })).toEqual(STORED);
  expect(await store({ [name]: proxy.host })).toEqual(STORED);
  expect(new Set(proxy.targets)).toEqual(new Set([host()]));
  expect(proxy.targets.length).toBeGreaterThan(1);
});

test.each(["NO_PROXY", "no_proxy"])("requests to hosts in %s use none", async (name) => {
  const proxy = await startProxy();
  expect(await store({ HTTP_PROXY: proxy.host, [name]: "example.com,127.0.0.1" })).toEqual(STORED);
  expect(proxy.targets).toEqual([]);
  expect(await store({ HTTP_PROXY: proxy.host, [name]: "example.com" })).toEqual(STORED);
  expect(new Set(proxy.targets)).toEqual(new Set([host()]));
});

test("a proxy with a password gets it; a wrong one is not shown, and nothing was sent", async () => {
  const proxy = await startProxy("hunter2");
  expect(await store({ HTTP_PROXY: `user:hunter2@${proxy.host}` })).toEqual(STORED);
  const { stored } = github;
  const before = stored.length;
  const stop = await store({ HTTP_PROXY: `http://user:secret@${proxy.host}` });
  expect(stop).toMatchObject({ end: "interrupted", message: expect.stringContaining("The proxy answered 407. Check") });
  expect(stop).toMatchObject({ message: expect.not.stringContaining("secret") });
  expect(stored).toHaveLength(before);
});

test("a proxy that cannot be reached: nothing was sent", async () => {
  const closed = await startLocalGitHub();
  await closed.close();
  expect(await store({ HTTP_PROXY: closed.url })).toMatchObject({
    end: "interrupted",
    message: expect.stringMatching(/^GitHub cannot be reached: .*ECONNREFUSED.* Nothing was sent\.$/),
  });
});

test.each([
  [
    { HTTPS_PROXY: "http://user:hunter2@:x" },
    "HTTPS_PROXY is not a URL. Set it to one such as http://proxy.example.com:3128.",
  ],
  [
    { http_proxy: "socks5://user:hunter2@127.0.0.1:1080" },
    "http_proxy must be an HTTP proxy, such as http://proxy.example.com:3128; others are not supported.",
  ],
])("a proxy that is none is wrong usage, and its password is not shown: %#", async (env, message) => {
  await expect(chooseFetch({ env })).rejects.toThrow(wrongUsage(message));
  await expect(chooseFetch({ env })).rejects.toMatchObject({ end: "usage" });
});

test("without a proxy, fetch is the process's, or the one that is handed in", async () => {
  expect((await chooseFetch({ env: { HTTPS_PROXY: " ", NO_PROXY: "*" } })).fetch).toBe(fetch);
  const own = async () => new Response();
  expect((await chooseFetch({ env: {}, fetch: own })).fetch).toBe(own);
});

test("a certificate that is not trusted, also behind HTTPS_PROXY: wrong usage, and nothing was sent", async () => {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, ...subject], {
    stdio: "ignore",
  });
  let requests = 0;
  const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
    requests += 1;
    response.end();
  });
  rmSync(folder, { recursive: true });
  const secure = await listen(server);
  const proxy = await startProxy();
  const stop = {
    end: "usage",
    message: expect.stringMatching(/^GitHub's certificate is not trusted: .*NODE_EXTRA_CA_CERTS.* Nothing was sent\.$/),
  };
  expect(await store({}, `https://${secure}`)).toMatchObject(stop);
  expect(await store({ HTTPS_PROXY: proxy.host }, `https://${secure}`)).toMatchObject(stop);
  expect(proxy.targets).toEqual([secure]);
  // Where there is no other, it is for both.
  expect(await store({ HTTP_PROXY: proxy.host }, `https://${secure}`)).toMatchObject(stop);
  expect(proxy.targets).toEqual([secure, secure]);
  expect(await store({ HTTP_PROXY: proxy.host, HTTPS_PROXY: secure }, github.url)).toEqual(STORED);
  expect(new Set(proxy.targets)).toEqual(new Set([secure, host()]));
  expect(requests).toBe(0);
});

test("a GitHub App's token is asked for with a signature that its public key verifies", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const spki = `${publicKey.export({ type: "spki", format: "pem" })}`;
  const withApp = await startLocalGitHub({ apps: { "1": { publicKey: spki, installations: ["7"] } } });
  const credentials = (installation: string) =>
    readCredentials({
      GITHUB_APP_ID: "1",
      GITHUB_APP_PRIVATE_KEY: `${privateKey.export({ type: "pkcs1", format: "pem" })}`.replaceAll("\n", "\\n"),
      GITHUB_APP_INSTALLATION_ID: installation,
    });
  expect(await store({}, withApp.url, credentials("7"))).toEqual(STORED);
  expect(await store({}, withApp.url, credentials("8"))).toMatchObject({
    end: "refused",
    message: expect.stringContaining("GITHUB_APP_INSTALLATION_ID is not that of an installation of the App"),
  });
  await withApp.close();
});

test("a POST that is redirected by 302 does not arrive as a GET, whose answer would count as stored", async () => {
  const requests: string[] = [];
  const server = createServer(({ method, url }, response) => {
    requests.push(`${method} ${url}`);
    const body = JSON.stringify({ total_count: 1, storage_records: [] });
    if (method === "POST") response.writeHead(302, { location: "/elsewhere" }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  const url = `http://${await listen(server)}`;
  expect(await store({}, url)).toMatchObject({
    message: `The answer was a redirect (302) to ${url}, which a POST does not follow.`,
  });
  expect(requests).toEqual(["GET /rate_limit", "POST /orgs/octo-org/artifacts/metadata/storage-record"]);
});
