// The command as it ships: packed, installed without a network or scripts, and run where people run it.
import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { startLocalGitHub } from "../../local-github/start-local-github.js";
import { runtimes } from "./runtimes.js";

const CLI = fileURLToPath(new URL("../../cli", import.meta.url));
const NODES = runtimes.filter(({ name }) => name.startsWith("Node "));
const IMAGE = `ghcr.io/octo-org/app@sha256:${"a77e57ed".repeat(8)}`;

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** @type {string} */
let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "shipped-"));
  const npm = (/** @type {string} */ cwd, /** @type {string[]} */ ...args) =>
    execFileSync("npm", [...args, "--silent"], { cwd, encoding: "utf8" });
  const tarball = npm(CLI, "pack", "--pack-destination", folder).trim().split("\n").at(-1);
  mkdirSync(join(folder, "project"));
  writeFileSync(join(folder, "project/package.json"), '{ "private": true }');
  const offline = ["--offline", "--cache", join(folder, "cache"), "--ignore-scripts", "--no-audit", "--no-fund"];
  npm(join(folder, "project"), "install", ...offline, join(folder, `${tarball}`));
  const records = [1, 2, 3].map((number) => ({
    name: `libfoo-${number}`,
    digest: `sha256:${`${number}`.repeat(64)}`,
    registry_url: "https://reg.example.com/",
    github_repository: "libfoo",
  }));
  writeFileSync(join(folder, "records.ndjson"), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @type {Awaited<ReturnType<typeof startLocalGitHub>>} */
let github;
/** @type {string} */
let cwd;
beforeEach(async () => {
  github = await startLocalGitHub({ apps: { 1: { publicKey, installations: ["7"] } } });
  cwd = mkdtempSync(join(folder, "work-"));
});
/** What a test has started. @type {(() => unknown)[]} */
const started = [];
afterEach(async () => {
  for (const close of started.splice(0)) await close();
  await github.close();
});

test("it is one package", () => {
  const modules = join(folder, "project/node_modules");
  expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["artifact-storage-record"]);
  expect(existsSync(join(modules, "artifact-storage-record/node_modules"))).toBe(false);
});

describe.each(NODES)("$name", ({ program }) => {
  // What cannot be had on a developer's machine is skipped; CI has them all.
  const testIfHad = process.env.CI || existsSync(program) ? test : test.skip;
  const testIfRedis =
    (process.env.CI || !spawnSync("redis-server", ["--version"]).error) && existsSync(program) ? test : test.skip;

  /** @param {string[]} args @param {Record<string, string>} [more] */
  async function run(args, more) {
    const script = join(folder, "project/node_modules/artifact-storage-record/bin/artifact-storage-record.js");
    const env = {
      PATH: process.env.PATH,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: "octo-org/libfoo",
      GITHUB_TOKEN: "local-token",
      ...more,
    };
    return await new Promise((resolve) => {
      execFile(program, [script, ...args], { cwd, env }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
      );
    });
  }
  const importAll = (/** @type {string[]} */ ...args) => [
    "import",
    join(folder, "records.ndjson"),
    "--journal=j",
    ...args,
  ];

  testIfHad("says its version and its help", async () => {
    expect(await run(["--version"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: "",
    });
    expect(await run(["--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("import"), stderr: "" });
  });

  testIfHad("records one, lists it, and imports many", async () => {
    expect(await run(["create", "--image", IMAGE])).toMatchObject({ code: 0 });
    const [, digest = ""] = IMAGE.split("@");
    expect(await run(["list", digest])).toMatchObject({ code: 0, stdout: expect.stringContaining(digest) });
    expect(await run(importAll("--per-minute=0"))).toMatchObject({ code: 0 });
    expect(github.stored).toHaveLength(4);
  });

  testIfHad("goes through a proxy", async () => {
    const proxy = await startProxy();
    expect(await run(["create", "--image", IMAGE], { HTTP_PROXY: proxy.url })).toMatchObject({ code: 0 });
    expect(proxy.targets).toEqual([new URL(github.url).host]);
    expect(github.stored).toHaveLength(1);
  });

  testIfHad("is a GitHub App's installation", async () => {
    const app = { GITHUB_APP_ID: "1", GITHUB_APP_INSTALLATION_ID: "7", GITHUB_APP_PRIVATE_KEY: privateKey };
    expect(await run(importAll("--per-minute=0"), { ...app, GITHUB_TOKEN: "" })).toMatchObject({ code: 0 });
    expect(github.stored).toHaveLength(3);
    expect(github.requests.map(({ url }) => url)).toContain("/app/installations/7/access_tokens");
  });

  testIfRedis("shares a pace over Redis", async () => {
    const redis = await startRedis();
    expect(await run(importAll("--per-minute=120", `--redis=${redis}`))).toMatchObject({ code: 0 });
    expect(github.stored).toHaveLength(3);
  });
});

/** A proxy that tunnels, and notes where to. */
async function startProxy() {
  /** @type {(string | undefined)[]} */
  const targets = [];
  const server = createServer().on("connect", ({ url }, socket) => {
    targets.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  const port = await listen(server);
  started.push(() => server.close());
  return { targets, url: `http://127.0.0.1:${port}` };
}

async function startRedis() {
  const probe = createServer();
  const port = await listen(probe);
  probe.close();
  const redis = spawn("redis-server", ["--port", `${port}`, "--save", "", "--bind", "127.0.0.1"]);
  started.push(async () => {
    redis.kill("SIGKILL");
    await once(redis, "exit");
  });
  let output = "";
  for await (const text of redis.stdout.iterator({ destroyOnReturn: false })) {
    output += text;
    if (/ready to accept connections/i.test(output)) break;
  }
  redis.stdout.resume();
  return `redis://127.0.0.1:${port}`;
}

/** @param {import("node:http").Server} server */
async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}
