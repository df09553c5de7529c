// Cuts the endpoints' operations, constraints without prose, out of GitHub's OpenAPI description:
//   npm run update-openapi [-- VERSION]
// Which operations is said by the names in the file that is there; what they hold is taken anew.
// The description comes from @octokit/openapi, which is not a dependency, for it unpacks to 385 MB; one file of it does.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
  );

  /**
   * Takes off prose and GitHub's own keys (`x-…`), and puts what a `$ref` names in its place.
   * @param {unknown} value
   * @returns {unknown}
   */
  const prune = (value) => {
    if (Array.isArray(value)) return value.map(prune);
    if (value === null || typeof value !== "object") return value;
    if ("$ref" in value) return prune(resolve(`${value.$ref}`));
    const kept = Object.entries(value).filter(([key]) => !PROSE.has(key) && !key.startsWith("x-"));
    return Object.fromEntries(
      // A property may be called "description"; its name is no prose.
      kept.map(([key, inner]) => [key, key === "properties" ? pruneValues(inner) : prune(inner)]),
    );
  };
  /** @param {object} properties */
  const pruneValues = (properties) =>
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, prune(schema)]));
  /** @param {string} reference Such as `#/components/parameters/org` */
  const resolve = (reference) => {
    let at = components;
    for (const key of reference.split("/").slice(2)) at = at[key];
    return at;
  };

  const { operations } = JSON.parse(readFileSync(TARGET, "utf8"));
  for (const name in operations) {
    // orgs.createArtifactStorageRecord → orgs/create-artifact-storage-record
    const id = name.replace(".", "/").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const found = described.find(({ operation }) => operation.operationId === id);
    if (!found) throw new Error(`the description has no operation ${id}`);
    const { parameters, requestBody, responses } = found.operation;
    operations[name] = { route: found.route, ...Object(prune({ parameters, requestBody, responses })) };
  }
  writeFileSync(TARGET, `${JSON.stringify({ version: packed.version, operations }, null, 2)}\n`);
  console.log(`@octokit/openapi ${packed.version}: ${Object.keys(operations).length} operations written`);
} finally {
  rmSync(folder, { recursive: true });
}
