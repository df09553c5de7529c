// Packs this package as the registry would get it, and unpacks it into the node_modules of each folder:
//   node scripts/pack-into.js FOLDER…
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url);
const packed = mkdtempSync(join(tmpdir(), "packed-"));
try {
  const output = execFileSync("npm", ["pack", "--json", "--pack-destination", packed], {
    cwd: root,
    encoding: "utf8",
    // What npm says of its own settings is no concern of the tests; its errors are printed with the exception.
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { name, filename } = Object.values(JSON.parse(output))[0];
  for (const folder of process.argv.slice(2)) {
    const installed = join(folder, "node_modules", name);
    rmSync(installed, { recursive: true, force: true });
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", join(packed, filename), "-C", installed, "--strip-components=1"]);
  }
} finally {
  rmSync(packed, { recursive: true });
}
