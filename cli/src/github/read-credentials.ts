import { createPrivateKey, type KeyObject } from "node:crypto";
import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";

export type Credentials =
  /** `source`: the variable, to name it where GitHub refuses what it holds. */
  | { source: "GH_TOKEN" | "GITHUB_TOKEN"; token: string }
  | { source: "GITHUB_APP_PRIVATE_KEY"; appId: string; privateKey: string; installationId: string };

const APP_VARIABLES = ["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_INSTALLATION_ID"] as const;

const QUOTED = /^(["'`]).*\1$/s;

/**
 * Reads who sends, from the environment alone: a flag would show in the list of processes and in a shell's history. What can
 * be known to be wrong with it is known before anything is sent. No value is shown.
 */
export function readCredentials(env: Runtime["env"]): Credentials {
  const [appId, key, installationId] = APP_VARIABLES.map((name) => env[name]?.trim());
  if (appId && key && installationId) {
    if (!/^\d+$/.test(installationId)) {
      throw wrongUsage(
        "GITHUB_APP_INSTALLATION_ID must be a number: the one at the end of the installation's URL, …/installations/NUMBER.",
      );
    }
    return { source: "GITHUB_APP_PRIVATE_KEY", appId, privateKey: readPrivateKey(key), installationId };
  }
  // As `gh` has it.
  const source = env.GH_TOKEN?.trim() ? "GH_TOKEN" : "GITHUB_TOKEN";
  const token = env[source]?.trim();
  if (token) {
    if (QUOTED.test(token)) throw wrongUsage(`${source} has quotes around the token. Remove them.`);
    // `fetch` would show the header, and the token with it, in its error.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw wrongUsage(`${source} contains characters that no token has. Set it again.`);
    }
    return { source, token };
  }
  const missing = APP_VARIABLES.filter((name) => !env[name]?.trim());
  if (missing.length < APP_VARIABLES.length) {
    throw wrongUsage(`A GitHub App also needs ${missing.join(" and ")}.`);
  }
  throw wrongUsage(
    "There is no token. Set GH_TOKEN or GITHUB_TOKEN (in a workflow, to github.token), " +
      `or for a GitHub App, ${APP_VARIABLES.join(", ")}.`,
  );
}

/** Where a variable cannot hold several lines, the key's are joined by `\n`. */
function readPrivateKey(given: string): string {
  const pem = given.replaceAll("\\n", "\n");
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw wrongUsage(`GITHUB_APP_PRIVATE_KEY is not a private key. ${adviseOnKey(pem)}`);
  }
  if (key.asymmetricKeyType !== "rsa") {
    throw wrongUsage("GITHUB_APP_PRIVATE_KEY is not an RSA key, as a GitHub App's is. Generate one on the App's page.");
  }
  return String(key.export({ type: "pkcs8", format: "pem" }));
}

const GIVE_CONTENT = "Give the content of the .pem file that GitHub gave you, from -----BEGIN to the last -----.";

function adviseOnKey(given: string): string {
  if (QUOTED.test(given)) return "Remove the quotes around it.";
  if (/-----BEGIN (ENCRYPTED|PUBLIC|RSA PUBLIC|CERTIFICATE)/.test(given)) {
    return `It is encrypted, a public key or a certificate. ${GIVE_CONTENT}`;
  }
  if (given.startsWith("-----BEGIN")) {
    return given.includes("\n") || !given.includes("-----END")
      ? `It is incomplete or damaged. ${GIVE_CONTENT}`
      : "Its line breaks are lost. Keep them, or write each as \\n.";
  }
  if (Buffer.from(given, "base64").includes("-----BEGIN")) return "It is Base64. Decode it: base64 --decode.";
  if (/^[A-Za-z0-9+/=\s]{100,}$/.test(given))
    return "Its first and last line, -----BEGIN … and -----END …, are missing.";
  if (/\.(pem|key|txt)$|^[~./\\]|^[a-z]:\\/i.test(given)) return `It is a path. ${GIVE_CONTENT}`;
  return GIVE_CONTENT;
}
