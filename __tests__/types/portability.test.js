// What a strict project meets: `exactOptionalPropertyTypes`, and declarations where only direct dependencies can be named,
// as under pnpm, which hides @octokit/types.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = `
import {
  artifactStorage,
  type AnyOctokit,
  type CreateArtifactStorageRecordParameters,
  type OctokitCallOptions,
  type UnexpectedResponseError,
} from "octokit-plugin-artifact-storage";

// Whatever is inferred from the plugin can be declared.
export const responseOf = (error: UnexpectedResponseError) => error.response;
export const methodsOf = (octokit: AnyOctokit) => artifactStorage(octokit).rest.orgs;
export const create = (octokit: AnyOctokit, record: CreateArtifactStorageRecordParameters) =>
  methodsOf(octokit).createArtifactStorageRecord(record);
export const presetOf = (octokit: AnyOctokit) => methodsOf(octokit).createArtifactStorageRecord.defaults({ org: "o" });

// \`undefined\` is not given.
const nothing: undefined = undefined;
export const record: Required<CreateArtifactStorageRecordParameters> = {
  org: "o",
  name: "n",
  digest: "d",
  registry_url: "r",
  version: nothing,
  artifact_url: nothing,
  path: nothing,
  repository: nothing,
  status: nothing,
  github_repository: nothing,
  return_records: nothing,
};
export const options: Required<OctokitCallOptions> = {
  baseUrl: nothing,
  headers: nothing,
  mediaType: nothing,
  request: nothing,
};
`;

/** @type {string} */
let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strict-"));
  const plugin = join(folder, "node_modules/octokit-plugin-artifact-storage");
  mkdirSync(plugin, { recursive: true });
  for (const file of ["index.d.ts", "package.json"]) cpSync(join(ROOT, file), join(plugin, file));
  for (const name of ["@octokit/types", "@octokit/openapi-types"])
    cpSync(join(ROOT, "node_modules", name), join(plugin, "node_modules", name), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "program.ts"), PROGRAM);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["5.9", "7.0"])("TypeScript %s", (version) => {
  const compiler = fileURLToPath(new URL(`node_modules/typescript-${version}/bin/tsc`, import.meta.url));
  const options = ["--strict", "--exactOptionalPropertyTypes", "--declaration", "--module", "nodenext"];
  const compile = () =>
    execFileSync(process.execPath, [compiler, ...options, "--target", "es2022", "program.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
  expect(compile).not.toThrow();
  expect(readFileSync(join(folder, "program.d.ts"), "utf8")).toContain(
    'import("octokit-plugin-artifact-storage").UnexpectedResponse;',
  );
});
