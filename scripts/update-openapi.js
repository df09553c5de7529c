// Renews __tests__/fixtures/openapi.json from GitHub's OpenAPI description; the file's own diff says what has changed:
//   npm run update-openapi [-- VERSION]
// The description comes from @octokit/openapi, which is not a dependency: it unpacks to 385 MB, and one file is enough.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeOperations } from "./take-operations.js";

const FIXTURE = "__tests__/fixtures/openapi.json";
const ROUTE_MAP = "src/routes.ts";
const DESCRIPTION = "package/generated/api.github.com.json";

const [wanted = "latest"] = process.argv.slice(2);
const { version: _, ...before } = JSON.parse(readFileSync(FIXTURE, "utf8"));
const routeMap = readFileSync(ROUTE_MAP, "utf8");

const folder = mkdtempSync(join(tmpdir(), "openapi-"));
try {
  const pack = ["pack", `@octokit/openapi@${wanted}`, "--json", "--pack-destination", folder];
  const packed = Object.values(JSON.parse(execFileSync("npm", pack, { encoding: "utf8" })))[0];
  execFileSync("tar", ["-xzf", packed.filename, DESCRIPTION], { cwd: folder });
  const description = JSON.parse(readFileSync(join(folder, DESCRIPTION), "utf8"));

  const cut = takeOperations(description, (route) => routeMap.includes(`"${route}"`));
  // Another version that says the same is no reason for a change; another order is, for the contract test holds the map to it.
  if (JSON.stringify(cut) !== JSON.stringify(before)) {
    writeFileSync(FIXTURE, `${JSON.stringify({ version: packed.version, ...cut }, null, 2)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
