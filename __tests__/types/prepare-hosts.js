import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hosts } from "./hosts.js";
import { writeWays } from "./write-ways.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SCRIPTS = join(HERE, "../../scripts");

/**
 * Installs the compilers, the hosts, and the packed plugin on each host; and puts the programs beside the host's
 * `octokit.ts`, for a program's imports are found from where it lies.
 */
export default function prepareHosts() {
  run("install-folder.js", HERE);
  run("pack-into.js", HERE, "--workspaces");
  for (const { folder, programs, ways = {} } of hosts) {
    const target = join(HERE, "hosts", folder, "dist");
    rmSync(target, { recursive: true, force: true });
    for (const file of ["tsconfig.json", "pin.ts", ...programs.map((program) => `${program}.ts`)]) {
      cpSync(join(HERE, "programs", file), join(target, file));
    }
    writeWays(target, ways);
  }
}

/** @param {string} script @param {string[]} parameters */
function run(script, ...parameters) {
  execFileSync(process.execPath, [join(SCRIPTS, script), ...parameters], { stdio: "inherit" });
}
