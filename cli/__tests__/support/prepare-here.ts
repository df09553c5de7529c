import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import { startLocalGitHub } from "../../../local-github/start-local-github.js";
import type { Runtime } from "../../src/runtime.ts";
import { runHere } from "./run-here.ts";

/** What each test has for itself: a GitHub, a folder, and the command within this process, as in a workflow of libfoo. */
export function prepareHere() {
  let github: Awaited<ReturnType<typeof startLocalGitHub>>;
  let folder: string;
  beforeEach(async () => {
    github = await startLocalGitHub();
    folder = mkdtempSync(join(tmpdir(), "command-"));
  });
  afterEach(async () => {
    await github.close();
    rmSync(folder, { recursive: true });
  });
  return {
    get github() {
      return github;
    },
    run: (args: string[], env: Record<string, string> = {}, more: Partial<Runtime> = {}) =>
      runHere(
        args,
        { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: "octo-org/libfoo", GITHUB_TOKEN: "local-token", ...env },
        more,
      ),
    /** The bodies of what was sent to be stored. */
    get sent(): unknown[] {
      return github.requests.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body));
    },
    path: (name: string) => join(folder, name),
    write(name: string, content: string): string {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
  };
}
