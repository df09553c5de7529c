import type { Runtime } from "../runtime.ts";
import { readApiUrl } from "./read-api-url.ts";

/** What the environment of a workflow says of the repository that it runs for. */
export interface Workflow {
  org?: string;
  github_repository?: string;
}

/** `GITHUB_REPOSITORY=octo-org/libfoo` → org `octo-org`, github_repository `libfoo` */
export function readWorkflow(env: Runtime["env"]): Workflow {
  const [, org, github_repository] = /^([^/]+)\/([^/]+)$/.exec(env.GITHUB_REPOSITORY ?? "") ?? [];
  return org && github_repository ? { org, github_repository } : {};
}

/** The page that shows an organization's records: `https://api.octo.ghe.com` → `https://octo.ghe.com/orgs/…/artifacts` */
export function findRecordsUrl(org: string, env: Runtime["env"]): string {
  const given = env.GITHUB_SERVER_URL ?? "";
  const server = URL.canParse(given) ? given : readApiUrl(env).replace("://api.", "://");
  return `${new URL(server).origin}/orgs/${encodeURIComponent(org)}/artifacts`;
}
