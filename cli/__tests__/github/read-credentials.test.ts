import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { readCredentials } from "../../src/github/read-credentials.ts";
import { Stop } from "../../src/stop.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PKCS8 = String(privateKey.export({ type: "pkcs8", format: "pem" }));
/** As GitHub gives it. */
const PKCS1 = String(privateKey.export({ type: "pkcs1", format: "pem" }));

const app = (key: string) => ({
  GITHUB_APP_ID: " 1 ",
  GITHUB_APP_PRIVATE_KEY: key,
  GITHUB_APP_INSTALLATION_ID: "2\n",
});

test("GH_TOKEN comes before GITHUB_TOKEN, as gh has it, and it is known which was taken", () => {
  expect(readCredentials({ GITHUB_TOKEN: "second", GH_TOKEN: "first" })).toEqual({
    source: "GH_TOKEN",
    token: "first",
  });
  expect(readCredentials({ GITHUB_TOKEN: " second\n", GH_TOKEN: " " })).toEqual({
    source: "GITHUB_TOKEN",
    token: "second",
  });
});

test.each([
  ["as GitHub gives it", PKCS1],
  ["as PKCS #8", PKCS8],
  ["in one line, with \\n between", PKCS1.replaceAll("\n", "\\n")],
  ["with spaces around", `\n ${PKCS1}\n\n`],
  ["with the line breaks of Windows", PKCS1.replaceAll("\n", "\r\n")],
])("a GitHub App's key %s, which comes before a token", (_how, key) => {
  const credentials = readCredentials({ ...app(key), GH_TOKEN: "token" });
  expect(credentials).toEqual({
    source: "GITHUB_APP_PRIVATE_KEY",
    appId: "1",
    privateKey: expect.any(String),
    installationId: "2",
  });
  const read = createPrivateKey("privateKey" in credentials ? credentials.privateKey : "");
  expect(read.equals(privateKey)).toBe(true);
});

const CONTENT = "Give the content of the .pem file that GitHub gave you, from -----BEGIN to the last -----.";
const ed25519 = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
const encrypted = privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
const body = PKCS1.split("\n").slice(1, -2).join("\n");

test.each([
  ["a path", "/home/octocat/app.2026.private-key.pem", `not a private key. It is a path. ${CONTENT}`],
  ["a relative path", "app.pem", `not a private key. It is a path. ${CONTENT}`],
  ["a path in the home folder", "~/keys/app", `not a private key. It is a path. ${CONTENT}`],
  ["a path of Windows", "C:\\keys\\app", `not a private key. It is a path. ${CONTENT}`],
  ["Base64", Buffer.from(PKCS1).toString("base64"), "not a private key. It is Base64. Decode it: base64 --decode."],
  ["quotes around it", `"${PKCS1}"`, "not a private key. Remove the quotes around it."],
  ["single quotes around it", `'${PKCS1.trim()}'`, "not a private key. Remove the quotes around it."],
  [
    "no line breaks",
    PKCS1.replaceAll("\n", " "),
    "not a private key. Its line breaks are lost. Keep them, or write each as \\n.",
  ],
  [
    "its first line alone",
    "-----BEGIN RSA PRIVATE KEY-----",
    `not a private key. It is incomplete or damaged. ${CONTENT}`,
  ],
  ["a damaged one", PKCS1.replace(/\n.{9}/, "\n"), `not a private key. It is incomplete or damaged. ${CONTENT}`],
  [
    "without its first and last line",
    body,
    "not a private key. Its first and last line, -----BEGIN … and -----END …, are missing.",
  ],
  [
    "a public key",
    String(publicKey.export({ type: "spki", format: "pem" })),
    `not a private key. It is encrypted, a public key or a certificate. ${CONTENT}`,
  ],
  [
    "an encrypted key",
    String(encrypted),
    `not a private key. It is encrypted, a public key or a certificate. ${CONTENT}`,
  ],
  ["a key of another kind", String(ed25519), "not an RSA key, as a GitHub App's is. Generate one on the App's page."],
  ["something else", "none", `not a private key. ${CONTENT}`],
])("as a GitHub App's key, %s is wrong usage, and is not shown", (_what, key, problem) => {
  expect(() => readCredentials(app(key))).toThrow(new Stop("usage", `GITHUB_APP_PRIVATE_KEY is ${problem}`));
  expect(() => readCredentials(app(key))).toThrow(expect.objectContaining({ end: "usage" }));
});

test.each([
  [
    { ...app(PKCS1), GITHUB_APP_INSTALLATION_ID: "octo-org" },
    "GITHUB_APP_INSTALLATION_ID must be a number: the one at the end of the installation's URL, …/installations/NUMBER.",
  ],
  [{ GITHUB_APP_ID: "1" }, "A GitHub App also needs GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID."],
  [{ ...app(PKCS1), GITHUB_APP_ID: " " }, "A GitHub App also needs GITHUB_APP_ID."],
  [{ GH_TOKEN: "two words" }, "GH_TOKEN contains characters that no token has. Set it again."],
  [{ GITHUB_TOKEN: "ghp_é" }, "GITHUB_TOKEN contains characters that no token has. Set it again."],
  [{ GITHUB_TOKEN: '"ghp_1"' }, "GITHUB_TOKEN has quotes around the token. Remove them."],
  [
    { GH_TOKEN: "" },
    "There is no token. Set GH_TOKEN or GITHUB_TOKEN (in a workflow, to github.token), or for a GitHub App, GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_APP_INSTALLATION_ID.",
  ],
])("wrong usage: %#", (env, message) => {
  expect(() => readCredentials(env)).toThrow(new Stop("usage", message));
  expect(() => readCredentials(env)).toThrow(expect.objectContaining({ end: "usage" }));
});
