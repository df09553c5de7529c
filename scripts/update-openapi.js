// Renews __tests__/fixtures/openapi.json from GitHub's OpenAPI description, and prints what has changed, as Markdown:
//   npm run --silent update-openapi [-- VERSION [BEFORE]]
// BEFORE is a file to compare with instead of the present fixture.
// The description comes from @octokit/openapi, which is not a dependency: it unpacks to 385 MB, and one file is enough.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { reportChanges } from "./report-changes.js";
import { takeOperations } from "./take-operations.js";

const FIXTURE = fileURLToPath(new URL("../__tests__/fixtures/openapi.json", import.meta.url));
const ROUTE_MAP = fileURLToPath(new URL("../src/routes.ts", import.meta.url));
const DESCRIPTION = "package/generated/api.github.com.json";

const [version = "latest", compared = FIXTURE] = process.argv.slice(2);
const before = JSON.parse(readFileSync(compared, "utf8"));
const routeMap = readFileSync(ROUTE_MAP, "utf8");

const folder = mkdtempSync(join(tmpdir(), "openapi-"));
try {
  const pack = ["pack", `@octokit/openapi@${version}`, "--json", "--pack-destination", folder];
  const packed = Object.values(JSON.parse(execFileSync("npm", pack, { encoding: "utf8" })))[0];
  execFileSync("tar", ["-xzf", packed.filename, DESCRIPTION], { cwd: folder });
  const description = JSON.parse(readFileSync(join(folder, DESCRIPTION), "utf8"));

  const cut = takeOperations(description, (route) => routeMap.includes(`"${route}"`));
  const after = { version: packed.version, ...cut };
  const report = reportChanges(before, after);
  if (report) console.log(report);
  writeFileSync(FIXTURE, `${JSON.stringify(after, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
