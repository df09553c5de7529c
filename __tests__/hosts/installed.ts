import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import type { Method, Octokit, OctokitClass, Plugin } from "./hosts.ts";

/** What is taken from packages, by the name of the export. */
interface Exports {
  Octokit: OctokitClass;
  ProbotOctokit: OctokitClass;
  getOctokit: (token: string, options: object, ...plugins: Plugin[]) => Octokit;
  restEndpointMethods: Plugin;
  throttling: Plugin;
  retry: Plugin;
  paginateRest: Plugin;
  requestLog: Plugin;
  enterpriseCloud: Plugin;
  createPullRequest: Plugin;
  createAppAuth: unknown;
  createOAuthUserAuth: unknown;
  createOAuthAppAuth: unknown;
  createOAuthDeviceAuth: unknown;
  createCallbackAuth: unknown;
  createUnauthenticatedAuth: unknown;
  createActionAuth: unknown;
  createTokenAuth: unknown;
  App: new (options: object) => { getInstallationOctokit(id: number): Promise<Octokit> };
  Probot: new (
    options: object,
  ) => {
    auth(id: number): Promise<Octokit>;
    on(event: string, handle: (context: { octokit: Octokit }) => void): void;
    getNodeMiddleware(): Promise<RequestListener>;
  };
  /** Of sinon. */
  stub: (object: object, name: string) => { callsFake(stub: Method): { restore(): void } };
}

/** The export of a package in `node_modules`, and which version of which package that is, by the package's own word. */
export async function installed<Name extends keyof Exports>(
  folder: string,
  name: Name,
): Promise<{ version: string; value: Exports[Name] }> {
  const manifest = join(import.meta.dirname, "node_modules", folder, "package.json");
  const { name: packageName, version } = JSON.parse(readFileSync(manifest, "utf8"));
  const exports: Exports = await import(folder);
  return { version: `${packageName} ${version}`, value: exports[name] };
}
