import { readFile } from "node:fs/promises";
import type { Runtime } from "../runtime.ts";

/**
 * What the workflow itself says of why GitHub refuses its records: for certain, where GitHub's own answer allows for several
 * causes. Undefined where it says nothing.
 */
export async function explainWorkflow(env: Runtime["env"], org: string | undefined): Promise<string | undefined> {
  const { repository, pull_request } = await readEvent(env.GITHUB_EVENT_PATH);
  const owner = repository?.owner;
  if (owner?.type === "User" && (org === undefined || isSame(org, owner.login))) {
    return `${owner.login} is a user account, and only organizations have storage records. Give the organization as \`org\`, or leave this step out.`;
  }
  const [head, base] = [pull_request?.head?.repo?.full_name, pull_request?.base?.repo?.full_name];
  // The repository of a fork may be gone. What others trigger with `pull_request_target` may have a token that writes.
  if (env.GITHUB_EVENT_NAME === "pull_request" && pull_request && base !== undefined && !isSame(`${head}`, base)) {
    return `This run is for a pull request from a fork (${head ?? "which is gone"}): its token never gets write access, whatever \`permissions:\` says. Record the artifact after the merge, on \`push\`.`;
  }
  return undefined;
}

const isSame = (a: string, b: unknown) => a.toLowerCase() === `${b}`.toLowerCase();

async function readEvent(path: string | undefined) {
  try {
    return Object(JSON.parse(await readFile(`${path}`, "utf8")));
  } catch {
    // It would only have explained.
    return {};
  }
}
