// Cuts the endpoints' operations, constraints without prose, out of GitHub's OpenAPI description:
//   npm run update-openapi [-- VERSION]
// The description comes from @octokit/openapi, which is not a dependency, for it unpacks to 385 MB; one file of it does.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const OPERATIONS = {
  "orgs.createArtifactStorageRecord": ["/orgs/{org}/artifacts/metadata/storage-record", "post"],
  "orgs.listArtifactStorageRecords": ["/orgs/{org}/artifacts/{subject_digest}/metadata/storage-records", "get"],
};
const DESCRIPTION = "package/generated/api.github.com.json";
const PROSE = new Set(["summary", "description", "example", "examples", "tags", "externalDocs"]);
const TARGET = new URL("../__tests__/fixtures/openapi.json", import.meta.url);

const folder = mkdtempSync(join(tmpdir(), "openapi-"));
try {
  const wanted = `@octokit/openapi@${process.argv[2] ?? "latest"}`;
  const output = execFileSync("npm", ["pack", wanted, "--json", "--pack-destination", folder], { encoding: "utf8" });
  const packed = Object.values(JSON.parse(output))[0];
  execFileSync("tar", ["-xzf", packed.filename, DESCRIPTION], { cwd: folder });
  const { paths, components } = JSON.parse(readFileSync(join(folder, DESCRIPTION), "utf8"));

  /** Takes prose and GitHub's own keys (`x-…`) off, and puts what a `$ref` names in its place. */
  const prune = (value) => {
    if (Array.isArray(value)) return value.map(prune);
    if (value === null || typeof value !== "object") return value;
    if (value.$ref)
      return prune(
        value.$ref
          .split("/")
          .slice(2)
          .reduce((at, key) => at[key], components),
      );
    const kept = Object.entries(value).filter(([key]) => !PROSE.has(key) && !key.startsWith("x-"));
    return Object.fromEntries(
      kept.map(([key, inner]) => [key, key === "properties" ? mapProperties(inner) : prune(inner)]),
    );
  };
  /** A property may be called "description"; its name is no prose. */
  const mapProperties = (properties) =>
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, prune(schema)]));

  const operations = Object.entries(OPERATIONS).map(([name, [path, method]]) => {
    const { parameters, requestBody, responses } = paths[path][method];
    const route = `${method.toUpperCase()} ${path}`;
    return [name, { route, ...prune({ parameters, requestBody, responses: { 200: responses[200] } }) }];
  });
  const fixture = { version: packed.version, operations: Object.fromEntries(operations) };
  writeFileSync(TARGET, `${JSON.stringify(fixture, null, 2)}\n`);
  console.log(`@octokit/openapi ${packed.version}: ${operations.length} operations written`);
} finally {
  rmSync(folder, { recursive: true });
}
