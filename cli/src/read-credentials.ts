import { wrongUsage } from "./stop.ts";

export type Credentials = { token: string } | { appId: string; privateKey: string; installationId: string };

const APP_VARIABLES = ["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_INSTALLATION_ID"] as const;

/** Reads who sends, from the environment alone: a flag would show in the list of processes and in a shell's history. */
export function readCredentials(env: NodeJS.ProcessEnv): Credentials {
  const [appId, privateKey, installationId] = APP_VARIABLES.map((name) => env[name]?.trim());
  if (appId && privateKey && installationId) {
    // Where a variable cannot hold several lines, the key's are joined by `\n`.
    return { appId, privateKey: privateKey.replaceAll("\\n", "\n"), installationId };
  }
  const source = env.GITHUB_TOKEN ? "GITHUB_TOKEN" : "GH_TOKEN";
  const token = env[source]?.trim();
  if (token) {
    // `fetch` would show the header, and the token with it, in its error.
    if (!/^[\x21-\x7e]+$/.test(token))
      throw wrongUsage(`${source} contains characters that no token has. Set it again.`);
    return { token };
  }
  const missing = APP_VARIABLES.filter((name) => !env[name]);
  if (missing.length < APP_VARIABLES.length) {
    throw wrongUsage(`A GitHub App also needs ${missing.join(" and ")}.`);
  }
  throw wrongUsage(
    "There is no token. Set GITHUB_TOKEN or GH_TOKEN (in a workflow, to github.token), " +
      `or for a GitHub App, ${APP_VARIABLES.join(", ")}.`,
  );
}
