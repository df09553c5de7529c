export type Credentials =
  /** `source`: the variable, to name it where GitHub refuses it. */
  | { source: "GH_TOKEN" | "GITHUB_TOKEN"; token: string }
  | { source: "GITHUB_APP_PRIVATE_KEY"; appId: string; privateKey: string; installationId: string };

export declare function readCredentials(env: Readonly<Record<string, string | undefined>>): Credentials;
