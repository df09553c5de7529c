import { wrongUsage } from "./stop.ts";

/** What the environment of a workflow says of the repository that it runs for. */
export interface Workflow {
  org?: string;
  github_repository?: string;
}

/** `GITHUB_REPOSITORY=octo-org/libfoo` → org `octo-org`, github_repository `libfoo` */
export function readWorkflow(env: NodeJS.ProcessEnv): Workflow {
  const [, org, github_repository] = /^([^/]+)\/([^/]+)$/.exec(env.GITHUB_REPOSITORY ?? "") ?? [];
  return org && github_repository ? { org, github_repository } : {};
}

/** GitHub's API: that of github.com, or of the server that a workflow runs on. */
export function readApiUrl(env: NodeJS.ProcessEnv): string {
  const given = env.GITHUB_API_URL || "https://api.github.com";
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw wrongUsage(`GITHUB_API_URL must be a URL such as https://api.github.com; given: ${JSON.stringify(given)}.`);
  }
  return given.replace(/\/+$/, "");
}

/** The page that shows an organization's records: `https://api.octo.ghe.com` → `https://octo.ghe.com/orgs/…/artifacts` */
export function findRecordsUrl(org: string, env: NodeJS.ProcessEnv): string {
  const server = env.GITHUB_SERVER_URL || new URL(readApiUrl(env)).origin.replace("://api.", "://");
  return `${server.replace(/\/+$/, "")}/orgs/${encodeURIComponent(org)}/artifacts`;
}
