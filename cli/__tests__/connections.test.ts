import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, test } from "@jest/globals";
import { startLocalGitHub } from "../../local-github/start-local-github.js";
import { digestOf, prepareCommand, records } from "./support/run-command.ts";

const command = prepareCommand();
const IMAGE = `ghcr.io/octo-org/app@${digestOf("app")}`;

/** A proxy that tunnels, and notes where to. */
async function startProxy() {
  const targets: (string | undefined)[] = [];
  const server = createServer();
  server.on("connect", ({ url }, socket) => {
    targets.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { targets, server, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` };
}

test("requests use a proxy, except to hosts in NO_PROXY", async () => {
  const proxy = await startProxy();
  const through = await command.run(["create", "--image", IMAGE], { HTTP_PROXY: proxy.url });
  expect(through.code).toBe(0);
  expect(proxy.targets).toEqual([new URL(command.github.url).host]);
  const past = await command.run(["create", "--image", IMAGE], { HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" });
  expect(past.code).toBe(0);
  expect(proxy.targets).toHaveLength(1);
  proxy.server.close();
});

test("exit 75 where the proxy cannot be reached", async () => {
  const closed = await startLocalGitHub();
  await closed.close();
  const { code, stderr } = await command.run(["create", "--image", IMAGE], { HTTP_PROXY: closed.url });
  expect(code).toBe(75);
  expect(stderr).toMatch(/^GitHub cannot be reached: .*ECONNREFUSED/);
});

test("a GitHub App's installation: one token is fetched for all records", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const github = await startLocalGitHub({
    apps: { "1": { publicKey: `${publicKey.export({ type: "spki", format: "pem" })}`, installations: ["7"] } },
  });
  const key = `${privateKey.export({ type: "pkcs8", format: "pem" })}`;
  const env = { GITHUB_TOKEN: "", GITHUB_API_URL: github.url, GITHUB_APP_ID: "1", GITHUB_APP_INSTALLATION_ID: "7" };
  command.write("r.ndjson", records(5));
  const { code, stderr } = await command.run(["import", "r.ndjson", "--per-minute=0"], {
    ...env,
    // As it stands in a variable that cannot hold several lines.
    GITHUB_APP_PRIVATE_KEY: key.replaceAll("\n", "\\n"),
  });
  expect(stderr).toContain("All stored");
  expect(code).toBe(0);
  expect(github.stored).toHaveLength(5);
  expect(github.requests.filter(({ url }) => url.endsWith("/access_tokens")).length).toBeGreaterThanOrEqual(1);
  await github.close();
});
